import { addDays, weekday } from '@/domain/calendar/days'

/** Working days from one day to another, thousandths; holidays are not taken off: nobody plans a lag that finely. */
export function workedBetween(from: string, to: string): number {
  let count = 0
  for (let day = from; day < to; day = addDays(day, 1)) if (weekday(day) < 6) count += 1
  return count * 1000
}

/** The day itself, or the Monday after it. */
export const workedFrom = (day: string) => addDays(day, weekday(day) > 5 ? 8 - weekday(day) : 0)
/** The day itself, or the Friday before it. */
export const workedUpTo = (day: string) => addDays(day, weekday(day) > 5 ? 5 - weekday(day) : 0)
