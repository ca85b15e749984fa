import * as v from 'valibot'
import { line, optionalDay, optionalId, recordId } from './brands'

export const ACTION_STATES = ['open', 'done'] as const

/** Something that somebody does by a day: from a flag, or decided by who leads the project. */
export const action = v.looseObject({
  id: recordId,
  project: recordId,
  title: v.pipe(line(200), v.minLength(1, 'required')),
  detail: line(1000),
  owner: optionalId,
  due: optionalDay,
  state: v.picklist(ACTION_STATES),
  done_on: optionalDay,
  /** The flag that it comes from, '' where there is none. */
  flag: optionalId,
  author: recordId,
})
export type Action = v.InferOutput<typeof action>
