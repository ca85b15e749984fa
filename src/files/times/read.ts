import { columnsOf, saysTimes, type Columns } from './columns'
import { DELIMITERS, readDelimited, type DelimitedRow, type Delimiter } from './delimited'
import { textOfBytes } from './decode'
import { makeOrderEvidence, readDate, type DateOrder } from './dates'
import { formatOf, type TimesFormat } from './formats'
import { UnreadableTimes } from './refusal'
import { makeRounding } from './rounding'
import { makeRowReader, shortened, type RowFault, type TimesRow } from './rows'

export interface TimesEntry {
  /** YYYY-MM-DD, as written: an entry stays on the day that its tool shows. */
  date: string
  /** '' where the file names nobody. */
  user: string
  project: string
  task: string
  minutes: number
  comment: string
}

/** A row whose date can be read in two ways, and nothing in the file decides. */
export interface AmbiguousEntry extends Omit<TimesEntry, 'date'> {
  /** As a spreadsheet counts: the head is row 1. */
  row: number
  /** Where it begins in the file; further down than its row where cells hold line breaks. */
  line: number
  raw: string
  readings: { dmy: string; mdy: string }
}

export const TIMES_WARNINGS = [
  'date',
  'duration',
  'unit-unknown',
  'negative',
  'too-many-cells',
  'stray-quote',
  'control-characters',
  'mixed-date-orders',
] as const
export interface TimesWarning {
  code: (typeof TIMES_WARNINGS)[number]
  line: number
  raw: string
}

export interface ReadTimes {
  format: TimesFormat
  entries: TimesEntry[]
  ambiguous: AmbiguousEntry[]
  warnings: TimesWarning[]
}

/**
 * The time in a CSV of Toggl, Clockify, Harvest, Kimai, Redmine, or any table with a day and a duration; in the file's order.
 * A date of two readings is never guessed: one row that can be read one way only decides for the whole file, or `dates` says it,
 * else the row comes in `ambiguous`. What is not understood comes in `warnings`, with its line.
 *
 * @throws UnreadableTimes where it is no such table
 * @example readTimes(bytesOf('Date;Heures\n31/01/2026;1,5')).entries // [{ date: '2026-01-31', minutes: 90, … }]
 */
export function readTimes(bytes: Uint8Array, { dates }: { dates?: DateOrder | undefined } = {}): ReadTimes {
  const text = textOfBytes(bytes)
  const table = tableOf(text)
  const warnings: TimesWarning[] = []
  const rows = rowsOf(table, warnings)
  const order = dates ?? provenOrder(rows, table, warnings)
  const { entries, ambiguous } = settled(rows, order, warnings)
  warnings.sort((a, b) => a.line - b.line)
  return { format: formatOf(table.head.cells), entries, ambiguous, warnings }
}

interface Table {
  text: string
  delimiter: Delimiter
  head: DelimitedRow
  columns: Columns
}

/** A title, a period or a `sep=` may stand above the head. */
const MOST_LINES_ABOVE = 20
const HEAD_SAMPLE = 200_000

/** The separator and the line of heads that name most of what an entry needs. */
function tableOf(text: string): Table {
  const sample = text.slice(0, HEAD_SAMPLE)
  let best: Table | null = null
  let most = 0
  let widest = 1
  for (const delimiter of DELIMITERS)
    for (const head of readDelimited(sample, delimiter, MOST_LINES_ABOVE)) {
      widest = Math.max(widest, head.cells.length)
      const columns = columnsOf(head.cells)
      const known = Object.keys(columns).length
      if (known <= most || !saysTimes(columns)) continue
      most = known
      best = { text, delimiter, head, columns }
    }
  if (best) return best
  const seen = shortened(text.trimStart().split(/[\r\n]/, 1)[0]!)
  throw new UnreadableTimes(widest === 1 ? 'one-column' : 'no-columns', seen)
}

function rowsOf({ text, delimiter, head, columns }: Table, warnings: TimesWarning[]): TimesRow[] {
  const reader = makeRowReader(head.cells, columns)
  const rows: TimesRow[] = []
  let number = 0
  for (const row of readDelimited(text, delimiter)) {
    number++
    if (row.line <= head.line || row.cells.every((cell) => cell.trim() === '')) continue
    if (row.hasStrayQuote)
      warnings.push({ code: 'stray-quote', line: row.line, raw: shortened(row.cells.join(delimiter)) })
    rows.push(reader.read(row, number))
  }
  return reader.withUnits(rows)
}

/** The order that the file's own dates prove. */
function provenOrder(rows: readonly TimesRow[], { head }: Table, warnings: TimesWarning[]): DateOrder | null {
  const evidence = makeOrderEvidence()
  for (const row of rows) {
    evidence.add(row.reading)
    if (row.endDate && row.endDate !== row.rawDate) evidence.add(readDate(row.endDate))
  }
  const verdict = evidence.verdict()
  if (verdict !== 'mixed') return verdict
  warnings.push({ code: 'mixed-date-orders', line: head.line, raw: '' })
  return null
}

function settled(rows: readonly TimesRow[], order: DateOrder | null, warnings: TimesWarning[]) {
  const entries: TimesEntry[] = []
  const ambiguous: AmbiguousEntry[] = []
  const toMinutes = makeRounding()
  for (const row of rows) {
    const { line, rawDate: raw } = row
    if (row.hasControls) warnings.push({ code: 'control-characters', line, raw: shortened(row.comment) })
    const date = dateOf(row, order)
    const fault: RowFault | null = row.fault ?? (date === null ? { code: 'date', raw } : null)
    if (fault) {
      warnings.push({ code: fault.code, line, raw: shortened(fault.raw) })
      continue
    }
    const { user, project, task, comment } = row
    const minutes = toMinutes(user, row.seconds(order))
    if (typeof date === 'string') entries.push({ date, user, project, task, minutes, comment })
    else ambiguous.push({ row: row.number, line, raw, readings: date!, user, project, task, minutes, comment })
  }
  return { entries, ambiguous }
}

function dateOf({ reading }: TimesRow, order: DateOrder | null): string | { dmy: string; mdy: string } | null {
  if (!reading) return null
  if ('day' in reading) return reading.day
  if (order) return reading[order]
  const { dmy, mdy } = reading
  return dmy && mdy ? { dmy, mdy } : (dmy ?? mdy)
}
