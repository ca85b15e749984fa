import * as v from 'valibot'
import { effort, isoDay, line, recordId } from './brands'

/** The most that one entry can hold: a person has one day in a day. */
export const ENTRY_MAX = 1000

/**
 * Time spent by one person on one task on one day. The world has one such row: its id is derived from
 * the three (domain/identity), so two offline devices meet in it instead of making a duplicate.
 * 0 says "nothing after all" and keeps the row.
 */
export const timeEntry = v.looseObject({
  id: recordId,
  project: recordId,
  task: recordId,
  user: recordId,
  day: isoDay,
  effort: v.pipe(effort, v.maxValue(ENTRY_MAX, 'max')),
  comment: line(500),
  /** Who typed it: the person, or the PMO on their behalf. */
  author: recordId,
  /** It arrived after its period was closed. Set by the server. Rows of before lack it. */
  late: v.optional(v.boolean()),
})
export type TimeEntry = v.InferOutput<typeof timeEntry>
