import { SETTINGS_ID } from '@/schema/settings'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '@/domain/calendar/days'
import { aFlag, aProject, aTask, aTimeEntry, anId } from '@tests/builders/records'
import { aServer, type Server } from './a-server'
import {
  anOp,
  aWorld,
  change,
  createOp,
  DEVICE,
  newBatchId,
  P,
  push,
  pushOne,
  pushRaw,
  put,
  snapshotOf,
  stored,
  TASK,
  type World,
} from './a-world'

/** Rows 12 to 14, 22, 23 and 25 of the threat table: values, days, bodies, texts, origins. */

let server: Server
let world: World
beforeAll(async () => {
  server = await aServer()
  world = await aWorld(server)
})
afterAll(() => server.stop())

const TODAY = new Date().toISOString().slice(0, 10)
const entry = (fields: object) => ({
  ...aTimeEntry({ project: P, task: TASK, user: world.people.anna.id, day: '2026-10-05' }),
  ...fields,
})
const entryOn = (day: string, fields = {}) =>
  aTimeEntry({ project: P, task: TASK, user: world.people.anna.id, day, ...fields })
const send = (row: { id: string }) => pushOne(server, world.people.anna.token, createOp('time_entries', row, P))
const organisation = (fields: object) => change(server, 'settings', 'settings0000000', fields)

describe('threat 12: an effort is a whole number of thousandths of a day, 0 to 1000, a multiple of the step', () => {
  test.each([-1, 1000.1, 1001, 0.1, 1e308, '500', '1,5', null, true, [500], { $gt: 0 }])(
    '%j is refused',
    async (effort) => {
      expect(await send(entry({ effort }))).toMatchObject({ e: 'invalid', field: 'effort' })
    },
  )

  test('a missing effort is refused', async () => {
    const { effort: _left, ...rest } = entry({})
    expect(await send(rest)).toMatchObject({ e: 'invalid', field: 'effort' })
  })

  test('NaN is no JSON: the batch as a whole is refused', async () => {
    const text = JSON.stringify({
      batch: newBatchId(),
      device: DEVICE,
      waiting: 0,
      ops: [createOp('time_entries', entry({}), P)],
    })
    const headers = { 'content-type': 'application/json', authorization: world.people.anna.token }
    const body = text.replace('"effort":500', '"effort":NaN')
    expect((await server.send('/api/sync/push', { method: 'POST', headers, body })).status).toBe(400)
  })

  test('0 takes a day back and keeps the row', async () => {
    const row = entryOn('2026-10-06', { effort: 0 })
    expect(await send(row)).toBe(1)
    expect(await stored(server, 'time_entries', row.id)).toMatchObject({ effort: 0 })
  })

  test('ten tenths of a day are one day exactly', async () => {
    await organisation({ entry_step: 100 })
    const task = aTask({ id: anId('tenths'), project: P })
    await put(server, 'tasks', task)
    for (let day = 0; day < 10; day++) {
      const row = aTimeEntry({
        project: P,
        task: task.id,
        user: world.people.anna.id,
        day: addDays('2026-09-01', day),
        effort: 100,
      })
      expect(await send(row)).toBe(1)
    }
    expect(await stored(server, 'task_totals', task.id)).toMatchObject({ actuals: 1000 })
    await organisation({ entry_step: 250 })
  })
})

test('threat 13: two entries that make a day too long, sent at once: one is kept, never both', async () => {
  await organisation({ day_limit: 1000 })
  const { id: user, token } = world.people.anna
  const [one, other] = [anId('day one'), anId('day other')]
  for (const id of [one, other]) await put(server, 'tasks', aTask({ id, project: P }))
  for (let round = 0; round < 20; round++) {
    const day = addDays('2024-01-01', round)
    const ops = [one, other].map((task) =>
      createOp('time_entries', aTimeEntry({ project: P, task, user, day, effort: 750 }), P),
    )
    const results = await Promise.all(ops.map((op) => pushOne(server, token, op)))
    expect(results.filter((result) => result === 1)).toHaveLength(1)
    expect(results).toContainEqual({ e: 'invalid', code: 'day-limit', field: 'effort' })
  }
  await organisation({ day_limit: 0 })
})

