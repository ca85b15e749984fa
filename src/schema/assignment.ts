import * as v from 'valibot'
import { effort, line, optionalId, recordId } from './brands'

/**
 * Who is expected to work on a task, with the effort planned for them: a person, or a profile as long as nobody is named.
 * One of the two is given.
 */
export const assignment = v.looseObject({
  id: recordId,
  project: recordId,
  task: recordId,
  user: optionalId,
  effort,
  /** Such as "Senior engineer"; '' where a person is named. Rows of before lack it. */
  profile: v.optional(line(80)),
})
export type Assignment = v.InferOutput<typeof assignment>
