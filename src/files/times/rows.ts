import { headOf, type ColumnRole, type Columns } from './columns'
import { dayNumber } from '@/domain/calendar/days'
import { readDate, type DateOrder, type DateReading } from './dates'
import {
  closestUnit,
  readDuration,
  readTimeOfDay,
  secondsOf,
  unitOf,
  type DurationReading,
  type DurationUnit,
} from './durations'
import type { DelimitedRow } from './delimited'

export interface RowFault {
  code: 'date' | 'duration' | 'unit-unknown' | 'negative' | 'too-many-cells'
  raw: string
}

/** A row as far as it can be understood by itself. */
export interface TimesRow {
  line: number
  number: number
  rawDate: string
  reading: DateReading
  endDate: string
  user: string
  project: string
  task: string
  comment: string
  hasControls: boolean
  duration: DurationReading
  rawDuration: string
  fault: RowFault | null
  seconds: (order: DateOrder | null) => number
}

/** Where a duration is looked for: the more exact first. */
const DURATIONS: readonly [role: ColumnRole, unit: DurationUnit | null][] = [
  ['seconds', 'seconds'],
  ['clock', null],
  ['minutes', 'minutes'],
  ['hours', 'hours'],
]
const DAY = 86_400
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/
const CONTROLS = new RegExp(CONTROL, 'g')

/** Days and durations come again and again: each text is read once, as long as there are not too many of them. */
function remembering<Answer>(read: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const answer = read(text)
    if (known.size < 10_000) known.set(text, answer)
    return answer
  }
}

/** Reads the rows of one table: first each by itself, then, with all of them seen, the unit of plain numbers. */
export function makeRowReader(head: readonly string[], columns: Columns) {
  const clockUnit = /\bh\b/.test(headOf(head[columns.clock ?? -1] ?? '')) ? 'hours' : null
  const beside: { number: number; seconds: number }[] = []
  const dateRead = remembering(readDate)
  const durationRead = remembering(readDuration)
  let largest = 0
  let hasDecimals = false

  function read({ line, cells }: DelimitedRow, number: number): TimesRow {
    let hasControls = false
    const of = (role: ColumnRole): string => {
      const index = columns[role]
      const cell = index === undefined ? '' : (cells[index] ?? '').trim()
      if (!CONTROL.test(cell)) return cell
      hasControls = true
      return cell.replace(CONTROLS, '')
    }
    const rawDate = of('date') || of('startDate') || of('start') || of('startTime')
    const duration = durationOf(of, clockUnit, durationRead)
    const row: TimesRow = {
      line,
      number,
      rawDate,
      reading: dateRead(rawDate),
      endDate: of('endDate'),
      ...namesOf(of),
      hasControls,
      ...duration,
      fault: null,
      seconds: () => 0,
    }
    const extra = cells.slice(head.length).find((cell) => cell.trim() !== '')
    if (extra !== undefined) row.fault = { code: 'too-many-cells', raw: extra }
    else settleDuration(row, duration.unit, of)
    row.hasControls = hasControls
    return row
  }

  function settleDuration(row: TimesRow, unit: DurationUnit | null, of: (role: ColumnRole) => string): void {
    const { duration, rawDuration } = row
    if (rawDuration === '') {
      const between = betweenTimes(row, of)
      if (between) row.seconds = between
      else row.fault = { code: 'duration', raw: `${of('startTime')} ${of('endTime')}`.trim() }
    } else if (!duration) {
      row.fault = { code: /^[-\u2212]/.test(rawDuration) ? 'negative' : 'duration', raw: rawDuration }
    } else if ('number' in duration && unit === null) {
      largest = Math.max(largest, duration.number)
      hasDecimals ||= !duration.isWhole
      const between = betweenTimes(row, of)
      if (between) beside.push({ number: duration.number, seconds: between(null) })
    } else {
      const seconds = secondsOf(duration, unit ?? 'hours')
      if (seconds === null) row.fault = { code: 'duration', raw: rawDuration }
      else row.seconds = () => seconds
    }
    if (row.duration && 'number' in row.duration && unit !== null) row.duration = null
  }

  /** Plain numbers under a head without a unit, now that all of them are known. */
  function withUnits(rows: TimesRow[]): TimesRow[] {
    const unit = closestUnit(beside) ?? unitOf(largest, hasDecimals)
    for (const row of rows) {
      if (row.fault || !row.duration || !('number' in row.duration)) continue
      const seconds = unit && secondsOf(row.duration, unit)
      if (seconds === null) row.fault = { code: unit ? 'duration' : 'unit-unknown', raw: row.rawDuration }
      else row.seconds = () => seconds
    }
    return rows
  }

  return { read, withUnits }
}

function durationOf(
  of: (role: ColumnRole) => string,
  clockUnit: DurationUnit | null,
  read: (text: string) => DurationReading,
) {
  for (const [role, unit] of DURATIONS) {
    const rawDuration = of(role)
    if (rawDuration !== '')
      return { rawDuration, duration: read(rawDuration), unit: role === 'clock' ? clockUnit : unit }
  }
  return { rawDuration: '', duration: null, unit: null }
}

function namesOf(of: (role: ColumnRole) => string) {
  const fullName = [of('firstName'), of('lastName')].filter(Boolean).join(' ')
  const [comment, description] = [of('comment'), of('description')]
  return {
    user: of('user') || fullName || of('alias') || of('email'),
    project: of('project') || of('client'),
    task: of('task') || of('issue') || of('activity'),
    comment: comment || description,
  }
}

/** From the two times of day, and the two days where there are two; over midnight where the end comes first. */
function betweenTimes(row: TimesRow, of: (role: ColumnRole) => string): TimesRow['seconds'] | null {
  const from = momentOf(of('startTime') || of('start'))
  const to = momentOf(of('endTime') || of('end'))
  if (from === null || to === null) return null
  const endReading = readDate(row.endDate || of('end') || of('endTime'))
  const seconds = (order: DateOrder | null) => {
    const days = daysFrom(row.reading, endReading, order)
    const between = to - from + (days ?? 0) * DAY
    return between >= 0 ? between : days === null ? between + DAY : 0
  }
  return seconds(null) <= 31 * DAY ? seconds : null
}

/** A time of day, alone or after a date. */
function momentOf(text: string): number | null {
  const time =
    /(?:^|[\sT])(\d{1,2}[:h.]\d{2}(?:[:.]\d{2})?(?:[.,]\d+)?\s*(?:[ap]\.?m\.?)?\s*(?:z|[+-]\d{2}:?\d{2})?)$/i.exec(text)
  return time ? readTimeOfDay(time[1]!) : null
}

function daysFrom(start: DateReading, end: DateReading, order: DateOrder | null): number | null {
  const [from, to] = [start, end].map((reading) =>
    !reading ? null : 'day' in reading ? reading.day : (reading[order ?? 'dmy'] ?? reading.mdy),
  )
  return from && to ? dayNumber(to) - dayNumber(from) : null
}

/** For a message: the beginning of what may be a very long cell. */
export function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
