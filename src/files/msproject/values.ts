import { dayFromNumber, dayNumber } from '@/domain/calendar/days'

/** Seconds: the finest that the format writes, so that every sum is exact. Instants count them from 1970, without a time zone. */
export const DAY_SECONDS = 86_400

/** Dates without a year between these are what tools write for "none", or damage. */
const YEARS = { first: 1970, last: 2199 }

/** @example instantOf('2026-11-23T08:00:00') // 1795420800. Null where it is no moment that exists. */
export function instantOf(text: string): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?(?:Z|[+-]\d\d:?\d\d)?$/.exec(text)
  if (!match) return null
  const year = Number(match[1])
  const day = text.slice(0, 10)
  const [hours, minutes, seconds] = [Number(match[4] ?? 0), Number(match[5] ?? 0), Number(match[6] ?? 0)]
  if (year < YEARS.first || year > YEARS.last || hours > 24 || minutes > 59 || seconds > 59) return null
  if (Number(match[2]) < 1 || Number(match[2]) > 12 || dayFromNumber(dayNumber(day)) !== day) return null
  return dayNumber(day) * DAY_SECONDS + hours * 3600 + minutes * 60 + seconds
}

/** @example dateText(1795420800) // '2026-11-23T08:00:00' */
export function dateText(instant: number): string {
  const day = Math.floor(instant / DAY_SECONDS)
  return `${dayFromNumber(day)}T${timeText(Math.round(instant - day * DAY_SECONDS))}`
}

/** @example secondsOfDay('12:30:00') // 45000 */
export function secondsOfDay(text: string): number | null {
  const match = /^(?:\d{4}-\d\d-\d\dT)?(\d\d):(\d\d)(?::(\d\d))?/.exec(text)
  if (!match) return null
  const seconds = Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0)
  return seconds <= DAY_SECONDS ? seconds : null
}

export function timeText(seconds: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** An ISO duration in seconds. @example durationOf('PT8H30M0S') // 30600. Null where it is none. */
export function durationOf(text: string): number | null {
  const match =
    /^(-?)P(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text)
  if (!match || !/\d/.test(text)) return null
  const [days, hours, minutes, seconds] = [2, 3, 4, 5].map((part) => Number(match[part] ?? 0)) as [
    number,
    number,
    number,
    number,
  ]
  const amount = Math.round(days * DAY_SECONDS + hours * 3600 + minutes * 60 + seconds)
  // Beyond two hundred years it is damage.
  return amount > 73_000 * DAY_SECONDS ? null : match[1] ? -amount : amount
}

/** @example durationText(30600) // 'PT8H30M0S' */
export function durationText(seconds: number): string {
  const size = Math.abs(seconds)
  return `${seconds < 0 ? '-' : ''}PT${Math.floor(size / 3600)}H${Math.floor(size / 60) % 60}M${size % 60}S`
}

/** Units of durations and lags, as numbers in the file: even ones below 20 and from 36 on are elapsed; 19 20 51 52 are shares. */
export const isElapsedFormat = (format: number) => [4, 6, 8, 10, 12, 20, 36, 38, 40, 42, 44, 52].includes(format)
export const isShareFormat = (format: number) => [19, 20, 51, 52].includes(format)

export const isTrue = (text: string) => text === '1' || text.toLowerCase() === 'true'

/** A whole number, or the other value where it is none. */
export function wholeNumber(text: string, otherwise: number): number {
  return /^[+-]?\d{1,15}(\.0*)?$/.test(text) ? Math.trunc(Number(text)) : otherwise
}
