import * as v from 'valibot'
import { effort, isoDay, line, optionalDay, optionalId, permille, recordId } from './brands'
import { TASK_KINDS, TASK_STATES } from './task'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const signedEffort = v.pipe(v.number(), v.integer())
const cents = v.nullable(v.pipe(v.number(), v.integer()))

/** `reopened`: kept as it was, but no longer what later figures are compared with. */
export const CLOSING_STATES = ['closed', 'reopened'] as const

/**
 * What a project was at the end of a period: figures of all of it, kept for good. Made by the server alone.
 * Efforts in thousandths of a day, money in cents.
 */
export const closing = v.looseObject({
  id: recordId,
  project: recordId,
  /** The last day that it counts; any day of the week. */
  through: isoDay,
  /** Counts up within the project. */
  rank: count,
  /** The closing before it that was not reopened; '' for the first. */
  previous: optionalId,
  author: recordId,
  /** When it was made, milliseconds since the epoch. */
  closed_at: count,
  note: line(2000),
  state: v.picklist(CLOSING_STATES),
  reopened_by: optionalId,
  reopened_at: count,
  reopen_reason: line(300),
  original: effort,
  changes: signedEffort,
  actuals: effort,
  remaining: effort,
  /** φ, thousandths; null where some work was never measured. */
  progress: v.nullable(permille),
  /** Time of periods closed before that arrived since; negative where it was taken off. Part of `actuals`. */
  late: signedEffort,
  /** Days expected and entered in the period, thousandths of a day. */
  expected: effort,
  entered: effort,
  open_risks: count,
  open_actions: count,
  overdue_actions: count,
  /** What the time through that day cost, at the rate of each day; null where some of it has no rate. Purchases are not part of it. */
  cost: cents,
})
export type Closing = v.InferOutput<typeof closing>

/** What a closing says of one line of the plan. */
export const closingItem = v.looseObject({
  id: recordId,
  project: recordId,
  closing: recordId,
  /** The task's id; no relation: a task may be deleted, its closings stay. */
  task: recordId,
  parent: optionalId,
  kind: v.picklist(TASK_KINDS),
  name: line(200),
  position: v.pipe(v.number(), v.integer()),
  state: v.picklist(TASK_STATES),
  original: effort,
  changes: signedEffort,
  actuals: effort,
  remaining: effort,
  progress: v.nullable(permille),
  late: signedEffort,
  /** The least recent confirmation of what remains; '' where nobody gave one. */
  confirmed_on: optionalDay,
  baseline_on: optionalDay,
  forecast_on: optionalDay,
  actual_on: optionalDay,
  imposed_on: optionalDay,
  cost: cents,
})
export type ClosingItem = v.InferOutput<typeof closingItem>
