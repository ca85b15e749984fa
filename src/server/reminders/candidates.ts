import type { ReminderChannel } from '@/schema/reminder'
import type { ReminderPreferences } from '@/schema/reminder-preferences'
import { leaveByDay, type AbsenceLike } from '@/domain/timesheet/absences'
import { FULL_TIME } from '@/schema/user'
import type { WorkPattern } from '@/domain/calendar/capacity'
import { addDays, daysOfWeek, addWeeks, weekOf } from '@/domain/calendar/days'
import { dueReminder, type DueReminder } from '@/domain/reminders/due'
import { defaultPreferences, policyOf, type ReminderPolicy } from '@/domain/reminders/preferences'
import { wallClock } from '@/domain/reminders/zones'
import { SETTINGS_ID } from '@/schema/settings'
import { rowJson } from '../database/columns'
import { textOf } from '../database/query'
import { readRow } from '../database/row'

/** Those who might be reminded, with what decides it: found by SQL, decided by the domain. */

export interface Candidate {
  user: string
  name: string
  email: string
  language: string
  holidayZone: string
  weekPattern: readonly number[] | null
  preferences: ReminderPreferences | null
  since: string
  submitted: string[]
  sent: { week: string; day: string }[]
  absences: AbsenceLike[]
  devices: number
}

/** What holds for everybody in one run. */
export interface Setting {
  instant: number
  policy: ReminderPolicy
  holidayZone: string
  organisation: string
  mailer: boolean
}

export function settingOf(app: pb.App, instant: number): Setting {
  const settings = readRow(app.db(), 'settings', SETTINGS_ID)
  return {
    instant,
    policy: policyOf(settings),
    holidayZone: String(settings?.['holiday_zone'] ?? ''),
    organisation: String(settings?.['organisation'] ?? ''),
    mailer: app.settings().smtp.enabled,
  }
}

/** SQL for the rows of a select, each one JSON value, as one array. */
export const list = (select: string) => `json((SELECT json_group_array(json(value)) FROM (${select})))`

/**
 * Who gives weeks: contributors of an active project, and those who lead one and have a task in it. Their weeks count from the
 * day on which they joined. The weeks looked at are those that are this one or the one before on some clock of the world.
 */
function query(condition: string): string {
  const gives = `m.user = u.id AND p.state = 'active' AND (m.role = 'contributor' OR (m.role IN ('manager', 'pmo')
    AND EXISTS (SELECT 1 FROM assignments a WHERE a.user = u.id AND a.project = m.project)))`
  const preferences = `SELECT ${rowJson('reminder_preferences', 'r', 'server')} FROM reminder_preferences r WHERE r.user = u.id`
  // A digest of alerts is a message like another: both together keep to the person's number.
  const sent = `SELECT json_object('week', week, 'day', day) AS value FROM reminders WHERE user = u.id AND week >= {:from}
    UNION ALL SELECT json_object('week', '', 'day', day) FROM alert_digests WHERE user = u.id AND week >= {:from}`
  const absences = `SELECT json_object('user', user, 'day', day, 'kind', kind, 'effort', effort) AS value FROM absences
    WHERE user = u.id AND day BETWEEN {:first} AND {:last}`
  const submitted = `SELECT json_quote(week) AS value FROM week_sheets
    WHERE user = u.id AND state = 'submitted' AND week >= {:from}`
  const person = `json_object('user', u.id, 'name', u.name, 'email', u.email, 'language', u.language,
    'holidayZone', u.holiday_zone, 'weekPattern', iif(json_valid(u.week_pattern), json(u.week_pattern), json('null')),
    'preferences', json((${preferences})), 'since', g.since, 'submitted', ${list(submitted)}, 'sent', ${list(sent)},
    'absences', ${list(absences)},
    'devices', (SELECT count(*) FROM push_subscriptions s WHERE s.user = u.id))`
  return `SELECT json_group_array(json(value)) AS value FROM (SELECT ${person} AS value FROM users u
    JOIN (SELECT u.id, min(substr(m.created, 1, 10)) AS since FROM users u, memberships m JOIN projects p ON p.id = m.project
      WHERE ${gives} GROUP BY u.id) g ON g.id = u.id
    WHERE ${condition} ORDER BY u.id LIMIT {:most})`
}

/** People after this id, in the order of ids. */
export function candidatesAfter(db: pb.Db, instant: number, after: string, most: number): Candidate[] {
  const isOff = 'EXISTS (SELECT 1 FROM reminder_preferences r WHERE r.user = u.id AND r.off)'
  return ask(db, `u.id > {:after} AND NOT ${isOff}`, instant, { after, most })
}

/** One person as they are now; null when they give no weeks any more. */
export function candidate(db: pb.Db, instant: number, user: string): Candidate | null {
  return ask(db, 'u.id = {:user}', instant, { user, most: 1 })[0] ?? null
}

function ask(db: pb.Db, condition: string, instant: number, more: { [name: string]: string | number }): Candidate[] {
  return JSON.parse(textOf(db, query(condition), { ...windowAt(instant), ...more })) as Candidate[]
}

/** The weeks and days that matter at a moment, whatever the clock of the person. */
export function windowAt(instant: number): { from: string; first: string; last: string } {
  const today = new Date(instant).toISOString().slice(0, 10)
  const from = addWeeks(weekOf(addDays(today, -1)), -1)
  return { from, first: daysOfWeek(from)[0]!, last: addDays(today, 8) }
}

export function preferencesOf(
  one: Pick<Candidate, 'user' | 'holidayZone' | 'preferences'>,
  setting: Setting,
): ReminderPreferences {
  return one.preferences ?? defaultPreferences(one.user, setting.policy, one.holidayZone || setting.holidayZone)
}

/** What is due to this person now, and on which day of theirs. */
export function dueTo(one: Candidate, setting: Setting): (DueReminder & { day: string; minutesLeft: number }) | null {
  const preferences = preferencesOf(one, setting)
  const now = wallClock(preferences.zone, setting.instant)
  const pattern = patternOf(one, setting)
  const due = dueReminder({
    now,
    pattern,
    since: one.since,
    submitted: new Set(one.submitted),
    preferences,
    policy: setting.policy,
    sent: one.sent,
    reachable: waysTo(one, setting),
  })
  return due && { ...due, day: now.day, minutesLeft: preferences.to_minute - now.minute }
}

/** When a person works, less leave and public holidays. */
export function patternOf(
  one: Pick<Candidate, 'weekPattern' | 'holidayZone' | 'absences'>,
  setting: Pick<Setting, 'holidayZone'>,
): WorkPattern {
  return {
    weekPattern: one.weekPattern ?? FULL_TIME,
    zone: one.holidayZone || setting.holidayZone,
    leave: leaveByDay(one.absences),
  }
}

/** By what this person can be reached; the app always shows it when they open it. */
export function waysTo(one: Candidate, setting: Setting): ReminderChannel[] {
  const push: ReminderChannel[] = one.devices > 0 ? ['push'] : []
  const email: ReminderChannel[] = setting.mailer && one.email !== '' ? ['email'] : []
  return [...push, ...email, 'app']
}
