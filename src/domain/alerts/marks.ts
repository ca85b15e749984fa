import { derivedId } from '@/domain/identity/derived-id'
import type { RecordId } from '@/schema/brands'
import type { AlertMark } from '@/schema/alert-mark'
import type { Alert } from './alert'

export type MarkLike = Pick<AlertMark, 'state' | 'level' | 'until'> & { alert: string }

/** The id of what a person says of an alert: one per (user, alert). */
export const alertMarkId = (user: string, alert: string) => derivedId('alert_mark', user, alert) as RecordId

/**
 * Whether this alert is set aside: acknowledged, and no worse since; or put off to a day that has not come.
 *
 * @example isSetAside({ level: 3, … }, { state: 'acknowledged', level: 3, until: '', … }, '2026-11-25') // true
 */
export function isSetAside(alert: Pick<Alert, 'level'>, mark: MarkLike | undefined, today: string): boolean {
  if (mark?.state === 'acknowledged') return alert.level <= mark.level
  return mark?.state === 'snoozed' && today < mark.until
}

/** The alerts to be seen and those set aside, by the marks of one person. */
export function bySight<A extends Pick<Alert, 'key' | 'level'>>(
  alerts: readonly A[],
  marks: readonly MarkLike[],
  today: string,
): { toSee: A[]; setAside: A[] } {
  const markOf = new Map(marks.map((mark) => [mark.alert, mark]))
  const isAside = (alert: A) => isSetAside(alert, markOf.get(alert.key), today)
  return { toSee: alerts.filter((alert) => !isAside(alert)), setAside: alerts.filter(isAside) }
}
