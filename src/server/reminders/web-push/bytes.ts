/** Bytes and the texts they travel as: the engine has no TextEncoder, atob or crypto. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** @example toBase64Url(Uint8Array.of(255, 239)) // '_-8' */
export function toBase64Url(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    const letters = Math.min(3, bytes.length - at) + 1
    for (let index = 0; index < letters; index++) text += ALPHABET[(group >> (18 - 6 * index)) & 63]
  }
  return text
}

/** The bytes of unpadded or padded base64url; null when it is something else. */
export function fromBase64Url(text: string): Uint8Array | null {
  const letters = text.replace(/=+$/, '')
  if (!/^[\w-]*$/.test(letters) || letters.length % 4 === 1) return null
  const bytes: number[] = []
  let buffer = 0
  let bits = 0
  for (const letter of letters) {
    buffer = ((buffer << 6) | ALPHABET.indexOf(letter)) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes.push((buffer >> bits) & 0xff)
  }
  return Uint8Array.from(bytes)
}

export function utf8(text: string): Uint8Array {
  const escaped = encodeURIComponent(text).replace(/%([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  // The engine makes typed arrays from arrays only.
  return Uint8Array.from(Array.from(escaped, (character) => character.charCodeAt(0)))
}

/** @example fromHex('00ff') // Uint8Array.of(0, 255) */
export function fromHex(text: string): Uint8Array {
  return Uint8Array.from(Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)))
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}
