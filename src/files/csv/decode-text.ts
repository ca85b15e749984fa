import { fromWindows1252 } from '../shared/windows-1252'
import { UnreadableTable } from '../table/refusal'

/** Half a million lines with all that people write in them. */
const MOST_BYTES = 100_000_000

/**
 * The text of a file: a byte-order mark wins, then the shape of UTF-16, then UTF-8, then what Excel saves on a French or English
 * Windows.
 * @example decodeText(new Uint8Array([0xe9])) // { text: 'é', encoding: 'windows-1252' }
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: string } {
  if (bytes.length === 0) throw new UnreadableTable('empty', '')
  if (bytes.length > MOST_BYTES) throw new UnreadableTable('too-large', `${bytes.length}`)
  const encoding = encodingOf(bytes)
  try {
    return plain(new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding)
  } catch (problem) {
    if (problem instanceof UnreadableTable) throw problem
    if (encoding !== 'utf-8') throw new UnreadableTable('damaged', encoding)
    return plain(fromWindows1252(bytes), 'windows-1252')
  }
}

function plain(text: string, encoding: string) {
  if (text.trim() === '') throw new UnreadableTable('empty', '')
  if (text.includes('\0')) throw new UnreadableTable('binary', '')
  return { text, encoding }
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second, third, fourth] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return 'utf-16le'
  if (first === 0 && second !== 0 && third === 0 && fourth !== 0) return 'utf-16be'
  return 'utf-8'
}
