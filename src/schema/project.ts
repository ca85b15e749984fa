import * as v from 'valibot'
import { line, optionalDay, recordId } from './brands'

/** A `template` is kept to start other projects from; no time is entered on it. */
export const PROJECT_STATES = ['draft', 'active', 'closed', 'template'] as const

/** A project: the scope in which everything else lives. */
export const project = v.looseObject({
  id: recordId,
  code: line(20),
  name: line(120),
  programme: line(120),
  state: v.picklist(PROJECT_STATES),
  starts_on: optionalDay,
  ends_on: optionalDay,
  /** Which of the eight project colours of the tokens. */
  color: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(7)),
  /** Last day of the last closed period; entries up to it are no longer changed. */
  closed_through: optionalDay,
})
export type Project = v.InferOutput<typeof project>
