import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addDays, addWeeks } from '@/domain/calendar/days'
import { SETTINGS_ID } from '@/schema/settings'
import { anAction, anAlertMark, anAssignment, anId, aTask, someReminderPreferences } from '@tests/builders/records'
import { until } from './a-listener'
import { aMailSink, type MailSink } from './a-mail-sink'
import { anEvenCalendar, BEFORE, dayOf, mailsTo, mailTo, moment, startAt, WEEK, weekIs } from './a-reminding'
import { aServer, type Server } from './a-server'
import { aWorld, change, createOp, P, pushOne, put, type Person, type World } from './a-world'

/** The digest of alerts: sent to who leads, once a calendar week, only where something is new. */

const LATE = anId('late action')
let server: Server
let world: World
let sink: MailSink
let manager: Person
let pmo: Person

beforeAll(async () => {
  sink = await aMailSink()
  server = await aServer({ env: { JALON_REMINDERS_AT: moment(2, '10:00') } })
  world = await aWorld(server)
  ;({ manager, pmo } = world.people)
  await mailTo(server, sink)
  // Only what a test makes is late: the rest of the world is quiet.
  for (const { id } of await rowsOf('actions'))
    await change(server, 'actions', id, { state: 'done', done_on: BEFORE_DAY })
  for (const person of [world.people.anna, world.people.bruno]) {
    for (const week of [addWeeks(BEFORE, -1), BEFORE, WEEK, addWeeks(WEEK, 1)])
      await weekIs(server, person, week, 'submitted')
  }
  const members = await rowsOf('memberships')
  for (const { id, user, project } of members)
    if (project !== P || user === manager.id || user === pmo.id)
      await change(server, 'memberships', id, { allocation: 0 })
  await put(server, 'actions', lateAction(LATE, 'Book the <crane>', 10))
})
afterAll(() => Promise.all([server.stop(), sink.close()]))

const BEFORE_DAY = addDays(dayOf(1), -20)
const lateAction = (id: string, title: string, days: number) =>
  anAction({ id, project: P, title, owner: world.people.anna.id, author: pmo.id, due: addDays(dayOf(2), -days) })

async function rowsOf(coll: string): Promise<{ id: string; user: string; project: string }[]> {
  const { json } = await server.call('GET', `/api/collections/${coll}/records?perPage=500`, undefined, server.admin)
  return (json as { items: { id: string; user: string; project: string }[] }).items
}

beforeEach(async () => {
  for (const person of [manager, pmo]) await anEvenCalendar(server, person, { alerts_off: person === pmo })
})
afterEach(async () => {
  sink.mood = 'take'
  sink.mails.length = 0
  await change(server, 'users', manager.id, { language: 'fr' })
  await change(server, 'settings', SETTINGS_ID, { alerts: null, reminders_off: false })
})

/** Starts at a moment with nothing told before. */
async function afresh(at: string): Promise<void> {
  await startAt(server, at)
  for (const { id } of await rowsOf('alert_digests'))
    await server.call('DELETE', `/api/collections/alert_digests/records/${id}`, undefined, server.admin)
}

let runs = 0
/** Runs the cron and waits until it is through: the last one by id leads a project of their own with something late in it. */
async function digestAll(): Promise<void> {
  runs += 1
  const id = `zzzz${String(runs).padStart(11, '0')}`
  const email = `${id}@people.example`
  const account = { id, email, name: id, password: 'another long password', passwordConfirm: 'another long password' }
  const any = { zone: 'UTC', from_minute: 0, to_minute: 1440, weekly_cap: 7 }
  await put(server, 'users', { ...account, holiday_zone: 'nowhere', week_pattern: Array(7).fill(1000), verified: true })
  await put(server, 'projects', { id, code: id.slice(-8), name: id, state: 'active', color: 0 })
  await put(server, 'memberships', { id: anId(id), project: id, user: id, role: 'pmo', allocation: 0 })
  await put(server, 'reminder_preferences', someReminderPreferences({ user: id, ...any }))
  await put(server, 'actions', { ...lateAction(anId(`late ${id}`), 'Witness', 30), project: id, owner: id, author: id })
  const mood = sink.mood
  sink.mood = 'take'
  await runDigest()
  await until(() => sink.mails.find(({ to }) => to.includes(email)))
  sink.mood = mood
  // Nobody is told of it again.
  await change(server, 'projects', id, { state: 'closed' })
}

