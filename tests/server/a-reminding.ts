import { addDays, addWeeks, mondayOf, weekOf } from '@/domain/calendar/days'
import type { Reminder } from '@/schema/reminder'
import { aMembership, aWeekSheet, someReminderPreferences } from '@tests/builders/records'
import { until } from './a-listener'
import type { MailSink } from './a-mail-sink'
import type { Server } from './a-server'
import { change, PASSWORD, put, Q, stored, type Person } from './a-world'

/** The server reminding at chosen moments, and how a test knows that it is done. */

/** Ahead of the world's memberships: nobody is asked for a week before they came. */
export const WEEK = addWeeks(weekOf(new Date().toISOString().slice(0, 10)), 2)
export const BEFORE = addWeeks(WEEK, -1)
/** By its ISO weekday. */
export const dayOf = (weekday: number) => addDays(mondayOf(WEEK), weekday - 1)

/** Works every day from Monday to Friday, on UTC's clock and without public holidays, so that any date will do. */
export async function anEvenCalendar(server: Server, person: Person, choices: object = {}): Promise<void> {
  await change(server, 'users', person.id, { holiday_zone: 'nowhere' })
  const row = someReminderPreferences({ user: person.id, zone: 'UTC', ...choices })
  if (await stored(server, 'reminder_preferences', row.id)) await change(server, 'reminder_preferences', row.id, row)
  else await put(server, 'reminder_preferences', row)
}

/** A week of somebody, as it stands now. */
export async function weekIs(server: Server, person: Person, week: string, state: 'open' | 'submitted'): Promise<void> {
  const row = aWeekSheet({ user: person.id, week, state })
  if (await stored(server, 'week_sheets', row.id)) await change(server, 'week_sheets', row.id, { state })
  else await put(server, 'week_sheets', row)
}

/** Mails go to the sink. */
export async function mailTo(server: Server, sink: MailSink): Promise<void> {
  const settings = {
    smtp: { enabled: true, host: '127.0.0.1', port: sink.port, tls: false },
    meta: { senderName: 'Jalon', senderAddress: 'pmo@office.example', appURL: 'https://jalon.example' },
  }
  const { status, text } = await server.call('PATCH', '/api/settings', settings, server.admin)
  if (status !== 200) throw new Error(text)
}

/** @example moment(5, '17:00') // Friday of WEEK, five in the afternoon, UTC */
export const moment = (weekday: number, time: string) => `${dayOf(weekday)}T${time}:00Z`

/** A new start of the server, at another moment. */
export async function startAt(server: Server, at: string): Promise<void> {
  await server.kill()
  server.env['JALON_REMINDERS_AT'] = at
  await server.start()
}

export async function runCron(server: Server): Promise<void> {
  const { status, text } = await server.call('POST', '/api/crons/remind', undefined, server.admin)
  if (status !== 204) throw new Error(`cron: ${status} ${text}`)
}

let witnesses = 0

/**
 * Runs the cron and waits until it is through: people are looked at in the order of their ids, and the last one is a newcomer
 * who is due at any working hour.
 */
export async function remindAll(server: Server): Promise<void> {
  witnesses += 1
  const id = `zzzz${String(witnesses).padStart(11, '0')}`
  const account = { id, email: `${id}@people.example`, name: id, password: PASSWORD, passwordConfirm: PASSWORD }
  await put(server, 'users', { ...account, holiday_zone: 'nowhere', week_pattern: Array(7).fill(1000), verified: true })
  await put(server, 'memberships', aMembership({ project: Q, user: id }))
  const any = { zone: 'UTC', from_minute: 0, to_minute: 1440, by_push: false, by_email: false }
  await put(server, 'reminder_preferences', someReminderPreferences({ user: id, ...any }))
  await runCron(server)
  await eventually(server, id)
}

async function eventually(server: Server, user: string): Promise<void> {
  for (let turn = 0; turn < 400; turn++) {
    if ((await remindersOf(server, user)).length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('the cron did not come to its end')
}

/** What was sent to a person in these tests, in the order of weeks; the world's own row left out. */
export async function remindersOf(server: Server, user: string): Promise<Reminder[]> {
  const path = `/api/collections/reminders/records?perPage=500&skipTotal=1&filter=(user='${user}')&sort=week,n`
  const { json } = await server.call('GET', path, undefined, server.admin)
  return (json as { items: Reminder[] }).items.filter(({ week }) => week >= BEFORE)
}

export async function outcomeOf(server: Server, user: string, wanted: Reminder['outcome']): Promise<void> {
  for (let turn = 0; turn < 200; turn++) {
    if ((await remindersOf(server, user)).some(({ outcome }) => outcome === wanted)) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(`no reminder became ${wanted}`)
}

export const mailArrived = (sink: MailSink, person: Person) =>
  until(() => sink.mails.find(({ to }) => to.includes(person.email)))
export const mailsTo = (sink: MailSink, person: Person) => sink.mails.filter(({ to }) => to.includes(person.email))
