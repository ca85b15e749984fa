import * as v from 'valibot'
import { alertThresholds } from './alert-thresholds'
import { effort, recordId } from './brands'
import { minuteOfDay } from './reminder-preferences'

/** The one row of choices that hold for the whole organisation. */
export const settings = v.looseObject({
  id: recordId,
  organisation: v.string(),
  /** Minutes in one day of effort, to display hours. 420 = 7 h. */
  day_minutes: v.pipe(v.number(), v.integer(), v.minValue(60), v.maxValue(1440)),
  /** The smallest step of a time entry, in thousandths of a day. */
  entry_step: effort,
  /** The most that one person may enter on one day over all projects, in thousandths; 0 = shown, never refused. */
  day_limit: effort,
  /** Default public-holiday zone, as data.gouv.fr names it. */
  holiday_zone: v.string(),
  currency: v.string(),
  /** Nobody is reminded of anything. Rows kept by devices of before lack these three. */
  reminders_off: v.optional(v.boolean()),
  /** Hours of reminders for those who set none, in minutes after midnight; both 0 = not set. */
  reminder_from: v.optional(minuteOfDay),
  reminder_to: v.optional(minuteOfDay),
  /** Time that arrives for a closed period is refused, and stays with the person; else it is kept and counted as late. */
  closing_strict: v.optional(v.boolean()),
  /** From when on alerts are said; null = the defaults. */
  alerts: v.optional(v.nullable(alertThresholds)),
})
export type Settings = v.InferOutput<typeof settings>

/** The id of the one row. */
export const SETTINGS_ID = 'settings0000000'
