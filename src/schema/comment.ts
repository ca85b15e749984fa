import * as v from 'valibot'
import { isoDay, line, optionalId, recordId } from './brands'

/** A word on an action. Append-only, so that two people who write at once both stand. */
export const comment = v.looseObject({
  id: recordId,
  project: recordId,
  action: recordId,
  /** The action's owner, who reads it beside who leads the project: kept the same by the server. */
  owner: optionalId,
  author: recordId,
  day: isoDay,
  /** Counts up within the action: the order without a clock. */
  rank: v.pipe(v.number(), v.integer(), v.minValue(0)),
  text: v.pipe(line(1000), v.minLength(1, 'required')),
})
export type Comment = v.InferOutput<typeof comment>
