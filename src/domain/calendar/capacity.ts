import { weekday } from './days'
import { holidayOn, isHolidayZone } from './holidays'

/** What decides how much a person can give on a day. */
export interface WorkPattern {
  /** Monday to Sunday, thousandths of a day. */
  weekPattern: readonly number[]
  /** Public-holiday zone; an unknown one has no holidays. */
  zone: string
  /** Leave by day, thousandths of a day. */
  leave?: ReadonlyMap<string, number>
}

/**
 * What a person is expected to have on a day, in thousandths: their week pattern less their leave, 0 on a public holiday.
 * @example capacityOn({ weekPattern: [1000, 1000, 1000, 1000, 1000, 0, 0], zone: 'metropole' }, '2026-11-11') // 0
 */
export function capacityOn(pattern: WorkPattern, day: string): number {
  if (isHolidayZone(pattern.zone) && holidayOn(pattern.zone, day)) return 0
  const planned = pattern.weekPattern[weekday(day) - 1] ?? 0
  return Math.max(0, planned - (pattern.leave?.get(day) ?? 0))
}

/** Σ capacity over days, in thousandths. */
export function capacityOver(pattern: WorkPattern, days: readonly string[]): number {
  return days.reduce((sum, day) => sum + capacityOn(pattern, day), 0)
}
