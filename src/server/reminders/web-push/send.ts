import { fromBase64Url, utf8 } from './bytes'
import { encrypted } from './encrypt'
import { allowedOrigin, namedOrigins } from './endpoint'
import { pushKeys, randomBytes } from './keys'
import { authorization } from './vapid'

/** Where one browser of one person takes messages. Told to nobody. */
export interface Subscription {
  endpoint: string
  p256dh: string
  auth: string
}

/** `taken`; `gone`: the subscription is over; `refused`: not taken this time; `unknown`: no answer, it may have arrived. */
export type PushOutcome = 'taken' | 'gone' | 'refused' | 'unknown'

export interface PushMessage {
  payload: string
  /** A message that was not shown yet is replaced by a newer one of the same topic. */
  topic: string
  /** Seconds for which a device that is off may still get it. */
  seconds: number
}

const PATIENCE_S = 10
const NOTE_S = 12 * 3600

export const pushOrigins = () => namedOrigins($os.getenv('JALON_PUSH_ORIGINS'))

/** Hands one message to one browser's push service. */
export function sendPush(app: pb.App, to: Subscription, message: PushMessage): PushOutcome {
  // Looked at again: what was accepted once may have been taken off the list.
  const origin = allowedOrigin(to.endpoint, pushOrigins())
  const [p256dh, auth] = [fromBase64Url(to.p256dh), fromBase64Url(to.auth)]
  if (!origin || !p256dh || !auth) return 'gone'
  const body = encrypted(utf8(message.payload), { p256dh, auth }, { key: randomBytes(32), salt: randomBytes(16) })
  try {
    const answer = $http.send({
      url: to.endpoint,
      method: 'POST',
      body,
      timeout: PATIENCE_S,
      headers: {
        Authorization: note(app, origin),
        'Content-Encoding': 'aes128gcm',
        'Content-Type': 'application/octet-stream',
        TTL: String(message.seconds),
        Topic: message.topic,
        Urgency: 'normal',
      },
    })
    if (answer.statusCode === 404 || answer.statusCode === 410) return 'gone'
    return answer.statusCode >= 200 && answer.statusCode < 300 ? 'taken' : 'refused'
  } catch {
    return 'unknown'
  }
}

/** Signing takes a tenth of a second here: one note serves a push service for half a day. */
function note(app: pb.App, origin: string): string {
  const key = `jalon.push-note ${origin}`
  const seconds = Math.floor(Date.now() / 1000)
  const [until = '', known = ''] = String(app.store().get(key) ?? '').split('|')
  if (Number(until) > seconds + NOTE_S / 2 && Number(until) <= seconds + NOTE_S) return known
  const contact = `mailto:${app.settings().meta.senderAddress}`
  const made = authorization(pushKeys(app), { audience: origin, expires: seconds + NOTE_S, contact })
  app.store().set(key, `${seconds + NOTE_S}|${made}`)
  return made
}
