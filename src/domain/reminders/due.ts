import { capacityOn, type WorkPattern } from '@/domain/calendar/capacity'
import { addWeeks, weekday, weekOf } from '@/domain/calendar/days'
import type { WeekId } from '@/schema/brands'
import { REMINDER_CHANNELS, type ReminderChannel } from '@/schema/reminder'
import type { ReminderPreferences, ReminderTone } from '@/schema/reminder-preferences'
import { workedDays } from './worked-days'
import type { ReminderPolicy } from './preferences'
import type { WallClock } from './zones'

/** How long before the end of the person's hours the week that ends may be asked for, in minutes. */
export const LAST_MINUTES = 120

export type ReminderChoices = Pick<
  ReminderPreferences,
  | 'off'
  | 'by_push'
  | 'by_email'
  | 'by_app'
  | 'from_minute'
  | 'to_minute'
  | 'quiet_days'
  | 'weekly_cap'
  | 'tone'
  | 'snoozed_until'
>

/** Everything that decides whether somebody is reminded now. */
export interface ReminderCase {
  /** What the person's own clock shows. */
  now: WallClock
  /** When they work, less leave and public holidays. */
  pattern: WorkPattern
  /** The first day on which they belonged to a project: weeks before it are not theirs to give. */
  since: string
  /** Weeks that they submitted. */
  submitted: ReadonlySet<string>
  preferences: ReminderChoices
  policy: ReminderPolicy
  /** What was sent before, on whatever channel and with whatever success. */
  sent: readonly { week: string; day: string }[]
  /** By what the person can be reached at all: a device that takes push, an address and a mailer, the app. */
  reachable: readonly ReminderChannel[]
}

/** Whose weeks are looked at. */
type Giver = Pick<ReminderCase, 'pattern' | 'since' | 'submitted'>

export interface DueReminder {
  week: WeekId
  /** 1 = the first about that week. */
  n: number
  channel: ReminderChannel
  tone: ReminderTone
}

/**
 * The reminder that is due now, or null. A week is asked for twice at most: in the last hours of its last worked day, and once
 * in the week after, from the first working morning on. Only what is missing is asked for, and only when the person works.
 *
 * @example dueReminder({ now: { day: '2026-11-20', minute: 1000 }, … }) // Friday 16:40: { week: '2026-W47', n: 1, channel: 'push', … }
 */
export function dueReminder(the: ReminderCase): DueReminder | null {
  const channel = channelFor(the)
  if (channel === null || !mayBeAskedNow(the)) return null
  const thisWeek = weekOf(the.now.day)
  const week = [addWeeks(thisWeek, -1), thisWeek].find((asked) => isAskedNow(the, asked))
  if (week === undefined) return null
  const n = the.sent.filter((one) => one.week === week).length + 1
  return { week, n, channel, tone: the.preferences.tone }
}

/** The first channel that the person accepts and can be reached by. */
function channelFor({ preferences, reachable }: ReminderCase): ReminderChannel | null {
  const accepted = { push: preferences.by_push, email: preferences.by_email, app: preferences.by_app }
  return REMINDER_CHANNELS.find((channel) => accepted[channel] && reachable.includes(channel)) ?? null
}

/** What decides whether somebody may be written to now, whatever about. */
export type WritingCase = Pick<ReminderCase, 'now' | 'pattern' | 'preferences' | 'policy'> & {
  sent: readonly { day: string }[]
}

/** A moment at which this person accepts to be written to. */
export function mayBeAskedNow({ now, pattern, preferences, policy, sent }: WritingCase): boolean {
  if (policy.off || preferences.off || now.day < preferences.snoozed_until) return false
  if (now.minute < preferences.from_minute || now.minute >= preferences.to_minute) return false
  if (capacityOn(pattern, now.day) === 0 || preferences.quiet_days.includes(weekday(now.day))) return false
  const thisWeek = sent.filter(({ day }) => weekOf(day) === weekOf(now.day))
  return thisWeek.length < preferences.weekly_cap && !thisWeek.some(({ day }) => day === now.day)
}

function isAskedNow(the: ReminderCase, week: WeekId): boolean {
  if (!isMissing(the, week)) return false
  const before = the.sent.filter((one) => one.week === week)
  const thisWeek = weekOf(the.now.day)
  if (week !== thisWeek) return !before.some(({ day }) => weekOf(day) === thisWeek)
  const last = workedDays(the.pattern, week).at(-1)
  const isEnding = the.now.day === last && the.now.minute >= the.preferences.to_minute - LAST_MINUTES
  return isEnding && before.length === 0
}

/** Whether a week is still to be given: something is expected of it, the person was there, and it is not submitted. */
function isMissing({ pattern, since, submitted }: Giver, week: string): boolean {
  const last = workedDays(pattern, week).at(-1)
  return last !== undefined && last >= since && !submitted.has(week)
}

/** What the person's own device knows, without network. */
export interface BannerCase extends Giver {
  today: string
  preferences: Pick<ReminderChoices, 'off' | 'by_app' | 'snoozed_until'>
  policy: ReminderPolicy
  /** Weeks that the server reminded of. */
  reminded: readonly string[]
}

/**
 * What the app says by itself, where the person wants it to: the week before, when it is still to be given; else the week that
 * runs, once the server reminded of it.
 */
export function weekToComplete(the: BannerCase): WeekId | null {
  const { today, preferences, policy } = the
  if (policy.off || preferences.off || !preferences.by_app || today < preferences.snoozed_until) return null
  const thisWeek = weekOf(today)
  const weeks = [addWeeks(thisWeek, -1), ...(the.reminded.includes(thisWeek) ? [thisWeek] : [])]
  return weeks.find((week) => isMissing(the, week)) ?? null
}
