import type { EntryLike } from './week'

export interface WeekRowSource {
  /** Tasks assigned to the person, open. */
  assigned: readonly string[]
  /** Entries of the week shown. */
  thisWeek: readonly EntryLike[]
  /** Entries of the week before: what one worked on last week is likely to go on. */
  lastWeek: readonly EntryLike[]
  /** Tasks that the person added by search and that have no entry yet. */
  added: readonly string[]
}

/**
 * The tasks that make the rows of a week, each once: those of last week, the assigned ones, the added ones, then whatever
 * else has time this week. Time put on a row does not move it. Entries brought down to 0 keep their row for the week.
 */
export function weekRows(source: WeekRowSource): string[] {
  const lastWeek = source.lastWeek.filter((entry) => entry.effort > 0)
  return [
    ...new Set([
      ...lastWeek.map((entry) => entry.task),
      ...source.assigned,
      ...source.added,
      ...source.thisWeek.map((entry) => entry.task),
    ]),
  ]
}
