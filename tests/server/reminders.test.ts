import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { anAbsence, someReminderPreferences } from '@tests/builders/records'
import { until } from './a-listener'
import { aMailSink, type MailSink } from './a-mail-sink'
import { aBrowser, aPushService, claimsOf, type PushService } from './a-push-service'
import {
  anEvenCalendar,
  BEFORE,
  dayOf,
  mailArrived,
  mailsTo,
  mailTo,
  moment,
  outcomeOf,
  remindAll,
  remindersOf,
  runCron,
  startAt,
  WEEK,
  weekIs,
} from './a-reminding'
import { aServer, type Server } from './a-server'
import { aWorld, change, changesOf, P, put, stored, type Person, type World } from './a-world'

let server: Server
let world: World
let sink: MailSink
let service: PushService
let anna: Person
let bruno: Person

beforeAll(async () => {
  ;[sink, service] = await Promise.all([aMailSink(), aPushService()])
  server = await aServer({ env: { JALON_PUSH_ORIGINS: service.origin, JALON_REMINDERS_AT: moment(3, '12:00') } })
  world = await aWorld(server)
  ;({ anna, bruno } = world.people)
  await mailTo(server, sink)
})
afterAll(() => Promise.all([server.stop(), sink.close(), service.close()]))

beforeEach(async () => {
  for (const person of [anna, bruno]) {
    await anEvenCalendar(server, person)
    await weekIs(server, person, BEFORE, 'submitted')
    await weekIs(server, person, WEEK, 'open')
  }
})
afterEach(async () => {
  sink.mood = 'take'
  service.status = 201
  sink.mails.length = service.arrived.length = 0
  for (const person of [anna, bruno])
    for (const { id } of await remindersOf(server, person.id))
      await server.call('DELETE', `/api/collections/reminders/records/${id}`, undefined, server.admin)
})

const subscribe = (person: Person, browser: ReturnType<typeof aBrowser>, device = 'device000000001') =>
  server.call('POST', '/api/jalon/push', { device, ...browser.subscription }, person.token)
const stop = (person: Person, browser: ReturnType<typeof aBrowser>) =>
  server.call('POST', '/api/jalon/push/stop', { endpoint: browser.subscription.endpoint }, person.token)

describe('the clock', () => {
  const schedulesOf = async (one: Server) => {
    const { json } = await one.call('GET', '/api/crons', undefined, one.admin)
    const crons = (json as { id: string; expression: string }[]).filter(({ id }) => ['remind', 'digest'].includes(id))
    return Object.fromEntries(crons.map(({ id, expression }) => [id, expression]))
  }

  test('at a chosen moment nothing runs by itself: what happens is what was started by hand', async () => {
    expect(await schedulesOf(server)).toEqual({ remind: '0 0 31 2 *', digest: '0 0 31 2 *' })
  })

  test('else reminders go every five minutes, and what wants a decision twice an hour', async () => {
    const ordinary = await aServer()
    expect(await schedulesOf(ordinary)).toEqual({ remind: '*/5 * * * *', digest: '12,42 * * * *' })
    await ordinary.stop()
  })
})

describe('by e-mail', () => {
  test('one message, in the language of the person, which opens the week and says how to stop', async () => {
    await change(server, 'users', bruno.id, { language: 'en' })
    await startAt(server, moment(5, '17:00'))
    await remindAll(server)
    const french = await mailArrived(sink, anna)
    const number = Number(WEEK.slice(6))
    expect(french.subject).toBe(`Votre semaine ${number} dans Jalon`)
    expect(french.text).toContain(`La semaine ${number} n'est pas encore marquée complète.`)
    expect(french.text).toContain(`https://jalon.example/week?week=${WEEK}`)
    expect(french.text).toContain('Changer ou arrêter les rappels\r\nhttps://jalon.example/me#reminders')
    expect((await mailArrived(sink, bruno)).subject).toBe(`Your week ${number} in Jalon`)
    await outcomeOf(server, anna.id, 'sent')
    expect(await remindersOf(server, anna.id)).toMatchObject([
      { week: WEEK, n: 1, day: dayOf(5), channel: 'email', tone: 'neutral', outcome: 'sent' },
    ])
  })

  test('again and again the same evening: still one', async () => {
    await startAt(server, moment(5, '17:00'))
    await Promise.all([remindAll(server), runCron(server), runCron(server)])
    await startAt(server, moment(5, '17:40'))
    await remindAll(server)
    expect(mailsTo(sink, anna)).toHaveLength(1)
    expect(await remindersOf(server, anna.id)).toHaveLength(1)
  })

  test('on the next working morning a second one, and then no more', async () => {
    await weekIs(server, anna, BEFORE, 'open')
    await startAt(server, moment(1, '09:05'))
    await remindAll(server)
    for (const at of [moment(1, '15:00'), moment(2, '09:05'), moment(3, '09:05')]) {
      await startAt(server, at)
      await remindAll(server)
    }
    expect(await remindersOf(server, anna.id)).toMatchObject([{ week: BEFORE, n: 1, day: dayOf(1) }])
    expect(mailsTo(sink, anna)).toHaveLength(1)
  })

  test('a name is text, in the message too (threat 26)', async () => {
    await change(server, 'users', anna.id, { name: '<script>alert(1)</script>' })
    await anEvenCalendar(server, anna, { tone: 'warm' })
    await startAt(server, moment(5, '17:00'))
    await remindAll(server)
    const { raw } = await mailArrived(sink, anna)
    expect(raw.replace(/=\r\n/g, '')).toContain('&lt;script&gt;')
    expect(raw).not.toMatch(/text\/html[^]*<script/)
    await change(server, 'users', anna.id, { name: 'anna' })
  })
})

