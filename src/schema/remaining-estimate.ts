import * as v from 'valibot'
import { effort, isoDay, permille, recordId } from './brands'

/** R as the doer sees it on a day. Append-only: the latest of each doer counts, the others are its history. */
export const remainingEstimate = v.looseObject({
  id: recordId,
  project: recordId,
  task: recordId,
  user: recordId,
  day: isoDay,
  remaining: effort,
  /** φ by the doer, in thousandths; null when only the remaining was given. */
  progress: v.nullable(permille),
  /** Counts up within (task, user), so that two estimates of one day have an order without a clock. */
  rank: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** The doer says that nothing more is to be done. R = 0 alone does not say it. Rows of before lack it. */
  finished: v.optional(v.boolean()),
})
export type RemainingEstimate = v.InferOutput<typeof remainingEstimate>
