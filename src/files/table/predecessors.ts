import type { LinkType } from '@/schema/dependency'
import { amountFrom, numberFrom, type DayLength } from './amounts'

/** A link as it is written in a cell of the successor. */
export interface WrittenLink {
  /** The number of the predecessor: of its line, or in the outline. */
  of: string
  type: LinkType
  /** Thousandths of a day, or of the predecessor's duration. */
  lag: number
  lagKind: 'working' | 'elapsed' | 'share'
}

const TYPES: Record<string, LinkType> = { FD: 'FS', FS: 'FS', DD: 'SS', SS: 'SS', FF: 'FF', DF: 'SF', SF: 'SF' }
const LINK = /^([a-z]{0,4}[-_]?\d+(?:\.\d+)*)\s*(FD|FS|DD|SS|FF|DF|SF)?\s*([+-]\s*\d.*)?$/i

/**
 * Predecessors in MS Project's notation, English or French; what can't be read is answered apart.
 * @example linksFrom('5FD+2j;7', { hours: 8 }).links // [{ of: '5', type: 'FS', lag: 2000, lagKind: 'working' }, { of: '7', … }]
 */
export function linksFrom(cell: string, length: DayLength): { links: WrittenLink[]; unread: string[] } {
  const links: WrittenLink[] = []
  const unread: string[] = []
  for (const part of partsOf(cell)) {
    const link = linkFrom(part, length)
    if (link) links.push(link)
    else unread.push(part)
  }
  return { links, unread }
}

/** A comma also stands in a French number: it separates where what follows it begins a link. */
function partsOf(cell: string): string[] {
  const parts = cell.includes(';')
    ? cell.split(';')
    : cell.split(/,(?=\s*[a-z]{0,4}[-_]?\d+(?:\.\d+)*\s*(?:FD|FS|DD|SS|FF|DF|SF|,|$))/i)
  return parts.map((part) => part.trim()).filter(Boolean)
}

function linkFrom(part: string, length: DayLength): WrittenLink | null {
  // Excel gives a lone number back as one: 5 may come as 5.0.
  const match = LINK.exec(part)
  if (!match) return null
  const base = { of: match[1]!.replace(/\.0+$/, ''), type: TYPES[(match[2] ?? 'FS').toUpperCase()]! }
  const written = (match[3] ?? '').replace(/^([+-])\s+/, '$1')
  if (written === '') return { ...base, lag: 0, lagKind: 'working' }
  const share = /^(.*?)\s*%$/.exec(written)
  const percent = share && numberFrom(share[1]!)
  if (share) return percent === null ? null : { ...base, lag: Math.round(percent! * 10), lagKind: 'share' }
  const amount = amountFrom(written, 'day', length)
  return amount && { ...base, lag: amount.thousandths, lagKind: amount.isElapsed ? 'elapsed' : 'working' }
}
