import * as v from 'valibot'
import { effort, isoDay, line, optionalDay, recordId } from './brands'

/** The plan as it was on a day, under a name, kept for good. */
export const baseline = v.looseObject({
  id: recordId,
  project: recordId,
  name: v.pipe(line(120), v.minLength(1, 'required')),
  taken_on: isoDay,
  author: recordId,
})
export type Baseline = v.InferOutput<typeof baseline>

/** What a baseline says of one task. Its name stays readable after the task is gone. */
export const baselineItem = v.looseObject({
  id: recordId,
  project: recordId,
  baseline: recordId,
  /** The task's id; no relation: a task may be deleted, its baseline stays. */
  task: recordId,
  name: line(200),
  starts_on: optionalDay,
  ends_on: optionalDay,
  /** B then, thousandths of a day; may be 0. */
  effort,
})
export type BaselineItem = v.InferOutput<typeof baselineItem>
