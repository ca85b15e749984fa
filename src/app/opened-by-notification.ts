import type { Router } from 'vue-router'
import { insidePath } from './router'

/** A tap on a notification while the app is open: it goes there without loading again. */
export function followNotifications(router: Router): void {
  if (!('serviceWorker' in navigator)) return
  navigator.serviceWorker.addEventListener(
    'message',
    ({ data }: MessageEvent<{ type?: string; url?: string } | null>) => {
      if (data?.type === 'OPEN') void router.push(insidePath(data.url))
    },
  )
}
