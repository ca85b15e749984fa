import { inflateRawSync } from 'node:zlib'

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const STORED = 0
const DEFLATED = 8
const MOST_BYTES = 256 * 1024 * 1024

/**
 * One file out of a zip archive. Only what PocketBase's own archives use: no encryption, no zip64.
 * @param {Buffer} zip the archive, already verified
 * @param {string} name the file's name inside it
 * @returns {Buffer}
 */
export function unzipFile(zip, name) {
  let at = zip.readUInt32LE(endOfDirectory(zip) + 16)
  while (at + 46 <= zip.length && zip.readUInt32LE(at) === DIRECTORY_ENTRY) {
    const nameLength = zip.readUInt16LE(at + 28)
    const entryName = zip.toString('utf8', at + 46, at + 46 + nameLength)
    if (entryName === name) return content(zip, at)
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  throw new Error(`The archive holds no ${name}.`)
}

function endOfDirectory(zip) {
  for (let at = zip.length - 22; at >= 0; at--) if (zip.readUInt32LE(at) === END_OF_DIRECTORY) return at
  throw new Error('This is not a zip archive.')
}

function content(zip, entry) {
  const method = zip.readUInt16LE(entry + 10)
  const size = zip.readUInt32LE(entry + 20)
  const local = zip.readUInt32LE(entry + 42)
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
  const bytes = zip.subarray(start, start + size)
  if (method === STORED) return bytes
  if (method === DEFLATED) return inflateRawSync(bytes, { maxOutputLength: MOST_BYTES })
  throw new Error(`The archive uses a method that is not read here (${method}).`)
}
