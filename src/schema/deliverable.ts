import * as v from 'valibot'
import { line, optionalDay, optionalId, recordId } from './brands'

export const DELIVERABLE_STATES = ['planned', 'submitted', 'accepted', 'reserved'] as const
export type DeliverableState = (typeof DELIVERABLE_STATES)[number]

/** Something that the project hands over: who, when, in which version, and who accepted it. `reserved` = with reservations. */
export const deliverable = v.looseObject({
  id: recordId,
  project: recordId,
  /** The milestone that it belongs to, '' where there is none. */
  milestone: optionalId,
  name: v.pipe(line(200), v.minLength(1, 'required')),
  owner: optionalId,
  due: optionalDay,
  version: line(40),
  state: v.picklist(DELIVERABLE_STATES),
  /** Who accepted it, as they are called: they may have no account. */
  accepted_by: line(120),
  accepted_on: optionalDay,
  note: line(1000),
})
export type Deliverable = v.InferOutput<typeof deliverable>
