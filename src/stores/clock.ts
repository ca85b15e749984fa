import { readonly, ref } from 'vue'
import type { IsoDay } from '@/schema/brands'

/** The day on the wall, in the device's own time zone. The one place where screens learn what day it is. */
const today = ref(localDay(new Date()))

export function useToday() {
  return readonly(today)
}

/** Call when the app comes back to the foreground and once a minute: midnight passes while an app sleeps. */
export function refreshToday(now: Date): void {
  today.value = localDay(now)
}

/** @example localDay(new Date(2026, 10, 23, 23, 59)) // '2026-11-23', whatever UTC says */
export function localDay(now: Date): IsoDay {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}` as IsoDay
}
