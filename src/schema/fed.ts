import * as v from 'valibot'
import { effort, recordId, weekId } from './brands'

/** How many weeks of a trend are told. */
export const FED_WEEKS = 8
/** Fewer people than this in a week, and its sum would say what one of them did. */
export const FED_LEAST_PEOPLE = 3

export const fedRequest = v.object({ week: weekId })

/** Per project that the week went to: the team's time week after week, up to the one asked for; null where too few gave any. */
export const fed = v.object({
  projects: v.array(
    v.object({ project: recordId, weeks: v.array(v.object({ week: weekId, effort: v.nullable(effort) })) }),
  ),
})
export type Fed = v.InferOutput<typeof fed>
