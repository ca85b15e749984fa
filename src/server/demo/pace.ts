import { addDays, daysBetween, weekday } from '@/domain/calendar/days'
import type { Story } from './stories'

/** A story whose first day is known. */
export type DatedStory = Story & { startedOn: string }

/** Days by which the work of a project lags behind its plan on a day: hardly at first, all of its slip today. */
export function lagOn(story: DatedStory, day: string, today: string): number {
  const told = daysBetween(story.startedOn, day) / Math.max(1, daysBetween(story.startedOn, today))
  return Math.round((story.slipDays - (story.leadDays ?? 0)) * told ** 2)
}

/** The share of a task that its plan wants done by the end of a day, 0–1, spread evenly over its days from Monday to Friday. */
export function wantedShare(startsOn: string, endsOn: string, day: string): number {
  if (day < startsOn) return 0
  if (day >= endsOn) return 1
  return workingDays(startsOn, day) / Math.max(1, workingDays(startsOn, endsOn))
}

function workingDays(from: string, to: string): number {
  let count = 0
  for (let day = from; day <= to; day = addDays(day, 1)) if (weekday(day) < 6) count++
  return count
}
