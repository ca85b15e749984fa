import * as v from 'valibot'
import { recordId } from './brands'

/** Finish-start, start-start, finish-finish, start-finish: which end of the predecessor holds which end of the successor. */
export const LINK_TYPES = ['FS', 'SS', 'FF', 'SF'] as const
export type LinkType = (typeof LINK_TYPES)[number]

/** A link between two tasks of one project. One per (predecessor, successor): the id is derived from both. */
export const dependency = v.looseObject({
  id: recordId,
  project: recordId,
  predecessor: recordId,
  successor: recordId,
  type: v.picklist(LINK_TYPES),
  /** Working time between the two ends, thousandths of a day; negative = overlap. */
  lag: v.pipe(v.number(), v.integer('integer'), v.minValue(-10_000_000, 'min'), v.maxValue(10_000_000, 'max')),
})
export type Dependency = v.InferOutput<typeof dependency>
