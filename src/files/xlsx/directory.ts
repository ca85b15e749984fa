import { UnreadableTable } from '../table/refusal'

/** A part of the archive as its directory announces it. */
export interface Part {
  name: string
  packed: number
  unpacked: number
  /** 0 stored, 8 deflated. */
  method: number
  offset: number
}

const END_OF_DIRECTORY = 0x06054b50
const ENTRY = 0x02014b50
/** Of its comment, at most. */
const FARTHEST_END = 65_557

/** What a plan of 20,000 lines with all its sheets is still far below. */
const MOST = { bytes: 30_000_000, parts: 2_000, unpacked: 120_000_000, ratio: 200 }
/** Small parts may be very regular. */
const RATIO_COUNTS_FROM = 4_000_000

/** The directory of an archive, refused before anything is unpacked when it announces what no workbook of people is. */
export function readDirectory(bytes: Uint8Array): Part[] {
  if (bytes.length > MOST.bytes) throw new UnreadableTable('too-large', `${bytes.length}`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOfDirectory(view)
  const count = view.getUint16(end + 10, true)
  if (count > MOST.parts) throw new UnreadableTable('too-many-parts', `${count}`)
  const parts: Part[] = []
  let at = view.getUint32(end + 16, true)
  for (let index = 0; index < count; index++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== ENTRY) throw new UnreadableTable('damaged', '')
    const nameLength = view.getUint16(at + 28, true)
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
    if ((view.getUint16(at + 8, true) & 1) === 1) throw new UnreadableTable('encrypted', name)
    parts.push({
      name,
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  refuseBombs(parts, bytes.length)
  return parts
}

function endOfDirectory(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - FARTHEST_END); at--)
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at
  throw new UnreadableTable('damaged', '')
}

function refuseBombs(parts: readonly Part[], size: number): void {
  let sum = 0
  for (const { name, packed, unpacked } of parts) {
    sum += unpacked
    if (sum > MOST.unpacked || (unpacked > RATIO_COUNTS_FROM && unpacked / Math.max(1, packed) > MOST.ratio))
      throw new UnreadableTable('bomb', name)
  }
  // Parts that overlap unfold the same bytes over and over.
  const packed = parts.reduce((all, part) => all + part.packed, 0)
  if (packed > size) throw new UnreadableTable('bomb', '')
}
