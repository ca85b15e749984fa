import { weekOf } from '@/domain/calendar/days'
import { derivedId } from '@/domain/identity/derived-id'
import { mayBeAskedNow, type ReminderCase } from '@/domain/reminders/due'
import type { Alert } from './alert'

/** What was told before: each alert's key with how bad it was then. */
export type Told = Readonly<{ [key: string]: number }>

export interface DigestCase extends Pick<ReminderCase, 'now' | 'pattern' | 'policy'> {
  preferences: ReminderCase['preferences'] & { alerts_off?: boolean | undefined }
  /** Days of everything that was sent to the person, reminders and digests. */
  sent: readonly { day: string }[]
  /** Weeks in which they got a digest. */
  digested: readonly string[]
}

/** The id of a digest: one per person and calendar week. */
export const digestId = (user: string, week: string) => derivedId('alert_digest', user, week)

/**
 * Whether the digest may leave now: once a calendar week, where the person wants it by e-mail, and at a moment at which they
 * accept to be written to; it counts as one of the messages of that week.
 */
export function mayDigestNow(the: DigestCase): boolean {
  const { preferences, digested, now } = the
  if (preferences.alerts_off || !preferences.by_email || digested.includes(weekOf(now.day))) return false
  return mayBeAskedNow(the)
}

/**
 * What is new since the last digest: not in it, or worse than it was there.
 *
 * @example sinceTold([{ key: 'a', level: 2 }, { key: 'b', level: 1 }], { a: 1, b: 1 }) // [{ key: 'a', level: 2 }]
 */
export function sinceTold<A extends Pick<Alert, 'key' | 'level'>>(alerts: readonly A[], told: Told): A[] {
  return alerts.filter(({ key, level }) => level > (told[key] ?? -Infinity))
}

/** What the next digest compares itself with: all that is to be seen now. */
export const asTold = (alerts: readonly Pick<Alert, 'key' | 'level'>[]): Told =>
  Object.fromEntries(alerts.map(({ key, level }) => [key, level]))
