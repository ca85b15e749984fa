import * as v from 'valibot'
import { isoDay, recordId } from './brands'
import { closing, closingItem } from './closing'

/** What travels when a period is closed, looked at before, or opened again. */

export const closingRequest = v.object({
  project: recordId,
  through: isoDay,
  note: v.optional(v.pipe(v.string(), v.maxLength(2000)), ''),
  /** Only says what it would be. */
  preview: v.optional(v.boolean(), false),
})

export const closingAnswer = v.object({ closing, items: v.array(closingItem) })
export type ClosingAnswer = v.InferOutput<typeof closingAnswer>

export const REASON_LEAST = 3
export const reopenRequest = v.object({
  closing: recordId,
  reason: v.pipe(v.string(), v.trim(), v.minLength(REASON_LEAST), v.maxLength(300)),
})
export const reopenAnswer = v.object({ ok: v.literal(true) })
