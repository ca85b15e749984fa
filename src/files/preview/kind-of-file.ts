import { UnreadableTable } from '../table/refusal'

export type FileKind = 'msproject' | 'xlsx' | 'csv'

/** What a file is by its bytes; its name may say anything. Refuses what is known not to be a plan. */
export function kindOfFile(bytes: Uint8Array): FileKind {
  const starts = (...head: number[]) => head.every((byte, index) => bytes[index] === byte)
  if (bytes.length === 0) throw new UnreadableTable('empty', '')
  if (starts(0x50, 0x4b, 3, 4)) return 'xlsx'
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) refuseOldOffice(bytes)
  if (starts(0x25, 0x50, 0x44, 0x46)) throw new UnreadableTable('binary', 'PDF')
  // The first letters, whatever the encoding and the mark before them.
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 400)).replaceAll('\0', '')
  return /^(ï»¿|ÿþ|þÿ)?\s*</.test(head) ? 'msproject' : 'csv'
}

/** One container for all of Office until 2007, for locked workbooks until today, and for MS Project: told apart by what they name. */
function refuseOldOffice(bytes: Uint8Array): never {
  const names = new TextDecoder('utf-16le').decode(bytes.subarray(0, bytes.length & ~1))
  if (names.includes('EncryptedPackage')) throw new UnreadableTable('encrypted', '')
  if (/Workbook|\bBook\b/.test(names)) throw new UnreadableTable('old-excel', '')
  throw new UnreadableTable(/TBkndTask|Props1?[24]|MSProject/.test(names) ? 'binary-plan' : 'binary', '')
}