describe('nobody is reminded', () => {
  const notAnna = async (at: string) => {
    await startAt(server, at)
    await remindAll(server)
    expect(await remindersOf(server, anna.id)).toEqual([])
    expect(mailsTo(sink, anna)).toEqual([])
  }

  test('who submitted; and who was sent the week back is asked again', async () => {
    await weekIs(server, anna, WEEK, 'submitted')
    await notAnna(moment(5, '17:00'))
    await weekIs(server, anna, WEEK, 'open')
    await remindAll(server)
    expect(await remindersOf(server, anna.id)).toHaveLength(1)
  })

  test('on a day of leave: the week is asked for on the last day before it, and training changes nothing', async () => {
    const day = dayOf(5)
    await put(server, 'absences', anAbsence({ user: anna.id, day, kind: 'leave', effort: 1000 }))
    await put(server, 'absences', anAbsence({ user: bruno.id, day, kind: 'training', effort: 1000 }))
    await notAnna(moment(5, '17:00'))
    expect(await remindersOf(server, bruno.id)).toHaveLength(1)
    await startAt(server, moment(4, '17:00'))
    await remindAll(server)
    expect(await remindersOf(server, anna.id)).toMatchObject([{ week: WEEK, day: dayOf(4) }])
    await change(server, 'absences', anAbsence({ user: anna.id, day, kind: 'leave' }).id, { effort: 0 })
  })

  test('outside their hours, which are those of their own clock', async () => {
    await anEvenCalendar(server, anna, { zone: 'Indian/Reunion' })
    await notAnna(moment(5, '17:00'))
    expect(await remindersOf(server, bruno.id)).toHaveLength(1)
    // Half past five in the afternoon there.
    await startAt(server, moment(5, '13:30'))
    await remindAll(server)
    expect(await remindersOf(server, anna.id)).toHaveLength(1)
  })

  test('on a quiet day, during a pause, or who turned it off', async () => {
    for (const choices of [{ quiet_days: [5] }, { snoozed_until: dayOf(6) }, { off: true }]) {
      await anEvenCalendar(server, anna, choices)
      await notAnna(moment(5, '17:00'))
    }
  })

  test('who does not work on that day, has no project any more, or only reads', async () => {
    await change(server, 'users', anna.id, { week_pattern: [1000, 1000, 1000, 1000, 0, 0, 0] })
    await notAnna(moment(5, '17:00'))
    await change(server, 'users', anna.id, { week_pattern: [1000, 1000, 1000, 1000, 1000, 0, 0] })
    for (const name of ['sponsor', 'office', 'newcomer', 'stranger'] as const)
      expect(await remindersOf(server, world.people[name].id)).toEqual([])
    await change(server, 'projects', P, { state: 'closed' })
    await notAnna(moment(5, '17:00'))
    await change(server, 'projects', P, { state: 'active' })
    await remindAll(server)
    expect(await remindersOf(server, anna.id)).toHaveLength(1)
  })

  test('when the organisation turned reminders off', async () => {
    const settings = 'settings0000000'
    await change(server, 'settings', settings, { reminders_off: true })
    await startAt(server, moment(5, '17:00'))
    await runCron(server)
    // Nobody is there to tell that it is through: it takes some ten milliseconds.
    await new Promise((resolve) => setTimeout(resolve, 500))
    await change(server, 'settings', settings, { reminders_off: false })
    expect(await stored(server, 'settings', settings)).toMatchObject({ reminders_off: false })
    expect(await remindersOf(server, anna.id)).toEqual([])
  })
})

