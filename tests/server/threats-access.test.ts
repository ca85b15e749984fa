import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aTimeEntry } from '@tests/builders/records'
import { membershipId } from '@/domain/identity/derived-id'
import { aListener, until } from './a-listener'
import { aServer, FIRST_ACCOUNT, type Server } from './a-server'
import {
  anOp,
  aWorld,
  change,
  createOp,
  P,
  push,
  pushOne,
  put,
  Q,
  snapshotOf,
  stored,
  TASK,
  TASK_Q,
  type World,
} from './a-world'

/** Rows 1 to 10 of the threat table, by the stock API and by push. */

let server: Server
let world: World
let theirs: ReturnType<typeof aTimeEntry>
let mine: ReturnType<typeof aTimeEntry>
beforeAll(async () => {
  server = await aServer()
  world = await aWorld(server)
  mine = aTimeEntry({ project: P, task: TASK, user: world.people.anna.id })
  theirs = aTimeEntry({ project: P, task: TASK, user: world.people.bruno.id })
})
afterAll(() => server.stop())

const REFUSED = /^(denied|missing|invalid)$/
const refused = { e: expect.stringMatching(REFUSED) as string }
const recordPath = (coll: string, id = '') => `/api/collections/${coll}/records${id && `/${id}`}`
const patchOp = (id: string, fields: object, base: object, scope = P) =>
  anOp({ op: 'patch', coll: 'time_entries', id, scope, fields: { ...fields }, base: { ...base } })

test("threat 1: a colleague's entry is neither read, changed nor deleted by its id", async () => {
  const { token } = world.people.anna
  const before = await stored(server, 'time_entries', theirs.id)
  expect((await server.call('GET', recordPath('time_entries', theirs.id), undefined, token)).status).toBe(404)
  for (const method of ['PATCH', 'DELETE'])
    expect((await server.call(method, recordPath('time_entries', theirs.id), { effort: 0 }, token)).status).toBe(403)
  const ops = [
    patchOp(theirs.id, { effort: 0 }, { effort: 500 }),
    anOp({ op: 'delete', coll: 'time_entries', id: theirs.id, scope: P }),
  ]
  const absent = [
    patchOp('aaaaaaaaaaaaaaa', { effort: 0 }, { effort: 500 }),
    anOp({ op: 'delete', coll: 'time_entries', id: 'aaaaaaaaaaaaaaa', scope: P }),
  ]
  const { results } = await push(server, token, ops)
  expect(results).toMatchObject([{ e: 'missing' }, { e: 'missing' }])
  // Not to be told from a record that does not exist.
  expect(results).toEqual((await push(server, token, absent)).results)
  expect(await stored(server, 'time_entries', theirs.id)).toEqual(before)
})

test('threat 2: an entry in the name of somebody else is refused, and stored under no name', async () => {
  const { anna, bruno } = world.people
  const row = aTimeEntry({ project: P, task: TASK, user: bruno.id, day: '2026-11-02', author: anna.id })
  expect((await server.call('POST', recordPath('time_entries'), row, anna.token)).status).toBe(403)
  expect(await pushOne(server, anna.token, createOp('time_entries', row, P))).toEqual({
    e: 'denied',
    code: 'not-yours',
  })
  const signed = { ...aTimeEntry({ project: P, task: TASK, user: anna.id, day: '2026-11-02' }), author: bruno.id }
  expect(await pushOne(server, anna.token, createOp('time_entries', signed, P))).toEqual({
    e: 'denied',
    code: 'not-yours',
  })
  expect(await stored(server, 'time_entries', row.id)).toBe(null)
})

test('threat 3: a patch with one field that is not allowed applies none of its fields', async () => {
  const { anna, bruno } = world.people
  const before = await stored(server, 'time_entries', mine.id)
  const attempts = {
    user: bruno.id,
    project: Q,
    id: 'aaaaaaaaaaaaaaa',
    created: '2000-01-01',
    updated: '2000-01-01',
    author: bruno.id,
  }
  for (const [field, value] of Object.entries(attempts)) {
    const base = { effort: 500, [field]: before?.[field] }
    expect(await pushOne(server, anna.token, patchOp(mine.id, { effort: 1000, [field]: value }, base))).toMatchObject(
      refused,
    )
  }
  expect(await stored(server, 'time_entries', mine.id)).toEqual(before)
})

