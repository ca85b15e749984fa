import * as v from 'valibot'
import { dailyRate, isoDay, line, recordId } from './brands'

/**
 * What a day of a profile costs in a project, from a day on, until the next rate of the same profile. Per project: two projects
 * may pay the same profile differently. Read by who leads it alone.
 */
export const rate = v.looseObject({
  id: recordId,
  project: recordId,
  /** As in memberships.profile, letter for letter. */
  profile: v.pipe(line(80), v.minLength(1, 'required')),
  starts_on: isoDay,
  /** TJM, cents a day. */
  daily_rate: dailyRate,
})
export type Rate = v.InferOutput<typeof rate>
