import { isoDay } from '@/schema/brands'
import * as v from 'valibot'

export type DayOrder = 'day-first' | 'month-first'

const MONTHS: Record<string, number> = {
  jan: 1,
  fev: 2,
  feb: 2,
  mar: 3,
  avr: 4,
  apr: 4,
  mai: 5,
  may: 5,
  juin: 6,
  jun: 6,
  juil: 7,
  jul: 7,
  aou: 8,
  aug: 8,
  sep: 9,
  oct: 10,
  nov: 11,
  dec: 12,
}

/** A weekday before, as MS Project writes it, and a time after. */
const AROUND =
  /^(?:\p{L}{2,9}\.?,?\s+)?(.*?)(?:[T\s,]+(?:à\s*)?\d{1,2}[:h]\d{0,2}(?::\d{2})?(?:[.,]\d+)?(?:\s*[ap]m)?Z?)?$/iu
const NUMBERS = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$/

/** Whether a text is a date whose day and month could be either, or can be but one. Null = not such a date. */
export function orderShown(text: string): DayOrder | 'either' | null {
  const match = NUMBERS.exec(core(text))
  if (!match) return null
  const [first, second] = [Number(match[1]), Number(match[3])]
  // Dots are written by those who begin with the day.
  if (match[2] === '.' || first > 12) return 'day-first'
  if (second > 12) return 'month-first'
  return first === second ? null : 'either'
}

/**
 * A day as people write it: ISO, with numbers in the given order, with a month in French or English letters.
 * @example dayFrom('Lun 23/11/26 08:00', 'day-first') // '2026-11-23'
 * @example dayFrom('3 février 2026', 'day-first') // '2026-02-03'
 */
export function dayFrom(text: string, order: DayOrder): string | null {
  const day = core(text)
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(day)
  if (iso) return real(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const numbers = NUMBERS.exec(day)
  if (numbers) {
    const isDayFirst = numbers[2] === '.' || order === 'day-first'
    const [one, other] = [Number(numbers[1]), Number(numbers[3])]
    return real(fullYear(numbers[4]!), isDayFirst ? other : one, isDayFirst ? one : other)
  }
  return worded(day)
}

function worded(day: string): string | null {
  const plain = day.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const dayFirst = /^(\d{1,2})(?:er|st|nd|rd|th)?[\s.-]+([a-z]{3,9})\.?[\s,.-]+(\d{4}|\d{2})$/.exec(plain)
  if (dayFirst) return real(fullYear(dayFirst[3]!), monthOf(dayFirst[2]!), Number(dayFirst[1]))
  const monthFirst = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4}|\d{2})$/.exec(plain)
  return monthFirst ? real(fullYear(monthFirst[3]!), monthOf(monthFirst[1]!), Number(monthFirst[2])) : null
}

const monthOf = (word: string) => MONTHS[word.slice(0, 4)] ?? MONTHS[word.slice(0, 3)] ?? 0

function core(text: string): string {
  const trimmed = text.trim()
  // A month in letters may stand where a weekday does.
  if (/^\p{L}+\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}$/u.test(trimmed)) return trimmed
  return AROUND.exec(trimmed)?.[1]?.trim() ?? trimmed
}

const fullYear = (text: string) => (text.length === 4 ? Number(text) : 2000 + Number(text))

function real(year: number, month: number, day: number): string | null {
  const two = (value: number) => String(value).padStart(2, '0')
  const text = `${year}-${two(month)}-${two(day)}`
  return v.is(isoDay, text) ? text : null
}