async function runDigest(): Promise<void> {
  const { status, text } = await server.call('POST', '/api/crons/digest', undefined, server.admin)
  if (status !== 204) throw new Error(`cron: ${status} ${text}`)
}

describe('a digest', () => {
  test('tells who leads, in their language, with the way to the alerts and the way to stop; names are text (threat 26)', async () => {
    await change(server, 'users', manager.id, { language: 'en' })
    await afresh(moment(2, '10:00'))
    await digestAll()
    const [mail] = mailsTo(sink, manager)
    expect(mail!.subject).toBe('Jalon: 1 point to look at')
    expect(mail!.text).toContain('Book the <crane>: due on')
    expect(mail!.text).toContain(', 10 days ago')
    expect(mail!.text).toContain('https://jalon.example/alerts')
    expect(mail!.text).toContain('https://jalon.example/me#reminders')
    expect(mail!.raw.replace(/=\r\n/g, '')).toContain('Book the &lt;crane&gt;')
    await change(server, 'users', manager.id, { language: 'fr' })
    await afresh(moment(3, '10:00'))
    await digestAll()
    expect(mailsTo(sink, manager)[1]!.subject).toBe('Jalon : 1 point à regarder')
    expect(mailsTo(sink, manager)[1]!.text).toContain('Book the <crane> : échéance du')
  })

  test('goes to nobody who leads nothing, nor to who does without it', async () => {
    await afresh(moment(2, '10:00'))
    await digestAll()
    expect(mailsTo(sink, manager)).toHaveLength(1)
    for (const person of [world.people.anna, world.people.sponsor, world.people.stranger, pmo])
      expect(mailsTo(sink, person)).toEqual([])
  })

  test('leaves once in a week, however often the cron runs, in two at once and after a restart', async () => {
    await afresh(moment(2, '10:00'))
    await Promise.all([digestAll(), runDigest(), runDigest()])
    await startAt(server, moment(2, '10:30'))
    await digestAll()
    await startAt(server, moment(4, '15:00'))
    await digestAll()
    expect(mailsTo(sink, manager)).toHaveLength(1)
  })

  test('says nothing the week after where nothing is new, and speaks again when it got worse', async () => {
    await afresh(moment(2, '10:00'))
    await digestAll()
    const next = (weekday: number) => `${addDays(dayOf(weekday), 7)}T10:00:00Z`
    await change(server, 'actions', LATE, { due: addDays(dayOf(2), -3) })
    await startAt(server, next(2))
    await digestAll()
    expect(mailsTo(sink, manager)).toHaveLength(1)
    await change(server, 'actions', LATE, { due: addDays(dayOf(2), -10) })
    await digestAll()
    expect(mailsTo(sink, manager)).toHaveLength(2)
    expect(mailsTo(sink, manager)[1]!.text).toContain('17')
  })

  test('leaves out what the person set aside, until it is worse', async () => {
    await afresh(moment(2, '10:00'))
    const mark = anAlertMark({ user: manager.id, alert: `overdue-action:${LATE}`, level: 1 })
    expect(await pushOne(server, manager.token, createOp('alert_marks', mark, `u:${manager.id}`))).toBe(1)
    await digestAll()
    expect(mailsTo(sink, manager)).toEqual([])
    await change(server, 'alert_marks', mark.id, { level: 0 })
    await digestAll()
    expect(mailsTo(sink, manager)).toHaveLength(1)
    await server.call('DELETE', `/api/collections/alert_marks/records/${mark.id}`, undefined, server.admin)
  })

  test('keeps to the hours, the quiet days, the pause and the number of messages of the person', async () => {
    const quiet = async (choices: object, at = moment(2, '10:00')) => {
      await anEvenCalendar(server, manager, choices)
      await afresh(at)
      await digestAll()
      return mailsTo(sink, manager)
    }
    expect(await quiet({}, moment(2, '07:00'))).toEqual([])
    expect(await quiet({}, moment(6, '10:00'))).toEqual([])
    expect(await quiet({ quiet_days: [2] })).toEqual([])
    expect(await quiet({ snoozed_until: dayOf(5) })).toEqual([])
    expect(await quiet({ by_email: false })).toEqual([])
    expect(await quiet({ off: true })).toEqual([])
    await put(server, 'reminders', {
      id: anId('a reminder of this week'),
      user: manager.id,
      week: BEFORE,
      n: 1,
      day: dayOf(1),
      channel: 'email',
      tone: 'neutral',
      outcome: 'sent',
    })
    expect(await quiet({ weekly_cap: 1 })).toEqual([])
    expect(await quiet({ weekly_cap: 2 }, moment(1, '15:00'))).toEqual([])
    expect(await quiet({ weekly_cap: 2 })).toHaveLength(1)
  })

  test('is sent to nobody where the organisation does without it, or without reminders', async () => {
    for (const fields of [
      { alerts: { digest_off: true } },
      { reminders_off: true },
      { alerts: { off: ['overdue-action'] } },
    ]) {
      await afresh(moment(2, '10:00'))
      await change(server, 'settings', SETTINGS_ID, fields)
      await runDigest()
      await new Promise((resolve) => setTimeout(resolve, 400))
      expect(mailsTo(sink, manager)).toEqual([])
      await change(server, 'settings', SETTINGS_ID, { alerts: null, reminders_off: false })
    }
  })

  test('that the server was killed over is lost, and never told twice', async () => {
    await afresh(moment(2, '10:00'))
    sink.mood = 'hang after'
    const hanging = sink.hanging
    await runDigest()
    await until(() => (sink.hanging > hanging ? true : undefined))
    sink.mood = 'take'
    await startAt(server, moment(2, '11:00'))
    await digestAll()
    expect(mailsTo(sink, manager)).toHaveLength(1)
  })
})

