import * as v from 'valibot'
import { effort, line, optionalDay, optionalId, permille, recordId } from './brands'

export const TASK_KINDS = ['phase', 'task', 'milestone'] as const
export const TASK_STATES = ['open', 'done'] as const

/** As soon / late as possible; start or finish no earlier / later than; must start / finish on. */
export const CONSTRAINTS = ['ASAP', 'ALAP', 'SNET', 'SNLT', 'FNET', 'FNLT', 'MSO', 'MFO'] as const
export type Constraint = (typeof CONSTRAINTS)[number]

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
  // Of the plan. Rows of before lack them.
  /** Working time, thousandths of a day; 0 = told by its days alone. */
  duration: v.optional(effort),
  constraint_type: v.optional(v.union([v.picklist(CONSTRAINTS), v.literal('')])),
  constraint_on: v.optional(optionalDay),
  /** Its days were set by hand: sequencing leaves them alone. */
  manual: v.optional(v.boolean()),
  /** 0 to 1000; as in MS Project, 500 is ordinary and 1000 comes first. */
  priority: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0, 'min'), v.maxValue(1000, 'max'))),
  /** Who answers for it. */
  owner: v.optional(optionalId),
  /** What it is called in the file that it was imported from: a second import recognises it by this. */
  external_uid: v.optional(line(100)),
})
export type Task = v.InferOutput<typeof task>

/** A task of which nothing is said yet, without what makes it itself: its project, its kind, its name. */
export const EMPTY_TASK = {
  parent: '',
  position: 1,
  original_effort: 0,
  approved_change: 0,
  state: 'open',
  starts_on: '',
  ends_on: '',
  baseline_on: '',
  forecast_on: '',
  actual_on: '',
  imposed_on: '',
  physical_progress: null,
} as const
