import type { RecordId } from '@/schema/brands'

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** A fresh record id: 15 characters a–z0–9, 77 bits of the browser's own randomness, without modulo bias. */
export function newId(): RecordId {
  let id = ''
  while (id.length < 15) {
    for (const byte of crypto.getRandomValues(new Uint8Array(24))) {
      if (byte < 252 && id.length < 15) id += ALPHABET[byte % 36]
    }
  }
  return id as RecordId
}
