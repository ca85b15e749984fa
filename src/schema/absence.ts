import * as v from 'valibot'
import { effort, isoDay, recordId } from './brands'

/** Leave takes away from what is expected; training and internal work are given, but to no project. No reason is asked for. */
export const ABSENCE_KINDS = ['leave', 'training', 'internal'] as const
export type AbsenceKind = (typeof ABSENCE_KINDS)[number]

/** Part of a person's day that goes to no project. One per (user, day, kind): the id is derived from the three. */
export const absence = v.looseObject({
  id: recordId,
  user: recordId,
  day: isoDay,
  kind: v.picklist(ABSENCE_KINDS),
  /** Thousandths of a day; 0 says "after all not" and keeps the row. */
  effort: v.pipe(effort, v.maxValue(1000, 'max')),
})
export type Absence = v.InferOutput<typeof absence>
