import * as v from 'valibot'
import { effort, recordId, weekId } from './brands'

/** Time entered on one project in one ISO week, over everybody. Kept by triggers; names nobody. */
export const projectWeek = v.looseObject({
  /** The project's id followed by year and week: `abc…202647`. */
  id: v.pipe(v.string(), v.regex(/^[a-z0-9]{15}\d{6}$/)),
  project: recordId,
  week: weekId,
  effort,
})
export type ProjectWeek = v.InferOutput<typeof projectWeek>
