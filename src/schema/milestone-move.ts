import * as v from 'valibot'
import { isoDay, line, optionalDay, recordId } from './brands'

/** One word on a milestone's date: its forecast as of a day, and why it moved. Append-only: the 45° chart is made of these. */
export const milestoneMove = v.looseObject({
  id: recordId,
  project: recordId,
  task: recordId,
  day: isoDay,
  forecast_on: optionalDay,
  reason: line(300),
  author: recordId,
  /** Counts up within the milestone: the order within a day. */
  rank: v.pipe(v.number(), v.integer(), v.minValue(0)),
})
export type MilestoneMove = v.InferOutput<typeof milestoneMove>
