import type { Story } from './stories'

/** Days are day numbers here: tens of thousands of them are compared. */

/** A story whose first day is known. */
export type DatedStory = Story & { startedOn: number }

/** Days by which the work of a project lags behind its plan on a day: hardly at first, all of its slip today. */
export function lagOn(story: DatedStory, day: number, today: number): number {
  const told = (day - story.startedOn) / Math.max(1, today - story.startedOn)
  return Math.round((story.slipDays - (story.leadDays ?? 0)) * told ** 2)
}

/** The day on which what was planned for a day comes about: later by the lag of that day, and never by more than today's. */
export function laggedDay(story: DatedStory, planned: number, today: number): number {
  let day = planned
  while (day - lagOn(story, Math.min(day, today), today) < planned) day++
  return day
}

/** The share of a task that its plan wants done by the end of a day, 0–1, spread evenly over its days from Monday to Friday. */
export function wantedShare(startsOn: number, endsOn: number, day: number): number {
  if (day < startsOn) return 0
  if (day >= endsOn) return 1
  return weekdaysTo(day, startsOn) / Math.max(1, weekdaysTo(endsOn, startsOn))
}

/** Days from Monday to Friday, both ends counted. */
const weekdaysTo = (to: number, from: number) => weekdaysUpTo(to) - weekdaysUpTo(from - 1)

/** Since the Monday before day 0, a Thursday. */
function weekdaysUpTo(day: number): number {
  const count = day + 4
  return Math.floor(count / 7) * 5 + Math.min(5, count % 7)
}
