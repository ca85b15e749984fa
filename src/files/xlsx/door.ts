import { UnreadableTable } from '../table/refusal'
import { readDirectory, type Part } from './directory'

/** Where an element of a document type can stand: before the root. */
const HEAD = 4096

/**
 * Lets a workbook in, or refuses it with a code: what it is, how many parts it has and how large they get is looked at before
 * anything is unpacked; then each part is unpacked once, no further than it announced, and its head is looked at for entities.
 */
export async function admitWorkbook(bytes: Uint8Array): Promise<void> {
  const parts = readDirectory(bytes)
  refuseOtherKinds(bytes, parts)
  for (const part of parts) await checkPart(bytes, part)
}

function refuseOtherKinds(bytes: Uint8Array, parts: readonly Part[]): void {
  const names = new Set(parts.map(({ name }) => name))
  const named = (pattern: RegExp) => parts.find(({ name }) => pattern.test(name))?.name
  if (names.has('mimetype') || names.has('content.xml')) throw new UnreadableTable('open-document', kindOf(bytes))
  if (!names.has('[Content_Types].xml')) throw new UnreadableTable('not-a-workbook', '')
  const macro = named(/vbaProject\.bin$|\/macrosheets\/|\/activeX\//i)
  if (macro) throw new UnreadableTable('macro', macro)
  const link = named(/^xl\/externalLinks\//i)
  if (link) throw new UnreadableTable('external-link', link)
  if (!named(/^xl\/workbook\.xml$/)) throw new UnreadableTable('not-a-workbook', named(/^(word|ppt|xl)\//) ?? '')
}

const kindOf = (bytes: Uint8Array) =>
  new TextDecoder('latin1').decode(bytes.subarray(38, 84)).replace(/[^\w./-].*$/s, '')

async function checkPart(bytes: Uint8Array, part: Part): Promise<void> {
  const packed = packedBytes(bytes, part)
  const isXml = /\.(xml|rels|vml)$/i.test(part.name)
  if (part.method === 0) {
    if (packed.length !== part.unpacked) throw new UnreadableTable('bomb', part.name)
    if (isXml) refuseEntities(packed.subarray(0, HEAD), part.name)
    return
  }
  if (part.method !== 8) throw new UnreadableTable('damaged', part.name)
  const reader = unpacking(packed).getReader()
  let size = 0
  let head = new Uint8Array()
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new UnreadableTable('damaged', part.name)
    })
    if (done) break
    if (head.length < HEAD) head = joined(head, value.subarray(0, HEAD))
    size += value.length
    if (size > part.unpacked) {
      await reader.cancel().catch(() => undefined)
      throw new UnreadableTable('bomb', part.name)
    }
  }
  if (size !== part.unpacked) throw new UnreadableTable('damaged', part.name)
  if (isXml) refuseEntities(head, part.name)
}

function unpacking(packed: Uint8Array): ReadableStream<Uint8Array> {
  const source = new Blob([packed as Uint8Array<ArrayBuffer>]).stream()
  return source.pipeThrough(new DecompressionStream('deflate-raw') as ReadableWritablePair<Uint8Array, Uint8Array>)
}

function packedBytes(bytes: Uint8Array, { name, offset, packed }: Part): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== 0x04034b50)
    throw new UnreadableTable('damaged', name)
  const from = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  if (from + packed > bytes.length) throw new UnreadableTable('damaged', name)
  return bytes.subarray(from, from + packed)
}

/** In UTF-16 too: its letters with nothing between them. */
function refuseEntities(head: Uint8Array, name: string): void {
  const text = new TextDecoder('latin1').decode(head).replaceAll('\0', '')
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new UnreadableTable('entities', name)
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}
