import type { IsoDay, WeekId } from '@/schema/brands'

/**
 * Calendar days as UTC day numbers: no clock, no time zone, no daylight saving. A day chosen by a person stays that day.
 */

const DAY_MS = 86_400_000

/** Days since 1970-01-01. @example dayNumber('1970-01-02') // 1 */
export function dayNumber(day: string): number {
  return Math.round(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / DAY_MS)
}

/** @example dayFromNumber(20776) // '2026-11-19' */
export function dayFromNumber(number: number): IsoDay {
  return new Date(number * DAY_MS).toISOString().slice(0, 10) as IsoDay
}

/** @example addDays('2026-02-27', 2) // '2026-03-01' */
export function addDays(day: string, count: number): IsoDay {
  return dayFromNumber(dayNumber(day) + count)
}

/** Calendar days from one to the other, negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from)
}

/** 1 = Monday … 7 = Sunday (ISO 8601). @example weekday('2026-11-23') // 1 */
export function weekday(day: string): number {
  // 1970-01-01 was a Thursday.
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1
}

export interface IsoWeek {
  year: number
  week: number
  weekday: number
}

/** ISO 8601 week: the week of the Thursday. @example isoWeek('2027-01-01') // { year: 2026, week: 53, weekday: 5 } */
export function isoWeek(day: string): IsoWeek {
  const at = weekday(day)
  const thursday = dayNumber(day) + 4 - at
  const year = Number(dayFromNumber(thursday).slice(0, 4))
  return { year, week: Math.floor((thursday - dayNumber(`${year}-01-01`)) / 7) + 1, weekday: at }
}

/** @example weekOf('2026-11-19') // '2026-W47' */
export function weekOf(day: string): WeekId {
  const { year, week } = isoWeek(day)
  return `${year}-W${String(week).padStart(2, '0')}` as WeekId
}

/** @example mondayOf('2026-W47') // '2026-11-16' */
export function mondayOf(week: string): IsoDay {
  const fourth = `${week.slice(0, 4)}-01-04`
  return addDays(fourth, 1 - weekday(fourth) + 7 * (Number(week.slice(6)) - 1))
}

/** Monday to Sunday of an ISO week. */
export function daysOfWeek(week: string): IsoDay[] {
  const monday = mondayOf(week)
  return Array.from({ length: 7 }, (_, index) => addDays(monday, index))
}

/** The week `count` weeks later. @example addWeeks('2026-W53', 1) // '2027-W01' */
export function addWeeks(week: string, count: number): WeekId {
  return weekOf(addDays(mondayOf(week), 7 * count))
}

/** @example monthOf('2026-11-19') // '2026-11' */
export function monthOf(day: string): string {
  return day.slice(0, 7)
}

/** The calendar months that a week touches: one or two. @example monthsOfWeek('2026-W53') // ['2026-12', '2027-01'] */
export function monthsOfWeek(week: string): string[] {
  const monday = mondayOf(week)
  return [...new Set([monthOf(monday), monthOf(addDays(monday, 6))])]
}
