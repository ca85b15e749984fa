import type { AbsenceLike } from '@/domain/timesheet/absences'
import type { Told } from '@/domain/alerts/digest'
import { mayDigestNow } from '@/domain/alerts/digest'
import type { MarkLike } from '@/domain/alerts/marks'
import { weekOf } from '@/domain/calendar/days'
import { wallClock } from '@/domain/reminders/zones'
import type { WeekId } from '@/schema/brands'
import type { ReminderPreferences } from '@/schema/reminder-preferences'
import { rowJson } from '../database/columns'
import { textOf } from '../database/query'
import { list, patternOf, preferencesOf, windowAt, type Setting } from '../reminders/candidates'

/** Somebody who leads projects under way, with what decides whether they are written to. */
export interface Recipient {
  user: string
  name: string
  email: string
  language: string
  holidayZone: string
  weekPattern: readonly number[] | null
  preferences: ReminderPreferences | null
  absences: AbsenceLike[]
  /** What was sent to them lately: reminders and digests. */
  sent: { day: string }[]
  digested: string[]
  projects: string[]
  marks: MarkLike[]
  /** What the last digest told. */
  told: Told
}

/** Where they lead, among the projects under way and those that are being prepared: people are planned on both. */
const LED = `FROM memberships m JOIN projects p ON p.id = m.project
  WHERE m.user = u.id AND m.role IN ('manager', 'pmo') AND p.state IN ('active', 'draft')`

function query(condition: string): string {
  const preferences = `SELECT ${rowJson('reminder_preferences', 'r', 'server')} FROM reminder_preferences r WHERE r.user = u.id`
  const sent = `SELECT json_object('day', day) AS value FROM reminders WHERE user = u.id AND week >= {:from}
    UNION ALL SELECT json_object('day', day) FROM alert_digests WHERE user = u.id AND week >= {:from}`
  const absences = `SELECT json_object('user', user, 'day', day, 'kind', kind, 'effort', effort) AS value FROM absences
    WHERE user = u.id AND day BETWEEN {:first} AND {:last}`
  const marks = `SELECT json_object('alert', alert, 'state', state, 'level', level, 'until', until) AS value
    FROM alert_marks WHERE user = u.id AND state <> 'lifted'`
  const digested = 'SELECT json_quote(week) AS value FROM alert_digests WHERE user = u.id AND week >= {:from}'
  const told = 'SELECT told FROM alert_digests WHERE user = u.id ORDER BY week DESC LIMIT 1'
  const person = `json_object('user', u.id, 'name', u.name, 'email', u.email, 'language', u.language,
    'holidayZone', u.holiday_zone, 'weekPattern', iif(json_valid(u.week_pattern), json(u.week_pattern), json('null')),
    'preferences', json((${preferences})), 'absences', ${list(absences)}, 'sent', ${list(sent)}, 'digested', ${list(digested)},
    'projects', ${list(`SELECT json_quote(p.id) AS value ${LED} ORDER BY p.id`)}, 'marks', ${list(marks)},
    'told', json(coalesce((${told}), '{}')))`
  return `SELECT json_group_array(json(value)) AS value FROM (SELECT ${person} AS value FROM users u
    WHERE EXISTS (SELECT 1 ${LED}) AND u.email <> '' AND ${condition} ORDER BY u.id LIMIT {:most})`
}

/** People after this id, in the order of ids. */
export function recipientsAfter(db: pb.Db, instant: number, after: string, most: number): Recipient[] {
  return ask(db, 'u.id > {:after}', instant, { after, most })
}

/** One person as they are now; null when they lead nothing any more. */
export function recipient(db: pb.Db, instant: number, user: string): Recipient | null {
  return ask(db, 'u.id = {:user}', instant, { user, most: 1 })[0] ?? null
}

function ask(db: pb.Db, condition: string, instant: number, more: { [name: string]: string | number }): Recipient[] {
  return JSON.parse(textOf(db, query(condition), { ...windowAt(instant), ...more })) as Recipient[]
}

/** The week and day of a digest that may leave to this person now; null where it may not. */
export function placeFor(one: Recipient, setting: Setting): { week: WeekId; day: string } | null {
  const preferences = preferencesOf(one, setting)
  const now = wallClock(preferences.zone, setting.instant)
  const pattern = patternOf(one, setting)
  const { policy } = setting
  const mayLeave = mayDigestNow({ now, pattern, preferences, policy, sent: one.sent, digested: one.digested })
  return mayLeave ? { week: weekOf(now.day), day: now.day } : null
}
