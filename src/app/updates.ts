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
  // Another tab took the new version: this one goes on as it is until the person reloads it.
  worker.addEventListener('controlling', (event) => {
    if (event.isUpdate && !update.accepted) update.announce(() => location.reload(), true)
  })
  worker.register().then(
    () => setInterval(() => void lookForUpdate(worker), CHECK_EVERY_MS),
    // Refused by the browser (some private modes): the app works as a page, and *Moi* says that it is not kept.
    (problem: unknown) => console.info(problem),
  )
}

/** Without network, or with a broken worker on the server, the version at work goes on: nothing to trouble anybody with. */
async function lookForUpdate(worker: Workbox): Promise<void> {
  await worker.update().catch((problem: unknown) => console.info(problem))
}
