import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anId, aReminder, someReminderPreferences } from '@tests/builders/records'
import { until } from './a-listener'
import { aBrowser, aPushService, type Browser, type PushService } from './a-push-service'
import { anEvenCalendar, BEFORE, moment, outcomeOf, remindAll, startAt, weekIs } from './a-reminding'
import { aServer, type Server } from './a-server'
import { anOp, aWorld, createOp, P, pushOne, stored, type Person, type PersonName, type World } from './a-world'

let server: Server
let world: World
let service: PushService
beforeAll(async () => {
  service = await aPushService()
  server = await aServer({ env: { JALON_PUSH_ORIGINS: service.origin } })
  world = await aWorld(server)
})
afterAll(() => Promise.all([server.stop(), service.close()]))

const post = (path: string, body: object, person?: Person) => server.call('POST', path, body, person?.token)
const subscribe = (person: Person, browser: Browser, change: object = {}) =>
  post('/api/jalon/push', { device: anId('device'), ...browser.subscription, ...change }, person)

describe('threat 43: a subscription', () => {
  test('is for people who are signed in', async () => {
    const { subscription } = aBrowser(service, 'nobody')
    expect((await server.call('GET', '/api/jalon/push')).status).toBe(401)
    expect((await post('/api/jalon/push', { device: anId('device'), ...subscription })).status).toBe(401)
    expect((await post('/api/jalon/push/stop', subscription)).status).toBe(401)
  })

  test('is told to nobody and stopped by nobody else', async () => {
    const { anna, bruno } = world.people
    const phone = aBrowser(service, 'anna')
    expect((await subscribe(anna, phone)).status).toBe(200)
    await post('/api/jalon/push/stop', { endpoint: phone.subscription.endpoint }, bruno)
    for (const name of ['push_subscriptions', 'push_keys'])
      for (const token of [bruno.token, server.admin])
        expect((await server.call('GET', `/api/collections/${name}/records`, undefined, token)).status).toBe(404)
    await anEvenCalendar(server, anna)
    await weekIs(server, anna, BEFORE, 'submitted')
    await startAt(server, moment(5, '17:00'))
    await remindAll(server)
    await until(() => service.arrived.find(({ path }) => path === '/to/anna'))
    await outcomeOf(server, anna.id, 'sent')
  })

  test('of a lent phone is its new user’s alone', async () => {
    const { anna, bruno } = world.people
    const phone = aBrowser(service, 'lent')
    await subscribe(anna, phone)
    await subscribe(bruno, phone)
    service.arrived.length = 0
    for (const person of [anna, bruno]) {
      await anEvenCalendar(server, person)
      await weekIs(server, person, BEFORE, 'open')
    }
    await startAt(server, moment(1, '10:00'))
    await remindAll(server)
    await outcomeOf(server, bruno.id, 'sent')
    expect(service.arrived.filter(({ path }) => path === '/to/lent')).toHaveLength(1)
  })

  test('of one person are ten at most', async () => {
    const { pmo } = world.people
    for (let count = 0; count < 14; count++)
      expect((await subscribe(pmo, aBrowser(service, `pmo${count}`), { device: anId(`device ${count}`) })).status).toBe(
        200,
      )
  })

  test.each([
    'http://127.0.0.1:8090/api/settings',
    'https://169.254.169.254/latest/meta-data',
    'https://10.1.2.3/',
    'https://intranet.example/',
    'https://localhost/',
    'file:///etc/passwd',
  ])('leads nowhere else: %s (ASVS 5.2.6)', async (endpoint) => {
    const { status, json } = await subscribe(world.people.anna, aBrowser(service, 'x'), { endpoint })
    expect([status, json]).toEqual([400, { code: 'bad-value' }])
  })

  test.each([
    ['a point off the curve', { p256dh: Buffer.alloc(65, 4).toString('base64url') }],
    ['a short secret', { auth: 'AAAA' }],
    ['no base64url', { p256dh: '<script>' }],
    ['a device that is none', { device: '../../x' }],
    ['something else', { endpoint: 3 }],
  ])('with %s is refused', async (_what, change) => {
    expect((await subscribe(world.people.anna, aBrowser(service, 'y'), change)).status).toBe(400)
  })

  test('leaves no endpoint, key or address in the logs (ASVS 7.1.1)', async () => {
    await new Promise((resolve) => setTimeout(resolve, 3500))
    const { text } = await server.call('GET', '/api/logs?perPage=500', undefined, server.admin)
    for (const secret of ['/to/', service.origin, 'anna@people.example']) expect(text).not.toContain(secret)
  })
})

describe('threat 3 and 5: the choices', () => {
  const everybody: PersonName[] = ['anna', 'manager', 'pmo', 'sponsor', 'stranger', 'office', 'newcomer']

  test('are made by each person for themselves, whatever their role, and for nobody else', async () => {
    for (const name of everybody) {
      const { id, token } = world.people[name]
      const row = someReminderPreferences({ user: id })
      if (!(await stored(server, 'reminder_preferences', row.id)))
        expect(await pushOne(server, token, createOp('reminder_preferences', row, `u:${id}`))).toBe(1)
      const seen = (await stored(server, 'reminder_preferences', row.id))!
      const patch = { op: 'patch', coll: 'reminder_preferences', id: row.id, scope: `u:${id}` } as const
      const cap = anOp({
        ...patch,
        fields: { weekly_cap: 1, tone: 'warm' },
        base: { weekly_cap: 2, tone: seen['tone'] },
      })
      expect(await pushOne(server, token, cap)).toBe(1)
      const theirs = someReminderPreferences({ user: world.people.bruno.id })
      const scopes = [`u:${theirs.user}`, `u:${id}`, P]
      for (const scope of scopes) {
        const off = anOp({ ...patch, id: theirs.id, scope, fields: { off: true }, base: { off: false } })
        expect(await pushOne(server, token, off)).toMatchObject({
          e: expect.stringMatching(/denied|missing/) as string,
        })
        const made = createOp('reminder_preferences', { ...theirs, off: true }, scope)
        expect(await pushOne(server, token, made)).toMatchObject({ e: 'denied' })
      }
      expect(await stored(server, 'reminder_preferences', theirs.id)).toMatchObject({ off: false })
    }
  })

  test.each([
    ['zone', { zone: 'Nowhere/None' }],
    ['to_minute', { from_minute: 1000, to_minute: 900 }],
    ['quiet_days', { quiet_days: [0, 9] }],
    ['weekly_cap', { weekly_cap: 1000 }],
    ['from_minute', { from_minute: -1 }],
    ['tone', { tone: 'threatening' }],
    ['snoozed_until', { snoozed_until: '2026-02-30' }],
  ])('that make no sense are refused: %s', async (field, fields) => {
    const { id, token } = world.people.bruno
    const row = (await stored(server, 'reminder_preferences', someReminderPreferences({ user: id }).id))!
    const base = Object.fromEntries(Object.keys(fields).map((name) => [name, row[name]]))
    const op = {
      op: 'patch',
      coll: 'reminder_preferences',
      id: String(row['id']),
      scope: `u:${id}`,
      fields,
      base,
    } as const
    expect(await pushOne(server, token, anOp(op))).toMatchObject({ e: 'invalid', field })
  })

  test('and what was sent is written by nobody but the server', async () => {
    for (const name of everybody) {
      const { id, token } = world.people[name]
      const row = aReminder({ user: id, week: '2026-W20' })
      for (const scope of [`u:${id}`, P])
        expect(await pushOne(server, token, createOp('reminders', row, scope))).toMatchObject({ e: 'denied' })
    }
  })
})
