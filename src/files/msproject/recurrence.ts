import { dayFromNumber, dayNumber, weekday } from '@/domain/calendar/days'
import type { PlanRecurrence } from './plan'

/**
 * Whether an exception that comes again falls on a day, counted from its first.
 * @example
 * // Yearly on 1 May (month 4 of the file):
 * fallsOn({ type: 2, month: 4, monthDay: 1, … }, dayNumber('2026-01-01'), dayNumber('2027-05-01')) // true
 */
export function fallsOn(rule: PlanRecurrence, first: number, day: number): boolean {
  const text = dayFromNumber(day)
  const [month, date] = [Number(text.slice(5, 7)) - 1, Number(text.slice(8, 10))]
  switch (rule.type) {
    case 2:
      return month === rule.month && date === rule.monthDay
    case 3:
      return month === rule.month && date === placeInMonth(rule, text)
    case 4:
      return monthsSince(first, text) % rule.period === 0 && date === rule.monthDay
    case 5:
      return monthsSince(first, text) % rule.period === 0 && date === placeInMonth(rule, text)
    case 6: {
      // Weeks begin on Sunday here, the first bit.
      const bit = 1 << (weekday(text) % 7)
      const weeks = Math.floor((day + 4) / 7) - Math.floor((first + 4) / 7)
      return (rule.daysOfWeek & bit) !== 0 && weeks % rule.period === 0
    }
    case 7:
      return (day - first) % rule.period === 0
    default:
      return true
  }
}

function monthsSince(first: number, text: string): number {
  const from = dayFromNumber(first)
  return (
    (Number(text.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(text.slice(5, 7)) - Number(from.slice(5, 7))
  )
}

/** The date of the first, second … or last (4) day of a kind: 0 any, 1 Monday to Friday, 2 weekend, 3 Sunday … 9 Saturday. */
function placeInMonth({ monthItem, monthPosition }: PlanRecurrence, text: string): number {
  const start = dayNumber(`${text.slice(0, 7)}-01`)
  const dates: number[] = []
  for (let day = start; dayFromNumber(day).slice(0, 7) === text.slice(0, 7); day++)
    if (isOfKind(monthItem, weekday(dayFromNumber(day)))) dates.push(day - start + 1)
  return (monthPosition === 4 ? dates.at(-1) : dates[monthPosition]) ?? 0
}

function isOfKind(item: number, ofWeek: number): boolean {
  if (item === 0) return true
  if (item === 1) return ofWeek <= 5
  if (item === 2) return ofWeek > 5
  return item - 3 === ofWeek % 7
}
