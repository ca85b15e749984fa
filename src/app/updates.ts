import { Workbox } from 'workbox-window'
import { useAppUpdate } from '@/stores/app-update'

const CHECK_EVERY_MS = 60 * 60_000

/** Registers the service worker and offers its successors; the person decides when. */
export function followUpdates(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const worker = new Workbox('/sw.js')
  const update = useAppUpdate()

  worker.addEventListener('waiting', () => {
    update.announce(() => {
      worker.addEventListener('controlling', () => location.reload())
      worker.messageSkipWaiting()
    })
  })
  void worker.register()
  setInterval(() => void worker.update(), CHECK_EVERY_MS)
}