describe('what the server finds', () => {
  test('is what the rules find: a slip, an imposed date, efforts, and who has too much planned', async () => {
    const milestone = aTask({
      id: anId('a late milestone'),
      project: P,
      kind: 'milestone',
      name: 'Opening',
      baseline_on: dayOf(1),
      forecast_on: addDays(dayOf(1), 40),
      imposed_on: addDays(dayOf(1), 30),
    })
    const heavy = aTask({
      id: anId('a heavy task'),
      project: P,
      name: 'Heavy',
      original_effort: 5000,
      starts_on: addDays(dayOf(1), 7),
      ends_on: addDays(dayOf(1), 11),
    })
    await put(server, 'tasks', milestone)
    await put(server, 'tasks', heavy)
    await put(
      server,
      'assignments',
      anAssignment({ project: P, task: heavy.id, user: world.people.anna.id, effort: 12_000 }),
    )
    await afresh(moment(2, '10:00'))
    await digestAll()
    const [mail] = mailsTo(sink, manager)
    for (const words of [
      'Opening : prévu 10 jours après la date imposée',
      'Heavy : atterrissage 7 j au-dessus du budget (+140 %)',
      'anna : 240 % de la capacité planifiés en semaine',
    ])
      expect(mail!.text).toContain(words)
    expect(mail!.text.indexOf('À décider')).toBeLessThan(mail!.text.indexOf('Opening'))
  })

  test('is a number of weeks to be completed, and no name', async () => {
    await weekIs(server, world.people.anna, BEFORE, 'open')
    await afresh(moment(2, '10:00'))
    await digestAll()
    const { text } = mailsTo(sink, manager)[0]!
    expect(text).toContain(`Semaine ${Number(BEFORE.slice(6))} : 1 semaine à compléter`)
    expect(/.*Semaine \d.*/.exec(text)![0]).not.toMatch(/anna|bruno/)
    await weekIs(server, world.people.anna, BEFORE, 'submitted')
  })
})
