import { gcm } from '@noble/ciphers/aes.js'
import { p256 } from '@noble/curves/nist.js'
import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { joined, utf8 } from './bytes'

/**
 * Message encryption for Web Push (RFC 8291): only the browser that subscribed can read what is sent to it. The push service
 * in between sees a size and a time.
 */

/** What a browser gave when it subscribed. */
export interface ReceiverKeys {
  /** Its public key on P-256, uncompressed: 65 bytes. */
  p256dh: Uint8Array
  /** Its authentication secret: 16 bytes. */
  auth: Uint8Array
}

/** Fresh for every message. */
export interface MessageSecrets {
  /** The sender's private key for this one message: 32 bytes. */
  key: Uint8Array
  salt: Uint8Array
}

const RECORD_SIZE = 4096
/** The last and only record ends with this byte (RFC 8188). */
const LAST_RECORD = 2
/** What fits into one record beside the tag and the end. */
export const PAYLOAD_MAX = RECORD_SIZE - 16 - 1

/** The whole body of the request, `Content-Encoding: aes128gcm`: header and one record. */
export function encrypted(payload: Uint8Array, receiver: ReceiverKeys, secrets: MessageSecrets): Uint8Array {
  if (payload.length > PAYLOAD_MAX) throw new Error('The message does not fit into one record.')
  const sender = p256.getPublicKey(secrets.key, false)
  const shared = p256.getSharedSecret(secrets.key, receiver.p256dh, false).slice(1, 33)
  const info = joined(utf8('WebPush: info\0'), receiver.p256dh, sender)
  const material = hkdf(sha256, shared, receiver.auth, info, 32)
  const contentKey = hkdf(sha256, material, secrets.salt, utf8('Content-Encoding: aes128gcm\0'), 16)
  const nonce = hkdf(sha256, material, secrets.salt, utf8('Content-Encoding: nonce\0'), 12)
  const record = gcm(contentKey, nonce).encrypt(joined(payload, Uint8Array.of(LAST_RECORD)))
  const size = Uint8Array.of(0, 0, RECORD_SIZE >> 8, RECORD_SIZE & 0xff)
  return joined(secrets.salt, size, Uint8Array.of(sender.length), sender, record)
}

/** Whether a browser's keys can be used at all: a point that is not on the curve is refused when it comes, not when it is used. */
export function areUsable({ p256dh, auth }: ReceiverKeys): boolean {
  return auth.length === 16 && p256dh.length === 65 && p256.utils.isValidPublicKey(p256dh, false)
}
