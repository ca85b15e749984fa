import * as v from 'valibot'
import { line, recordId, weekId } from './brands'

export const REVIEW_STATES = ['validated', 'returned'] as const
export type ReviewState = (typeof REVIEW_STATES)[number]

/**
 * What who leads a project says of a member's week there: validated, or sent back with a word. One per (project, user,
 * week): the id is derived from the three. A validated week is not changed any more until it is sent back.
 */
export const weekReview = v.looseObject({
  id: recordId,
  project: recordId,
  user: recordId,
  week: weekId,
  state: v.picklist(REVIEW_STATES),
  /** A word to the person, shown on their week. */
  word: line(500),
  /** Who decided last: set by the server. */
  author: recordId,
})
export type WeekReview = v.InferOutput<typeof weekReview>
