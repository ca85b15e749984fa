import * as v from 'valibot'
import { effort, optionalDay, permille, recordId } from './brands'

/**
 * What the entries and estimates of one task add up to. Kept by database triggers, so that consolidated views
 * never re-read the history; read-only for everybody. Its id is the task's.
 */
export const taskTotal = v.looseObject({
  id: recordId,
  project: recordId,
  /** C: Σ effort of the time entries. */
  actuals: effort,
  /** R: Σ over the doers of their latest estimate, or of their planned effort where they gave none. */
  remaining: effort,
  /** Doers of the task who have not estimated yet: their part of R is the plan's. */
  unconfirmed: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Day of the least recent of the doers' latest estimates; '' when there is none. */
  confirmed_on: optionalDay,
  /** Day of the last entry with effort. */
  last_day: optionalDay,
  /** φ from the doers: mean of their latest, weighted by their own C + R; null where none gave it. */
  progress: v.nullable(permille),
})
export type TaskTotal = v.InferOutput<typeof taskTotal>
