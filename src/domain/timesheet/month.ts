import { addDays, daysOfWeek, monthOf, weekOf } from '@/domain/calendar/days'
import type { WorkPattern } from '@/domain/calendar/capacity'
import type { IsoDay, WeekId } from '@/schema/brands'
import type { AbsenceLike } from './absences'
import { weekDays, type EntryLike, type WeekDay } from './week'

export interface MonthDay extends WeekDay {
  inMonth: boolean
  /** Not past yet: nothing of it is missing. */
  ahead: boolean
}

export interface MonthView {
  weeks: { week: WeekId; days: MonthDay[] }[]
  entered: number
  expected: number
  /** Of the days up to yesterday. */
  missing: number
}

/**
 * A calendar month of a person, whole weeks, Monday first. Sums count the month's own days. Thousandths of a day.
 *
 * @param month `YYYY-MM`
 * @param today days before it that lack something count as missing
 */
export function monthView(
  month: string,
  pattern: WorkPattern,
  entries: readonly EntryLike[],
  absences: readonly AbsenceLike[],
  today: string,
): MonthView {
  const weeks = weeksOfMonth(month).map((week) => ({
    week,
    days: weekDays(week, pattern, entries, absences).map((day) => ({
      ...day,
      inMonth: monthOf(day.day) === month,
      ahead: day.day >= today,
    })),
  }))
  const own = weeks.flatMap(({ days }) => days).filter((day) => day.inMonth)
  return {
    weeks,
    entered: own.reduce((sum, day) => sum + day.entered, 0),
    expected: own.reduce((sum, day) => sum + day.capacity, 0),
    missing: own.reduce((sum, day) => sum + (day.ahead ? 0 : day.missing), 0),
  }
}

/** The ISO weeks that a month touches. @example weeksOfMonth('2026-02') // W05 … W09 */
export function weeksOfMonth(month: string): WeekId[] {
  const first = `${month}-01` as IsoDay
  const weeks: WeekId[] = []
  for (let day: string = daysOfWeek(weekOf(first))[0]!; monthOf(day) <= month; day = addDays(day, 7))
    weeks.push(weekOf(day))
  return weeks
}

/** The month `count` months later. @example addMonths('2026-11', 2) // '2027-01' */
export function addMonths(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
}
