import { derivedId } from '@/domain/identity/derived-id'
import type { RecordId } from '@/schema/brands'
import type { ReminderPreferences } from '@/schema/reminder-preferences'
import { zoneOfHolidays } from './zones'

/** What the organisation decided for everybody; each person may narrow it, and nobody can widen it. */
export interface ReminderPolicy {
  off: boolean
  /** Default hours, in minutes after midnight. Both 0 = not set. */
  fromMinute: number
  toMinute: number
}

export const DEFAULT_HOURS = { from: 9 * 60, to: 18 * 60 }
export const DEFAULT_CAP = 2

/** The policy in the organisation's settings; an older row of a device lacks the fields. */
export function policyOf(
  settings: {
    reminders_off?: boolean | undefined
    reminder_from?: number | undefined
    reminder_to?: number | undefined
  } | null,
): ReminderPolicy {
  return {
    off: settings?.reminders_off ?? false,
    fromMinute: settings?.reminder_from ?? 0,
    toMinute: settings?.reminder_to ?? 0,
  }
}

/** The id of a person's preferences: one row per user. */
export const reminderPreferencesId = (user: string) => derivedId('reminder_preferences', user) as RecordId

/** The id of a reminder: the n-th one about that week of that person exists once in the world. */
export const reminderId = (user: string, week: string, n: number) =>
  derivedId('reminder', user, week, String(n)) as RecordId

/** How somebody who chose nothing is reminded: in working hours, twice a week at most, on the clock of their holidays. */
export function defaultPreferences(user: string, policy: ReminderPolicy, holidayZone: string): ReminderPreferences {
  const isSet = policy.fromMinute < policy.toMinute
  return {
    id: reminderPreferencesId(user),
    user: user as RecordId,
    off: false,
    by_push: true,
    by_email: true,
    by_app: true,
    from_minute: isSet ? policy.fromMinute : DEFAULT_HOURS.from,
    to_minute: isSet ? policy.toMinute : DEFAULT_HOURS.to,
    quiet_days: [],
    weekly_cap: DEFAULT_CAP,
    tone: 'neutral',
    zone: zoneOfHolidays(holidayZone),
    snoozed_until: '',
    alerts_off: false,
  }
}
