import * as v from 'valibot'
import { line, permille, recordId } from './brands'

export const ROLES = ['contributor', 'manager', 'pmo', 'sponsor'] as const
export type Role = (typeof ROLES)[number]

/** Who works on a project, in which role, for which share of their time. */
export const membership = v.looseObject({
  id: recordId,
  project: recordId,
  user: recordId,
  role: v.picklist(ROLES),
  allocation: permille,
  /** As what they work there: what their days cost, and what load by profile counts. Rows of before lack it. */
  profile: v.optional(line(80)),
})
export type Membership = v.InferOutput<typeof membership>
