import * as v from 'valibot'
import { line, optionalDay, recordId } from './brands'

export const REMINDER_TONES = ['neutral', 'short', 'warm'] as const
export type ReminderTone = (typeof REMINDER_TONES)[number]

export const MINUTES_IN_DAY = 1440
export const REMINDER_CAP_MAX = 7

/** A time of day on the person's own clock: minutes after midnight, 1440 = the end of the day. */
export const minuteOfDay = v.pipe(
  v.number(),
  v.integer('integer'),
  v.minValue(0, 'min'),
  v.maxValue(MINUTES_IN_DAY, 'max'),
)
const isoWeekday = v.pipe(v.number(), v.integer('integer'), v.minValue(1, 'min'), v.maxValue(7, 'max'))

/**
 * How one person wants to be reminded; without this row the organisation's defaults hold. One per user: the id is derived
 * from it. It travels in its owner's scope only: nobody else sees or sets it.
 */
export const reminderPreferences = v.looseObject({
  id: recordId,
  user: recordId,
  off: v.boolean(),
  by_push: v.boolean(),
  by_email: v.boolean(),
  by_app: v.boolean(),
  from_minute: minuteOfDay,
  to_minute: minuteOfDay,
  /** ISO weekdays without reminders: 1 = Monday … 7 = Sunday. */
  quiet_days: v.pipe(v.array(isoWeekday), v.maxLength(7, 'max')),
  /** The most reminders in one calendar week. */
  weekly_cap: v.pipe(v.number(), v.integer('integer'), v.minValue(1, 'min'), v.maxValue(REMINDER_CAP_MAX, 'max')),
  tone: v.picklist(REMINDER_TONES),
  /** IANA name of the zone that the hours are meant in, one of domain/reminders/zones. */
  zone: line(60),
  /** Nothing before this day; '' = no pause. */
  snoozed_until: optionalDay,
  /** No digest of alerts by e-mail. Rows kept by devices of before lack it. */
  alerts_off: v.optional(v.boolean()),
})
export type ReminderPreferences = v.InferOutput<typeof reminderPreferences>
