import { capacityOn, type WorkPattern } from '@/domain/calendar/capacity'
import { addDays, dayNumber } from '@/domain/calendar/days'
import { fitDay } from './fit'
import type { EntryLike, WeekDay } from './week'

/** What a person is still to do on a task, and when. */
export interface PlannedWork {
  task: string
  /** R as last known, thousandths of a day. */
  remaining: number
  /** Planned days of the task, '' where the plan says nothing. */
  startsOn: string
  endsOn: string
}

/** Beyond this, a plan's end says nothing about a week. */
const HORIZON_DAYS = 366

/**
 * The week as the plan has it: each task under way takes its remaining spread over the person's working days up to its
 * planned end; a day holds no more than its capacity. Days that have time already are left alone. Tasks without dates are
 * not planned.
 */
export function asPlanned(
  work: readonly PlannedWork[],
  days: readonly WeekDay[],
  pattern: WorkPattern,
  step: number,
): EntryLike[] {
  const left = new Map(work.map((one) => [one.task, one.remaining]))
  return days
    .filter((day) => day.entered === 0 && day.capacity > 0)
    .flatMap(({ day, capacity }) => {
      const shares = work
        .filter((one) => isUnderWay(one, day))
        .map((one) => ({ task: one.task, effort: shareOf(one, left.get(one.task) ?? 0, day, pattern) }))
      const fitted = fitDay(shares, capacity, step)
      for (const { task, effort } of fitted) left.set(task, (left.get(task) ?? 0) - effort)
      return fitted.map(({ task, effort }) => ({ task, day, effort }))
    })
}

function isUnderWay(work: PlannedWork, day: string): boolean {
  return work.startsOn !== '' && work.endsOn !== '' && work.startsOn <= day
}

/** What is left, shared evenly over the working days that are left; all of it on the last one, or after it. */
function shareOf(work: PlannedWork, left: number, day: string, pattern: WorkPattern): number {
  const end = Math.min(dayNumber(work.endsOn), dayNumber(day) + HORIZON_DAYS)
  let room = 0
  for (let at = day; dayNumber(at) <= end; at = addDays(at, 1)) room += capacityOn(pattern, at)
  const today = capacityOn(pattern, day)
  return Math.max(0, Math.min(today, room > today ? Math.round((left * today) / room) : left))
}
