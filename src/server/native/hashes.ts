/**
 * Stands in for @noble/hashes inside PocketBase (see scripts/build-hooks.mjs): the engine interprets JavaScript, where
 * one hash takes a millisecond, and has the same SHA-256 natively. Pushing would otherwise spend half of its time here.
 */

/** SHA-256 of bytes that are UTF-8 text. */
export function sha256(bytes: Uint8Array): number[] {
  const hex = $security.sha256(textOf(bytes))
  return Array.from({ length: 32 }, (_, index) => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16))
}

/** The native hash takes text, and the engine has no TextDecoder. Ids and days are ASCII: the short way. */
function textOf(bytes: Uint8Array): string {
  if (bytes.every((byte) => byte < 128)) return String.fromCharCode(...bytes)
  return decodeURIComponent(Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''))
}
