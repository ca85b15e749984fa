import * as v from 'valibot'
import { effort, line, optionalDay, optionalId, permille, recordId } from './brands'

export const TASK_KINDS = ['phase', 'task', 'milestone'] as const
export const TASK_STATES = ['open', 'done'] as const

/** A node of the WBS. Effort is carried by leaves; a phase shows the sum of its children. */
export const task = v.looseObject({
  id: recordId,
  project: recordId,
  parent: optionalId,
  kind: v.picklist(TASK_KINDS),
  name: line(200),
  /** Place among its siblings; ties are broken by id. */
  position: v.pipe(v.number(), v.integer()),
  /** CI, original estimate: frozen at launch. */
  original_effort: effort,
  /** ΣAV, approved changes: may be negative. B = CI + ΣAV. */
  approved_change: v.pipe(v.number(), v.integer()),
  state: v.picklist(TASK_STATES),
  starts_on: optionalDay,
  ends_on: optionalDay,
  baseline_on: optionalDay,
  forecast_on: optionalDay,
  actual_on: optionalDay,
  imposed_on: optionalDay,
  /** φ measured on the result, in thousandths; null where nobody measured it. */
  physical_progress: v.nullable(permille),
})
export type Task = v.InferOutput<typeof task>
