import { fromWindows1252 } from '../shared/windows-1252'
import { UnreadableTimes } from './refusal'

/** Half a million lines of a wordy export are about 100 MB. */
const MOST_BYTES = 250_000_000
const SAMPLE_BYTES = 4096

/** How other formats begin, as they come under the name of a CSV. */
const BINARY_STARTS: readonly [start: readonly number[], code: 'workbook' | 'not-text', seen: string][] = [
  [[0x50, 0x4b, 0x03, 0x04], 'workbook', 'zip'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'workbook', 'xls'],
  [[0x1f, 0x8b], 'not-text', 'gzip'],
  [[0x25, 0x50, 0x44, 0x46], 'not-text', 'pdf'],
  [[0x89, 0x50, 0x4e, 0x47], 'not-text', 'png'],
  [[0xff, 0xd8, 0xff], 'not-text', 'jpeg'],
]

/**
 * The text of a file, whatever it was saved in: a byte-order mark wins, then the shape of UTF-16, then UTF-8; bytes that are not
 * UTF-8 are read as Windows-1252, which holds all of Latin-1 that people write.
 * @throws UnreadableTimes where it is no text
 */
export function textOfBytes(bytes: Uint8Array): string {
  if (bytes.length === 0) throw new UnreadableTimes('empty')
  if (bytes.length > MOST_BYTES) throw new UnreadableTimes('too-large', `${bytes.length} bytes`)
  for (const [start, code, seen] of BINARY_STARTS)
    if (start.every((byte, index) => bytes[index] === byte)) throw new UnreadableTimes(code, seen)
  const text = decoded(bytes)
  if (text.trim() === '') throw new UnreadableTimes('empty')
  if (looksBinary(text)) throw new UnreadableTimes('not-text')
  const markup = /^\s*(<|[{[]\s*["[{])/.exec(text.slice(0, SAMPLE_BYTES))
  if (markup) throw new UnreadableTimes('not-a-table', text.trimStart().slice(0, 20))
  return text
}

function decoded(bytes: Uint8Array): string {
  const utf16 = utf16Of(bytes)
  if (utf16) return new TextDecoder(utf16).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return fromWindows1252(bytes)
  }
}

function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  const zeros = [0, 0]
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2]!++
  const half = sample.length / 2
  if (zeros[1]! > half * 0.4 && zeros[0]! < half * 0.05) return 'utf-16le'
  if (zeros[0]! > half * 0.4 && zeros[1]! < half * 0.05) return 'utf-16be'
  return null
}

/** More than one letter in fifty that no text holds. A lone NUL in a comment is another matter: its line says so. */
function looksBinary(text: string): boolean {
  const sample = text.slice(0, SAMPLE_BYTES)
  // oxlint-disable-next-line no-control-regex
  const odd = sample.match(/[\u0000-\u0008\u000e-\u001f]/g)?.length ?? 0
  return odd > 1 && odd > sample.length / 50
}
