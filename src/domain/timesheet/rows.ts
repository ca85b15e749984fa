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
 * The tasks that make the rows of a week, each once: those of last week, most time first, the assigned ones, the added
 * ones, then whatever else has time this week. Time put on a row does not move it, nor does the order in which entries are
 * stored, which changes when they are sent. Entries brought down to 0 keep their row for the week.
 */
export function weekRows(source: WeekRowSource): string[] {
  const known = [...mostTimeFirst(source.lastWeek), ...source.assigned, ...source.added]
  return [...new Set([...known, ...source.thisWeek.map((entry) => entry.task).toSorted()])]
}

function mostTimeFirst(entries: readonly EntryLike[]): string[] {
  const totals = new Map<string, number>()
  for (const { task, effort } of entries) if (effort > 0) totals.set(task, (totals.get(task) ?? 0) + effort)
  return [...totals].toSorted(([a, most], [b, other]) => other - most || (a < b ? -1 : 1)).map(([task]) => task)
}