describe('threat 14: a day exists, is between 2000 and a year ahead, and not in a closed period', () => {
  test.each(['2026-02-30', '0001-01-01', '9999-12-31', '2026-2-3', '', 'today', '1999-12-31'])(
    '%j is refused',
    async (day) => {
      const made = { ...entry({ day }), id: anId(`day ${day}`) }
      expect(await send(made)).toMatchObject({ e: 'invalid' })
    },
  )

  test('a year ahead is kept, two days more are not', async () => {
    expect(await send(entryOn(addDays(TODAY, 366)))).toBe(1)
    expect(await send(entryOn(addDays(TODAY, 368)))).toEqual({ e: 'invalid', code: 'day-out-of-range', field: 'day' })
  })

  test('after the end of the task is kept: late work is a fact', async () => {
    const task = aTask({ id: anId('ended'), project: P, ends_on: '2026-01-31' })
    await put(server, 'tasks', task)
    expect(await send(aTimeEntry({ project: P, task: task.id, user: world.people.anna.id, day: '2026-03-02' }))).toBe(1)
  })

  test('in a closed period nothing is changed; what arrives late is kept and marked, or refused where closings are strict', async () => {
    const row = entryOn('2025-03-03')
    expect(await send(row)).toBe(1)
    await change(server, 'projects', P, { closed_through: '2025-03-31' })
    const closed = { e: 'invalid', code: 'closed-period', field: 'day' }
    const late = entryOn('2025-03-04')
    expect(await send(late)).toBe(1)
    expect(await stored(server, 'time_entries', late.id)).toMatchObject({ late: true, effort: 500 })
    expect(await stored(server, 'time_entries', row.id)).toMatchObject({ late: false })
    await change(server, 'settings', SETTINGS_ID, { closing_strict: true })
    expect(await send(entryOn('2025-03-05'))).toEqual(closed)
    await change(server, 'settings', SETTINGS_ID, { closing_strict: false })
    const edit = anOp({
      op: 'patch',
      coll: 'time_entries',
      id: row.id,
      scope: P,
      fields: { effort: 0 },
      base: { effort: 500 },
    })
    expect(await pushOne(server, world.people.anna.token, edit)).toEqual(closed)
    await change(server, 'projects', P, { closed_through: '' })
  })

  test('a task that is done takes corrections, and no new days', async () => {
    const task = aTask({ id: anId('done'), project: P })
    await put(server, 'tasks', task)
    const row = aTimeEntry({ project: P, task: task.id, user: world.people.anna.id, day: '2026-05-04' })
    await send(row)
    await change(server, 'tasks', task.id, { state: 'done' })
    const edit = anOp({
      op: 'patch',
      coll: 'time_entries',
      id: row.id,
      scope: P,
      fields: { effort: 250 },
      base: { effort: 500 },
    })
    expect(await pushOne(server, world.people.anna.token, edit)).toBe(1)
    const late = aTimeEntry({ project: P, task: task.id, user: world.people.anna.id, day: '2026-05-05' })
    expect(await send(late)).toEqual({ e: 'invalid', code: 'task-done', field: 'task' })
  })
})

