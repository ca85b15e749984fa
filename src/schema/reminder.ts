import * as v from 'valibot'
import { isoDay, recordId, weekId } from './brands'
import { REMINDER_TONES } from './reminder-preferences'

export const REMINDER_CHANNELS = ['push', 'email', 'app'] as const
export type ReminderChannel = (typeof REMINDER_CHANNELS)[number]

/**
 * `unknown`: written before it was sent, and the server stopped in between: it may have left, and is never sent again.
 * `failed`: nobody took it.
 */
export const REMINDER_OUTCOMES = ['unknown', 'sent', 'failed'] as const

/**
 * One reminder that the server sent about a person's week. The id is derived from (user, week, n), so that the same one can't
 * be sent twice. Written by the server only.
 */
export const reminder = v.looseObject({
  id: recordId,
  user: recordId,
  week: weekId,
  /** 1 = the first about that week, 2 = the second. */
  n: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** The day on the person's own calendar. */
  day: isoDay,
  channel: v.picklist(REMINDER_CHANNELS),
  tone: v.picklist(REMINDER_TONES),
  outcome: v.picklist(REMINDER_OUTCOMES),
})
export type Reminder = v.InferOutput<typeof reminder>