describe('by push', () => {
  test('one encrypted, signed message to each browser, gone before the night', async () => {
    const [phone, desk] = [aBrowser(service, 'phone'), aBrowser(service, 'desk')]
    expect((await subscribe(anna, phone)).status).toBe(200)
    expect((await subscribe(anna, desk, 'device000000002')).status).toBe(200)
    await startAt(server, moment(5, '17:00'))
    await remindAll(server)
    await until(() => (service.arrived.length === 2 ? true : undefined))
    const arrived = service.arrived.find(({ path }) => path === '/to/phone')!
    expect(phone.open(arrived.body)).toMatchObject({
      week: WEEK,
      language: 'fr',
      title: `Semaine ${Number(WEEK.slice(6))}`,
    })
    const { key } = (await server.call('GET', '/api/jalon/push', undefined, anna.token)).json as { key: string }
    const note = claimsOf(String(arrived.headers['authorization']))!
    expect(note).toMatchObject({ key, claims: { aud: service.origin, sub: 'mailto:pmo@office.example' } })
    expect(Number(note.claims['exp']) - Date.now() / 1000).toBeLessThan(24 * 3600)
    expect(arrived.headers).toMatchObject({ ttl: '3600', topic: WEEK, 'content-encoding': 'aes128gcm' })
    await outcomeOf(server, anna.id, 'sent')
    expect(await remindersOf(server, anna.id)).toMatchObject([{ channel: 'push', outcome: 'sent' }])
    expect(mailsTo(sink, anna)).toEqual([])
    await Promise.all([stop(anna, phone), stop(anna, desk)])
  })

  test('a browser that is gone is forgotten, and the message goes by e-mail', async () => {
    await subscribe(anna, aBrowser(service, 'old'))
    service.status = 410
    await startAt(server, moment(5, '17:00'))
    await remindAll(server)
    await mailArrived(sink, anna)
    await outcomeOf(server, anna.id, 'sent')
    expect(await remindersOf(server, anna.id)).toMatchObject([{ channel: 'email', outcome: 'sent' }])
    service.status = 201
    service.arrived.length = 0
    await weekIs(server, anna, BEFORE, 'open')
    await startAt(server, moment(4, '09:30'))
    await remindAll(server)
    await outcomeOf(server, anna.id, 'sent')
    expect(service.arrived).toEqual([])
  })

  test('the key pair is made once and survives a new start', async () => {
    const ask = async () =>
      ((await server.call('GET', '/api/jalon/push', undefined, bruno.token)).json as { key: string }).key
    const first = await ask()
    expect(Buffer.from(first, 'base64url')).toHaveLength(65)
    await startAt(server, moment(3, '12:00'))
    expect(await ask()).toBe(first)
  })
})

describe('never twice', () => {
  test.each([
    ['before it has the message', 'hang before'],
    ['when it has the message and did not say so', 'hang after'],
  ] as const)('killed while the mail server hangs %s', async (_when, mood) => {
    sink.mood = mood
    const hanging = sink.hanging
    await startAt(server, moment(5, '17:00'))
    await runCron(server)
    await until(() => (sink.hanging > hanging ? true : undefined))
    await server.kill()
    sink.mood = 'take'
    const mails = () => mailsTo(sink, anna).length + mailsTo(sink, bruno).length
    const left = mails()
    await startAt(server, moment(5, '17:20'))
    await remindAll(server)
    await startAt(server, moment(5, '17:40'))
    await remindAll(server)
    const all = [...(await remindersOf(server, anna.id)), ...(await remindersOf(server, bruno.id))]
    expect(all.map(({ outcome }) => outcome).toSorted()).toEqual(['sent', 'unknown'])
    // The one that hung is not sent again; the other person's is sent for the first time.
    expect(mails()).toBe(left + 1)
    expect(mailsTo(sink, anna).length).toBeLessThan(2)
    expect(mailsTo(sink, bruno).length).toBeLessThan(2)
  })

  test('what nobody takes is not tried for ever', async () => {
    sink.mood = 'refuse'
    await anEvenCalendar(server, anna, { by_app: false })
    await startAt(server, moment(5, '17:00'))
    await remindAll(server)
    await outcomeOf(server, anna.id, 'failed')
    sink.mood = 'take'
    await remindAll(server)
    expect(mailsTo(sink, anna)).toEqual([])
  })
})

test('what was sent travels to the person and to those who lead a project of theirs', async () => {
  await startAt(server, moment(5, '17:00'))
  await remindAll(server)
  const [{ id } = { id: '' }] = await remindersOf(server, anna.id)
  const seenBy = async (person: Person, scope: string) =>
    (await changesOf(server, person.token, scope)).rows.some((row) => row.coll === 'reminders' && row.id === id)
  expect(await seenBy(anna, `u:${anna.id}`)).toBe(true)
  expect(await seenBy(world.people.manager, P)).toBe(true)
  expect(await seenBy(bruno, P)).toBe(false)
  expect(await seenBy(world.people.sponsor, P)).toBe(false)
  const mine = someReminderPreferences({ user: anna.id })
  const all = await changesOf(server, world.people.manager.token, P)
  expect(all.rows.some((row) => row.id === mine.id)).toBe(false)
})