describe('threat 22: a hostile body is refused, pollutes nothing and leaves the server alive', () => {
  const post = (body: string, type = 'application/json') =>
    server.send('/api/sync/push', {
      method: 'POST',
      headers: { 'content-type': type, authorization: world.people.anna.token },
      body,
    })
  const around = (ops: string) => `{"batch":"${newBatchId()}","device":"${DEVICE}","waiting":0,"ops":${ops}}`
  afterAll(async () => {
    expect((await server.call('GET', '/api/jalon/health')).status).toBe(200)
    expect(await send(entryOn('2026-12-01'))).toBe(1)
  })

  test.each(['__proto__', 'constructor', 'prototype', 'toString'])('a field named %s', async (name) => {
    const row = entryOn('2026-12-02')
    const op = JSON.stringify(createOp('time_entries', row, P)).replace('"comment":""', `"${name}":{"office":true}`)
    const { json } = await post(around(`[${op}]`))
    expect((json as { results: unknown[] }).results).toMatchObject([{ e: 'invalid' }])
    expect(await stored(server, 'time_entries', row.id)).toBe(null)
  })

  test('a collection named like an inherited property', async () => {
    for (const coll of ['__proto__', 'constructor', '_superusers', 'sync_log'])
      expect(await pushOne(server, world.people.pmo.token, createOp(coll, { id: anId('x') }, P))).toMatchObject({
        e: 'denied',
      })
  })

  test('the same key twice: the last one counts, as in all of JSON, and it is checked', async () => {
    const op = JSON.stringify(createOp('time_entries', entryOn('2026-12-03'), P)).replace(
      '"effort":500',
      '"effort":500,"effort":333',
    )
    expect(((await post(around(`[${op}]`))).json as { results: unknown[] }).results).toMatchObject([
      { code: 'entry-step' },
    ])
  })

  test.each([
    ['10 MB', () => around(`["${'x'.repeat(10_000_000)}"]`)],
    ['a depth of 100,000', () => around(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)],
    ['half a message', () => around('[').slice(0, -1)],
    ['nothing', () => ''],
    [
      '501 operations',
      () =>
        around(JSON.stringify(Array.from({ length: 501 }, () => createOp('time_entries', entryOn('2026-12-04'), P)))),
    ],
  ])('%s', async (_name, body) => {
    const { status } = await post(body())
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx'])(
    'a body that says it is %s',
    async (type) => {
      expect((await post(around('[]'), type)).status).toBe(400)
    },
  )
})

describe('threat 23: texts are stored as they are, and ids travel as parameters', () => {
  test.each([
    `name="' || 1=1 || '"`,
    "'; DROP TABLE time_entries; --",
    '%00',
    '\u0000',
    '{:id}',
    '"\\',
    '<b>x</b>',
    '=1+1',
    "l'été",
  ])('%j', async (text) => {
    const { anna, pmo } = world.people
    const flag = { ...aFlag({ project: P, author: anna.id, sentence: text }), id: anId(`flag ${text}`) }
    expect(await pushOne(server, anna.token, createOp('flags', flag, P))).toBe(1)
    expect(await stored(server, 'flags', flag.id)).toMatchObject({ sentence: text })
    const travelled = (await snapshotOf(server, pmo.token, P))?.find(({ id }) => id === flag.id)
    expect(travelled?.row).toMatchObject({ sentence: text })
  })

  test.each(["' OR 1=1 --", 'x" OR "1"="1', '%', '*'])('an id or a scope of %j', async (text) => {
    const ops = [anOp({ op: 'delete', coll: 'tasks', id: text, scope: P })]
    expect((await pushRaw(server, world.people.pmo.token, ops)).status).toBe(400)
    const request = { device: DEVICE, scope: text, after: '', from: '', limit: 10 }
    expect((await server.call('POST', '/api/sync/snapshot', request, world.people.pmo.token)).status).toBe(400)
  })

  test('a snapshot continued from a forged place shows no more than it may', async () => {
    const request = { device: DEVICE, scope: P, after: `time_entries~~' OR 1=1 --`, from: `' OR 1=1 --`, limit: 100 }
    const { json } = await server.call('POST', '/api/sync/snapshot', request, world.people.anna.token)
    const rows = (json as { rows: { coll: string; row: { user?: string } }[] }).rows
    expect(rows.filter(({ coll, row }) => coll === 'time_entries' && row.user !== world.people.anna.id)).toEqual([])
  })
})

test.each(['https://evil.example', 'null'])('threat 25: a page of %s gets no access to any route', async (origin) => {
  for (const path of ['/api/sync/whoami', '/api/jalon/health', '/api/collections/users/records', '/'])
    for (const method of ['GET', 'OPTIONS']) {
      const headers = { origin, authorization: world.people.anna.token, 'access-control-request-method': 'POST' }
      const reply = await server.send(path, { method, headers })
      expect(reply.headers.get('access-control-allow-origin')).toBe(null)
    }
})

describe('offline rows, the side of the server', () => {
  test('threat 40: 200 entries made offline arrive in one batch, in order, none twice', async () => {
    const days = Array.from({ length: 200 }, (_, index) => addDays('2021-01-01', index))
    const batch = newBatchId()
    const ops = days.map((day) => createOp('time_entries', entryOn(day), P))
    const first = await push(server, world.people.anna.token, ops, batch)
    expect(first.results).toEqual(days.map(() => 1))
    expect(await push(server, world.people.anna.token, ops, batch)).toEqual(first)
  })

  test('threat 43: without a valid token nothing is looked at; a batch kept for one person is refused to another', async () => {
    const { anna, bruno } = world.people
    const ops = [createOp('time_entries', entryOn('2022-01-03'), P)]
    const batch = newBatchId()
    expect((await pushRaw(server, 'expired', ops, batch)).status).toBe(401)
    expect(await pushOne(server, bruno.token, ops[0]!)).toEqual({ e: 'denied', code: 'not-yours' })
    expect((await push(server, anna.token, ops, batch)).results).toEqual([1])
    expect((await pushRaw(server, bruno.token, ops, batch)).status).toBe(403)
  })

  test('threat 44: one refused record in the middle does not stop the others', async () => {
    const rows = [entryOn('2022-02-01'), { ...entryOn('2022-02-02'), effort: -5 }, entryOn('2022-02-03')]
    const { results } = await push(
      server,
      world.people.anna.token,
      rows.map((row) => createOp('time_entries', row, P)),
    )
    expect(results).toEqual([1, { e: 'invalid', code: 'min', field: 'effort' }, 1])
  })
})

test('a project that is created twice from two places exists once', async () => {
  const project = aProject({ id: anId('twice') })
  const ops = [createOp('projects', project, project.id)]
  const answers = await Promise.all([1, 2].map(() => push(server, world.people.office.token, ops)))
  expect(answers.map(({ results }) => results[0])).toContainEqual(1)
  expect(answers.flatMap(({ results }) => results).filter((result) => result === 1)).toHaveLength(1)
})
