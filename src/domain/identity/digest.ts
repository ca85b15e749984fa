import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** SHA-256 of a text's UTF-8, in lower-case hexadecimal. The server's bundle has src/server/native/digest.ts in its place. */
export const hexDigest = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))
