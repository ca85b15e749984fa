import * as v from 'valibot'
import { effort, recordId } from './brands'

/**
 * What the time entered on one task cost. Kept by database triggers: an entry moves it by its own effort × rate, a change of a
 * rate or of somebody's profile has the project added up again. Read-only for everybody. Its id is the task's.
 *
 * Exact: thousandths of a day × cents a day are whole thousandths of a cent, so nothing is rounded in the database, whatever the
 * order of the writes. Screens and closings round once a task (see domain/budget/labour.ts).
 */
export const taskCost = v.looseObject({
  id: recordId,
  project: recordId,
  /** Σ effort × the rate of the doer's profile on the entry's day, thousandths of a cent. */
  cost: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Σ effort for which no rate was known on its day, thousandths of a day: not part of `cost`. */
  unpriced: effort,
})
export type TaskCost = v.InferOutput<typeof taskCost>
