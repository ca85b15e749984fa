import type { PushProblem, PushState } from './door'
import { canPush, pushOwner, subscribeDevice, unsubscribeDevice } from './local/push-device'
import type { Server } from './remote/answers'
import { keepSubscription, pushKey, stopSubscription } from './remote/push'

/** Messages to this device while the app is closed: for one person at a time, who asked for it here. */

/** How it stands for this person on this device. Needs no network. */
export function pushState(userId: string): PushState {
  if (!canPush()) return 'unsupported'
  if (Notification.permission === 'denied') return 'blocked'
  return Notification.permission === 'granted' && pushOwner() === userId ? 'on' : 'off'
}

/** Asks the person's browser, then the server. To be called from a tap: browsers refuse the question otherwise. */
export async function turnPushOn(server: Server, userId: string, device: string): Promise<PushProblem | null> {
  if ((await Notification.requestPermission()) !== 'granted') return 'blocked'
  return subscribe(server, userId, device)
}

async function subscribe(server: Server, userId: string, device: string): Promise<PushProblem | null> {
  const key = await pushKey(server)
  if (key === null) return 'unreachable'
  try {
    const subscription = await subscribeDevice(userId, key)
    if (await keepSubscription(server, { device, ...subscription })) return null
    await unsubscribeDevice()
    return 'unreachable'
  } catch {
    // The browser's push service said no: some browsers come without one.
    await unsubscribeDevice()
    return 'refused'
  }
}

/** The device first: even without network nothing is shown here any more. */
export async function turnPushOff(server: Server): Promise<void> {
  const endpoint = await unsubscribeDevice()
  if (endpoint !== null) await stopSubscription(server, endpoint)
}

/** At the start of the app: the server hears the address again, and somebody else's messages are shown to nobody here. */
export async function resumePush(server: Server, userId: string, device: string): Promise<void> {
  if (pushState(userId) === 'on') await subscribe(server, userId, device)
  else if (pushOwner() !== '') await turnPushOff(server)
}