test('threat 4: who leads one project has no hand in the entries of another', async () => {
  const { token } = world.people.stranger
  expect((await server.call('GET', recordPath('time_entries', mine.id), undefined, token)).status).toBe(404)
  for (const scope of [P, Q])
    expect(await pushOne(server, token, patchOp(mine.id, { effort: 0 }, { effort: 500 }, scope))).toMatchObject(refused)
})

test('threat 5: nobody raises their own rights', async () => {
  const { id, token } = world.people.anna
  const before = await stored(server, 'users', id)
  for (const fields of [
    { role: 'pmo' },
    { verified: true },
    { email: 'x@people.example' },
    { tokenKey: 'x' },
    { office: true },
  ]) {
    expect((await server.call('PATCH', recordPath('users', id), fields, token)).status).toBe(403)
    const op = anOp({ op: 'patch', coll: 'users', id, scope: `u:${id}`, fields, base: fields })
    expect(await pushOne(server, token, op)).toMatchObject(refused)
  }
  expect(await stored(server, 'users', id)).toEqual(before)
})

test('threat 6: nobody signs up', async () => {
  const password = 'some long password'
  const account = {
    email: 'x@people.example',
    password,
    passwordConfirm: password,
    name: 'X',
    role: 'pmo',
    office: true,
  }
  expect((await server.call('POST', recordPath('users'), account)).status).toBe(403)
  const invitation = { email: 'x@people.example', name: 'X', language: 'fr' }
  expect((await server.call('POST', '/api/jalon/people', invitation)).status).toBe(401)
  expect((await server.call('POST', '/api/jalon/people', invitation, world.people.anna.token)).status).toBe(403)
  expect(
    (await server.call('POST', '/api/jalon/people', { ...invitation, project: Q }, world.people.pmo.token)).status,
  ).toBe(403)
  const found = await server.call(
    'GET',
    `${recordPath('users')}?filter=(email='x@people.example')`,
    undefined,
    server.admin,
  )
  expect(found.json).toMatchObject({ totalItems: 0 })
})

describe('threat 7: filter, sort and expand tell nothing of others', () => {
  const list = async (coll: string, query: string) => {
    const reply = await server.call('GET', `${recordPath(coll)}?${query}`, undefined, world.people.anna.token)
    return {
      status: reply.status,
      text: reply.text,
      items: (reply.json as { items?: { id: string }[] } | null)?.items ?? [],
    }
  }
  const probes = [
    `filter=${encodeURIComponent('user.email~"bruno"')}`,
    `filter=${encodeURIComponent(`user="${'x'}" || effort >= 0`)}`,
    `filter=${encodeURIComponent('project.memberships_via_project.role="pmo"')}`,
    `filter=${encodeURIComponent('@collection.users.email ?~ "bruno"')}`,
    'sort=user.email',
    'sort=-effort',
    'expand=user,author,task.time_entries_via_task,project.memberships_via_project.user',
    'fields=*,expand.*',
  ]
  test.each(probes)('%s', async (query) => {
    const found = await list('time_entries', query)
    expect(found.items.filter(({ id }) => id !== mine.id)).toEqual([])
    expect(found.text).not.toContain('bruno@')
    expect(found.text).not.toContain(theirs.id)
  })

  // Conditions on all related records are where PocketBase does not look at the rules of what they reach.
  const SECRETS = [
    'name != "bruno"',
    'email !~ "bruno"',
    'office ?= false',
    'week_pattern:length = 7',
    'time_entries_via_user.effort != 750',
    'week_sheets_via_user.state = "open"',
    'flags_via_author.sentence !~ "z"',
  ]
  const questions: [coll: string, condition: string][] = [
    ...SECRETS.map((secret): [string, string] => ['memberships', `user.${secret}`]),
    ...SECRETS.map((secret): [string, string] => ['projects', `memberships_via_project.user.${secret}`]),
    ['projects', 'flags_via_project.sentence !~ "z"'],
    ['projects', 'task_totals_via_project.actuals != 1'],
    ['tasks', 'time_entries_via_task.comment != "x"'],
    ['time_entries', 'task.time_entries_via_task.comment != "x"'],
    ['users', 'memberships_via_user.project.project_weeks_via_project.effort != 1'],
    ['settings', '@collection.users.name != "x"'],
  ]
  test.each(questions)('%s are listed, but not by %s, and in no order of it', async (coll, condition) => {
    expect((await list(coll, 'skipTotal=1')).items.length).toBeGreaterThan(0)
    const path = condition.split(' ')[0]
    for (const query of [`filter=${encodeURIComponent(condition)}`, `sort=${path}`, `sort=-${path}`])
      expect((await list(coll, query)).items).toEqual([])
  })

  test('a record is not viewed, and its changes are not heard of, by such a condition', async () => {
    const { anna, bruno } = world.people
    const condition = 'user.office = false'
    const path = recordPath('memberships', membershipId(P, bruno.id))
    const view = await server.call('GET', `${path}?filter=${encodeURIComponent(condition)}`, undefined, anna.token)
    expect(view.status).toBe(404)
    expect((await server.call('GET', path, undefined, anna.token)).status).toBe(200)

    const listener = await aListener(server, anna.token)
    const options = encodeURIComponent(JSON.stringify({ query: { filter: condition } }))
    await listener.subscribe([`memberships/*?options=${options}`, 'memberships/*'])
    await change(server, 'memberships', membershipId(P, anna.id), { allocation: 900 })
    await until(() => listener.events.find(({ name }) => name === 'memberships/*'))
    expect(listener.events.map(({ name }) => name)).toEqual(['memberships/*'])
    listener.close()
  })
})

