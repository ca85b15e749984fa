import * as v from 'valibot'
import { isoDay, line, optionalDay, optionalId, recordId, signedCents, signedEffort } from './brands'

export const CHANGE_ORDER_STATES = ['proposed', 'approved', 'refused'] as const
export type ChangeOrderState = (typeof CHANGE_ORDER_STATES)[number]

/**
 * A change of what is allowed: effort on a task, money, or both; less than nothing where something is taken out. Approved, its
 * amount is part of the budget, and its effort of the task's approved change.
 */
export const changeOrder = v.looseObject({
  id: recordId,
  project: recordId,
  /** The task that it changes, '' where it concerns the project as a whole. */
  task: optionalId,
  /** When it was asked for. */
  day: isoDay,
  label: v.pipe(line(200), v.minLength(1, 'required')),
  /** Thousandths of a day. */
  effort: signedEffort,
  /** Cents. */
  amount: signedCents,
  state: v.picklist(CHANGE_ORDER_STATES),
  decided_on: optionalDay,
  author: recordId,
})
export type ChangeOrder = v.InferOutput<typeof changeOrder>
