import * as v from 'valibot'
import { isoDay } from '@/schema/brands'

/** Which comes first where a date is three numbers, the year last. */
export type DateOrder = 'dmy' | 'mdy'

/** One day, or both readings of a date that says nothing of its order; null = no day. */
export type DateReading = { day: string } | { dmy: string | null; mdy: string | null } | null

const MONTHS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'jan janv janvier january januar',
    'feb fev fevr fevrier february februar',
    'mar mars march marz',
    'apr avr avril april',
    'may mai',
    'jun juin june juni',
    'jul juil juillet july juli',
    'aug aout august',
    'sep sept septembre september',
    'oct octobre october okt oktober',
    'nov novembre november',
    'dec decembre december dez dezember',
  ].flatMap((names, index) => names.split(' ').map((name) => [name, index + 1])),
)

const LONGEST = 60
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[t ,].*)?$/
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/
const YEAR_LAST = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})(?:[t ,].*)?$/
const DAY_MONTH_NAME = /^(\d{1,2})(?:er|st|nd|rd|th)?[-. ]+([a-z]+)\.?[-,. ]+(\d{4})(?:[t ,].*)?$/
const MONTH_NAME_DAY = /^([a-z]+)\.?[-. ]+(\d{1,2})(?:st|nd|rd|th)?[-,. ]+(\d{4})(?:[t ,].*)?$/
const WEEKDAY = /^(?:lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]* +/

/**
 * What a date may mean, as it is written: no clock, no time zone. Between dots the day comes first everywhere; between strokes
 * or dashes nobody can tell.
 *
 * @example readDate('2026-01-31 09:00') // { day: '2026-01-31' }
 * @example readDate('03/04/2026') // { dmy: '2026-04-03', mdy: '2026-03-04' }
 * @example readDate('1er févr. 2026') // { day: '2026-02-01' }
 */
export function readDate(raw: string): DateReading {
  const text = plain(raw)
  if (text.length > LONGEST) return null
  const yearFirst = YEAR_FIRST.exec(text)
  if (yearFirst) return one(yearFirst[1]!, yearFirst[3]!, yearFirst[4]!)
  const compact = COMPACT.exec(text)
  if (compact) return one(compact[1]!, compact[2]!, compact[3]!)
  const dated = text.replace(WEEKDAY, '')
  const numbers = YEAR_LAST.exec(dated)
  if (numbers) return yearLast(numbers)
  const dayFirst = DAY_MONTH_NAME.exec(dated)
  if (dayFirst) return one(dayFirst[3]!, MONTHS[dayFirst[2]!], dayFirst[1]!)
  const monthFirst = MONTH_NAME_DAY.exec(dated)
  return monthFirst ? one(monthFirst[3]!, MONTHS[monthFirst[1]!], monthFirst[2]!) : null
}

function yearLast([, first, mark, second, last]: RegExpExecArray): DateReading {
  const year = last!.length === 4 ? last! : `${Number(last) >= 70 ? '19' : '20'}${last}`
  const dmy = dayOf(year, second!, first!)
  if (mark === '.') return dmy ? { day: dmy } : null
  const mdy = dayOf(year, first!, second!)
  return dmy && dmy === mdy ? { day: dmy } : dmy || mdy ? { dmy, mdy } : null
}

function one(year: string, month: string | number | undefined, day: string): DateReading {
  const read = month === undefined ? null : dayOf(year, String(month), day)
  return read ? { day: read } : null
}

function dayOf(year: string, month: string, day: string): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return v.is(isoDay, text) ? text : null
}

/** Lower case without accents, single spaces. */
export function plain(text: string): string {
  const short = text.length > 200 ? text.slice(0, 200) : text
  return short.normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').trim().toLowerCase()
}

/** Which order the dates of a file prove: those that can be read one way only. */
export function makeOrderEvidence() {
  const seen = { dmy: 0, mdy: 0 }
  return {
    add(reading: DateReading): void {
      if (!reading || 'day' in reading) return
      if (reading.dmy && !reading.mdy) seen.dmy++
      if (reading.mdy && !reading.dmy) seen.mdy++
    },
    /** null: nothing decides. `mixed`: dates of both orders, so that none decides for the others. */
    verdict: (): DateOrder | 'mixed' | null =>
      seen.dmy && seen.mdy ? 'mixed' : seen.dmy ? 'dmy' : seen.mdy ? 'mdy' : null,
  }
}
