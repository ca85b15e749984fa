import * as v from 'valibot'
import { effort, line, recordId } from './brands'

/** Monday to Sunday, in thousandths of a day: [1000, 1000, 1000, 1000, 1000, 0, 0] is a full-time week. */
export const weekPattern = v.pipe(v.array(effort), v.length(7))

export const LANGUAGES = ['fr', 'en'] as const

/**
 * A person. In a project's scope only what the reader's role may see is there: the name for everybody,
 * the capacity for those who follow the load. The e-mail address travels to its owner alone.
 */
export const user = v.looseObject({
  id: recordId,
  name: line(120),
  email: v.optional(v.string()),
  language: v.optional(v.union([v.picklist(LANGUAGES), v.literal('')])),
  holiday_zone: v.optional(v.string()),
  week_pattern: v.optional(v.nullable(weekPattern)),
  /** May create projects and invite people, whatever their role in each project. */
  office: v.optional(v.boolean()),
})
export type User = v.InferOutput<typeof user>

export const FULL_TIME = [1000, 1000, 1000, 1000, 1000, 0, 0] as const
