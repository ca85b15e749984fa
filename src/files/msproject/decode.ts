import { fromWindows1252, isWindows1252 } from '../shared/windows-1252'
import { UnreadablePlan } from './refusal'

/** Beyond this, a plan of 20,000 tasks with all that tools write is still far away. */
const MOST_BYTES = 200_000_000

/**
 * The text of a file, whatever it was saved in: a byte-order mark wins, then the shape of UTF-16, then the declaration. Bytes that
 * are not what the declaration says are read as Windows-1252, which old exports of many tools are.
 */
export function decode(bytes: Uint8Array): { xml: string; isGuessed: boolean } {
  if (bytes.length === 0) throw new UnreadablePlan('empty', '')
  if (bytes.length > MOST_BYTES) throw new UnreadablePlan('too-large', `${bytes.length} bytes`)
  const encoding = encodingOf(bytes)
  if (isWindows1252(encoding)) return { xml: fromWindows1252(bytes), isGuessed: false }
  try {
    return { xml: new TextDecoder(encoding, { fatal: true }).decode(bytes), isGuessed: false }
  } catch {
    if (encoding !== 'utf-8') throw new UnreadablePlan('encoding', encoding)
    return { xml: fromWindows1252(bytes), isGuessed: true }
  }
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second, third, fourth] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (first === 0x3c && second === 0 && fourth === 0) return 'utf-16le'
  if (first === 0 && second === 0x3c && third === 0) return 'utf-16be'
  const head = String.fromCharCode(...bytes.subarray(0, 200))
  const declared = /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']/i.exec(head)?.[1]?.toLowerCase() ?? 'utf-8'
  // Read as single bytes so far, so it can't be what it says to be.
  return declared.startsWith('utf-16') || declared.startsWith('ucs') ? 'utf-8' : declared
}
