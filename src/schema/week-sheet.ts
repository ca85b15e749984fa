import * as v from 'valibot'
import { line, recordId, weekId } from './brands'

export const SHEET_STATES = ['open', 'submitted'] as const

/** A person's week as a whole. One per (user, week): the id is derived from both. */
export const weekSheet = v.looseObject({
  id: recordId,
  user: recordId,
  week: weekId,
  state: v.picklist(SHEET_STATES),
  comment: line(500),
})
export type WeekSheet = v.InferOutput<typeof weekSheet>
