/** How long things are, for what is written in other units than days. */
export interface DayLength {
  /** Hours in a day of work. */
  hours: number
}

export interface Amount {
  /** Thousandths of a working day. */
  thousandths: number
  /** Counted day and night. */
  isElapsed: boolean
}

/** What a record can hold. */
const MOST = 10_000_000
const DAYS_IN: Record<string, number> = { week: 5, month: 20, year: 240 }

/** By the first letters, accents off: English and French, as MS Project writes them and as people do. */
const UNITS: readonly [RegExp, string][] = [
  [/^(m$|min|mn)/, 'minute'],
  [/^h/, 'hour'],
  [/^(s|w)/, 'week'],
  [/^mo/, 'month'],
  [/^(an|y)/, 'year'],
  [/^(j|d|md)/, 'day'],
]

/**
 * A duration or an effort. A bare number is in `bare` units.
 * @example amountFrom('2,5 jours', 'day', { hours: 8 }) // { thousandths: 2500, isElapsed: false }
 * @example amountFrom('16 h', 'day', { hours: 8 }) // { thousandths: 2000, isElapsed: false }
 */
export function amountFrom(text: string, bare: 'day' | 'hour', length: DayLength): Amount | null {
  const match = /^([+-]?[\d\s\u00a0\u202f]*(?:[.,]\d+)?)\s*(\D*?)\s*\??$/.exec(text.trim().toLowerCase())
  const number = match && numberFrom(match[1]!)
  if (!match || number === null) return null
  const unit = unitOf(match[2]!, bare)
  if (!unit) return null
  const thousandths = Math.round(number * daysIn(unit.name, length) * 1000)
  return Math.abs(thousandths) <= MOST ? { thousandths, isElapsed: unit.isElapsed } : null
}

function daysIn(unit: string, { hours }: DayLength): number {
  if (unit === 'hour') return 1 / hours
  if (unit === 'minute') return 1 / hours / 60
  return DAYS_IN[unit] ?? 1
}

/** Elapsed units begin with an e in English (`ed`, `eh`) and end with é in French (`jé`, `hé`). */
function unitOf(written: string, bare: 'day' | 'hour'): { name: string; isElapsed: boolean } | null {
  if (written === '') return { name: bare, isElapsed: false }
  const english = /^e(?=m|h|d|w|y)/
  const isElapsed = english.test(written) || /é$|écoul|ecoul|elapsed/.test(written)
  const stem = written.replace(english, '').normalize('NFD').replace(/\p{M}/gu, '').replaceAll('.', '')
  const found = UNITS.find(([pattern]) => pattern.test(stem))
  return found ? { name: found[1], isElapsed } : null
}

/** @example numberFrom('1 234,5') // 1234.5. Null where it is none. */
export function numberFrom(text: string): number | null {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(/^\+/, '')
  const english = /^-?\d{1,3}(,\d{3})+\.\d+$/.test(plain) ? plain.replaceAll(',', '') : plain
  const pointed = english.replace(',', '.')
  return /^-?(\d+(\.\d*)?|\.\d+)$/.test(pointed) ? Number(pointed) : null
}

/** A share in thousandths. Spreadsheets give 40 % as 0.4, people as 40. @example shareFrom('40 %') // 400 */
export function shareFrom(text: string): number | null {
  const number = numberFrom(text.replace('%', ''))
  if (number === null || number < 0) return null
  const share = text.includes('%') || number > 1 ? number * 10 : number * 1000
  return share <= 1000 ? Math.round(share) : null
}

const YES = /^(1|x|oui|o|yes|y|vrai|true|jalon|milestone|✓|✔)$/i
const NO = /^(0|non|n|no|faux|false|-|)$/i
/** Null where it is neither. */
export function yesFrom(text: string): boolean | null {
  if (YES.test(text.trim())) return true
  return NO.test(text.trim()) ? false : null
}
