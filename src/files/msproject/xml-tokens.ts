import { UnreadablePlan } from './refusal'

/** What a reader of tokens is told. Attributes are not: the format keeps nothing in them. */
export interface TokenReader {
  open(name: string): void
  text(content: string): void
  close(): void
}

/** The format nests seven deep. */
const DEEPEST = 200
const NAME = /[^\s/>]+/y

/**
 * Reads XML from start to end in one loop, without recursion. A document type is refused before anything else is read, so the
 * only entities are the five of XML and character numbers: nothing can be fetched or unfolded.
 */
export function readTokens(xml: string, reader: TokenReader): void {
  const open: string[] = []
  let hasRoot = false
  let at = 0
  while (at < xml.length) {
    const next = xml.indexOf('<', at)
    const until = next < 0 ? xml.length : next
    if (until > at) readText(xml, at, until, open, reader)
    if (next < 0) break
    at = next
    if (xml.startsWith('<!--', at)) at = endOf(xml, '-->', at + 4, at)
    else if (xml.startsWith('<![CDATA[', at)) {
      const end = endOf(xml, ']]>', at + 9, at)
      if (open.length === 0) throw malformed(xml, at)
      reader.text(xml.slice(at + 9, end - 3))
      at = end
    } else if (xml.startsWith('<?', at)) at = endOf(xml, '?>', at + 2, at)
    else if (xml.startsWith('<!', at))
      throw new UnreadablePlan(/^<!DOCTYPE/i.test(xml.slice(at, at + 9)) ? 'doctype' : 'malformed', placeOf(xml, at))
    else if (xml[at + 1] === '/') at = readClosing(xml, at, open, reader)
    else {
      if (open.length === 0 && hasRoot) throw malformed(xml, at)
      hasRoot = true
      at = readOpening(xml, at, open, reader)
    }
  }
  if (!hasRoot) throw new UnreadablePlan('not-xml', '')
  if (open.length > 0) throw new UnreadablePlan('truncated', `${placeOf(xml, xml.length)}, in ${open.at(-1)}`)
}

function readText(xml: string, from: number, until: number, open: readonly string[], reader: TokenReader) {
  const raw = xml.slice(from, until)
  if (open.length > 0) reader.text(raw.includes('&') ? unescaped(raw, xml, from) : raw)
  else if (raw.replace(/^\uFEFF/, '').trim() !== '')
    throw new UnreadablePlan(from === 0 ? 'not-xml' : 'malformed', placeOf(xml, from))
}

function readOpening(xml: string, at: number, open: string[], reader: TokenReader): number {
  NAME.lastIndex = at + 1
  const name = NAME.exec(xml)?.[0]
  if (!name || !/^[\p{L}_:]/u.test(name)) throw malformed(xml, at)
  const end = endOfTag(xml, at + 1 + name.length, at)
  reader.open(localName(name))
  if (xml[end - 2] === '/') reader.close()
  else {
    if (open.length >= DEEPEST) throw new UnreadablePlan('too-deep', placeOf(xml, at))
    open.push(name)
  }
  return end
}

/** After the tag's >, which may also stand within an attribute's quotes. */
function endOfTag(xml: string, from: number, tag: number): number {
  for (let at = from; at < xml.length; at++) {
    const letter = xml[at]
    if (letter === '>') return at + 1
    if (letter === '<') throw malformed(xml, at)
    if (letter !== '"' && letter !== "'") continue
    at = xml.indexOf(letter, at + 1)
    if (at < 0) break
  }
  throw new UnreadablePlan('truncated', placeOf(xml, tag))
}

function readClosing(xml: string, at: number, open: string[], reader: TokenReader): number {
  const end = endOf(xml, '>', at + 2, at)
  const name = xml.slice(at + 2, end - 1).trimEnd()
  if (open.pop() !== name) throw malformed(xml, at)
  reader.close()
  return end
}

function endOf(xml: string, mark: string, from: number, start: number): number {
  const at = xml.indexOf(mark, from)
  if (at < 0) throw new UnreadablePlan('truncated', placeOf(xml, start))
  return at + mark.length
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** @example unescaped('A &amp; B &#233;', '', 0) // 'A & B é' */
function unescaped(raw: string, xml: string, from: number): string {
  return raw.replace(/&(#x[\da-f]+|#\d+|\w+)?;?/gi, (whole, entity: string | undefined) => {
    if (!entity || !whole.endsWith(';')) return whole
    if (!entity.startsWith('#')) {
      const known = ENTITIES[entity]
      if (known === undefined) throw malformed(xml, from)
      return known
    }
    const code = /^#x/i.test(entity) ? parseInt(entity.slice(2), 16) : parseInt(entity.slice(1), 10)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD'
  })
}

const malformed = (xml: string, at: number) => new UnreadablePlan('malformed', placeOf(xml, at))

/** @example placeOf('a\nbc', 3) // 'line 2, column 2' */
export function placeOf(xml: string, at: number): string {
  let line = 1
  let lineStart = 0
  for (let next = xml.indexOf('\n'); next >= 0 && next < at; next = xml.indexOf('\n', next + 1)) {
    line++
    lineStart = next + 1
  }
  return `line ${line}, column ${at - lineStart + 1}`
}
