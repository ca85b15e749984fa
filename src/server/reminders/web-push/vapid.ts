import { p256 } from '@noble/curves/nist.js'
import { toBase64Url, utf8 } from './bytes'

/** How this server names itself to a push service (RFC 8292): a signed note that holds for half a day. */

export interface KeyPair {
  private: Uint8Array
  /** Uncompressed: what a browser subscribes with. */
  public: Uint8Array
}

export interface Claims {
  /** Origin of the push service. */
  audience: string
  /** Seconds since the epoch; at most a day ahead. */
  expires: number
  /** Whom the push service may write to about this server: `mailto:…` or `https:…`. */
  contact: string
}

/** A key pair of 32 random bytes; null when they are no key (once in 2^32). */
export function keyPairOf(secret: Uint8Array): KeyPair | null {
  if (!p256.utils.isValidSecretKey(secret)) return null
  return { private: secret, public: p256.getPublicKey(secret, false) }
}

/** The value of the header `Authorization`. */
export function authorization(keys: KeyPair, { audience, expires, contact }: Claims): string {
  const part = (value: object) => toBase64Url(utf8(JSON.stringify(value)))
  const head = part({ typ: 'JWT', alg: 'ES256' })
  const signed = `${head}.${part({ aud: audience, exp: expires, sub: contact })}`
  const signature = toBase64Url(p256.sign(utf8(signed), keys.private))
  return `vapid t=${signed}.${signature}, k=${toBase64Url(keys.public)}`
}