test('threat 8: consolidated figures, photos and addresses stay hidden from contributors, whatever is asked', async () => {
  const { token } = world.people.anna
  for (const coll of ['task_totals', 'project_weeks'])
    for (const query of [
      'fields=*',
      `filter=${encodeURIComponent('@collection.memberships.user ?= @request.auth.id')}`,
    ]) {
      const reply = await server.call('GET', `${recordPath(coll)}?${query}`, undefined, token)
      expect((reply.json as { items?: unknown[] }).items ?? []).toEqual([])
    }
  const rows = (await snapshotOf(server, token, P)) ?? []
  expect(rows.some(({ coll }) => coll === 'task_totals' || coll === 'project_weeks')).toBe(false)
  const colleagues = rows.filter(({ coll, id }) => coll === 'users' && id !== world.people.anna.id)
  expect(colleagues.map(({ row }) => Object.keys(row ?? {}).toSorted())).toEqual(colleagues.map(() => ['id', 'name']))
})

test('threat 10: the stock batch API is off; in a push each operation is judged alone, and a forbidden one changes nothing', async () => {
  const { token } = world.people.anna
  const requests = [{ method: 'POST', url: recordPath('time_entries'), body: {} }]
  expect((await server.call('POST', '/api/batch', { requests }, token)).status).toBe(403)
  const allowed = aTimeEntry({ project: P, task: TASK, user: world.people.anna.id, day: '2026-11-03' })
  const { results } = await push(server, token, [
    createOp('time_entries', allowed, P),
    patchOp(theirs.id, { effort: 0 }, { effort: 500 }),
  ])
  expect(results).toEqual([1, { e: 'missing', code: 'missing' }])
})

test('threat 15: a task does not change project', async () => {
  const { pmo } = world.people
  const op = anOp({ op: 'patch', coll: 'tasks', id: TASK, scope: P, fields: { project: Q }, base: { project: P } })
  expect(await pushOne(server, pmo.token, op)).toEqual({ e: 'denied', code: 'field-not-allowed' })
  const stolen = anOp({ op: 'patch', coll: 'tasks', id: TASK_Q, scope: P, fields: { name: 'x' }, base: { name: 'x' } })
  expect(await pushOne(server, pmo.token, stolen)).toEqual({ e: 'missing', code: 'missing' })
})

test('threat 16: projects, tasks and people with time are not deleted, not even by the administration', async () => {
  for (const [coll, id] of [
    ['projects', P],
    ['tasks', TASK],
    ['users', world.people.anna.id],
  ] as const) {
    expect((await server.call('DELETE', recordPath(coll, id), undefined, server.admin)).status).toBe(400)
    expect(await stored(server, coll, id)).not.toBe(null)
  }
})

test('threat 18: a token from before a change of password opens nothing', async () => {
  const id = 'temporary000000'
  const account = {
    id,
    email: 'temp@people.example',
    name: 'Temp',
    password: FIRST_ACCOUNT.password,
    passwordConfirm: FIRST_ACCOUNT.password,
  }
  await put(server, 'users', account)
  const credentials = { identity: account.email, password: account.password }
  const signIn = await server.call('POST', '/api/collections/users/auth-with-password', credentials)
  const { token } = signIn.json as { token: string }
  expect((await server.call('GET', '/api/sync/whoami', undefined, token)).status).toBe(200)
  const changed = { password: 'yet another password', passwordConfirm: 'yet another password' }
  await server.call('PATCH', recordPath('users', id), changed, server.admin)
  expect((await server.call('GET', '/api/sync/whoami', undefined, token)).status).toBe(401)
})
