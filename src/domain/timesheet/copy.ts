import { addDays } from '@/domain/calendar/days'
import { fitDay } from './fit'
import { total, type EntryLike, type WeekDay } from './week'

const WEEK = 7

/**
 * Last week's days as entries of this one: the same tasks on the same weekdays. A day that has time already is left alone;
 * one with less room (a holiday, leave) takes no more than it holds.
 *
 * @param lastWeek entries of the week before, of tasks that are still open
 * @param days this week's days, as `weekDays` answers them
 * @param step smallest step of an entry, thousandths of a day
 */
export function copiedWeek(lastWeek: readonly EntryLike[], days: readonly WeekDay[], step: number): EntryLike[] {
  return days
    .filter((day) => day.entered === 0 && day.capacity > 0)
    .flatMap(({ day, capacity }) => {
      const before = lastWeek.filter((entry) => entry.day === addDays(day, -WEEK) && entry.effort > 0)
      const shares = before.map(({ task, effort }) => ({ task, effort }))
      // What fitted then is taken as it was, steps or not: it was right once.
      const fitted = total(before) <= capacity ? shares : fitDay(shares, capacity, step)
      return fitted.map(({ task, effort }) => ({ task, day, effort }))
    })
}
