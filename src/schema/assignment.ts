import * as v from 'valibot'
import { effort, recordId } from './brands'

/** Who is expected to work on a task, with the effort planned for them. */
export const assignment = v.looseObject({
  id: recordId,
  project: recordId,
  task: recordId,
  user: recordId,
  effort,
})
export type Assignment = v.InferOutput<typeof assignment>
