/**
 * The text of bytes in Windows-1252, what Excel and many older tools save in western Europe. Some engines read 0x80 to 0x9f as
 * Latin-1, where they are no letters: those are put right. Bytes that stand for nothing become a space.
 *
 * @example fromWindows1252(new Uint8Array([0x80, 0x92, 0xe9])) // '€’é'
 */
export function fromWindows1252(bytes: Uint8Array): string {
  const text = new TextDecoder('windows-1252').decode(bytes)
  return text.replace(/[\u0080-\u009f]/g, (letter) => LETTERS[letter.charCodeAt(0) - 0x80]!)
}

/** Whether an encoding's name, as files declare it, means Windows-1252: Latin-1 and ASCII do, as in every browser. */
export function isWindows1252(label: string): boolean {
  try {
    return new TextDecoder(label).encoding === 'windows-1252' || LATIN_1.includes(label.toLowerCase())
  } catch {
    return false
  }
}

/** As some engines keep them apart. */
const LATIN_1 = ['latin1', 'iso-8859-1', 'us-ascii', 'ascii']

/** 0x80 to 0x9f; a space has none. */
const LETTERS = [...'€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ']
