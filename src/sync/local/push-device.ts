/** The browser's side of Web Push on this device: it works only with the service worker, and only in a secure context. */

const OWNER_KEY = 'jalon-push'

export interface DeviceSubscription {
  endpoint: string
  p256dh: string
  auth: string
}

/** Safari on an iPhone has it only once the app is on the home screen. */
export const canPush = () => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

/** The subscription of this browser, whoever made it; null when there is none. */
async function subscription(): Promise<PushSubscription | null> {
  if (!canPush()) return null
  const worker = await navigator.serviceWorker.getRegistration()
  return (await worker?.pushManager.getSubscription()) ?? null
}

/** Whose messages this device takes: '' = nobody's. */
export function pushOwner(): string {
  return localStorage.getItem(OWNER_KEY) ?? ''
}

/** Subscribes with the server's key; a subscription made with another one (of a server before) is given up first. */
export async function subscribeDevice(owner: string, key: string): Promise<DeviceSubscription> {
  const worker = await navigator.serviceWorker.ready
  const options = { userVisibleOnly: true, applicationServerKey: key }
  const made = await worker.pushManager.subscribe(options).catch(async () => {
    await (await subscription())?.unsubscribe()
    return worker.pushManager.subscribe(options)
  })
  localStorage.setItem(OWNER_KEY, owner)
  const { keys = {} } = made.toJSON()
  return { endpoint: made.endpoint, p256dh: keys['p256dh'] ?? '', auth: keys['auth'] ?? '' }
}

/** Answers the endpoint that takes nothing any more; null when there was none. Works without network. */
export async function unsubscribeDevice(): Promise<string | null> {
  localStorage.removeItem(OWNER_KEY)
  const known = await subscription()
  await known?.unsubscribe()
  return known?.endpoint ?? null
}
