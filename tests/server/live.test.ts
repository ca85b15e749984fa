import { afterAll, beforeAll, expect, test } from 'vitest'
import { COLLECTION_NAMES } from '@/schema/collections'
import { aMembership, anId, aTimeEntry } from '@tests/builders/records'
import { aListener, until } from './a-listener'
import { aServer, type Server } from './a-server'
import { aWorld, change, createOp, P, push, put, Q, TASK, TASK_Q, type World } from './a-world'
import { READERS } from './role-matrix'

let server: Server
let world: World
beforeAll(async () => {
  server = await aServer()
  world = await aWorld(server)
})
afterAll(() => server.stop())

const MEMBERS = ['anna', 'manager', 'pmo', 'sponsor']

test.each(READERS)('%s subscribes to the scopes that they may read, and to no other', async (reader) => {
  const token = reader === 'anonymous' ? undefined : world.people[reader].token
  const listener = await aListener(server, token)
  const allowed = async (scope: string) => (await listener.subscribe([`sync/${scope}`])).status === 204
  expect(await allowed(P)).toBe(MEMBERS.includes(reader))
  expect(await allowed(`u:${anId('bruno')}`)).toBe(false)
  expect(await allowed('org')).toBe(reader !== 'anonymous')
  if (reader !== 'anonymous') expect(await allowed(`u:${world.people[reader].id}`)).toBe(true)
  listener.close()
})

test('a push pokes those who listen to its scope, without payload', async () => {
  const listener = await aListener(server, world.people.pmo.token)
  await listener.subscribe([`sync/${P}`])
  const row = aTimeEntry({ project: P, task: TASK, user: world.people.anna.id, day: '2026-06-01' })
  await push(server, world.people.anna.token, [createOp('time_entries', row, P)])
  expect(await until(() => listener.events[0])).toEqual({ name: `sync/${P}`, data: '{}' })
  listener.close()
})

test('a change by the administration pokes as well', async () => {
  const listener = await aListener(server, world.people.anna.token)
  await listener.subscribe([`sync/${P}`])
  await change(server, 'tasks', TASK, { name: 'Deeper foundations' })
  expect((await until(() => listener.events[0])).name).toBe(`sync/${P}`)
  listener.close()
})

test('threat 9: who subscribes to every collection hears of own and allowed records only, and of nothing once out', async () => {
  const { anna, bruno, stranger } = world.people
  const listener = await aListener(server, stranger.token)
  const witness = await aListener(server, bruno.token)
  const membership = aMembership({ project: P, user: stranger.id })
  await put(server, 'memberships', membership)
  expect((await listener.subscribe([...COLLECTION_NAMES.map((name) => `${name}/*`), `sync/${P}`])).status).toBe(204)
  await witness.subscribe([`sync/${P}`])
  const writeByAnna = async (day: string) => {
    const row = aTimeEntry({ project: P, task: TASK, user: anna.id, day })
    await push(server, anna.token, [createOp('time_entries', row, P)])
  }
  await writeByAnna('2026-06-02')
  await until(() => listener.events.find(({ name }) => name === `sync/${P}`))
  expect(listener.events.filter(({ name }) => name === 'time_entries/*')).toEqual([])

  await server.call('DELETE', `/api/collections/memberships/records/${membership.id}`, undefined, server.admin)
  await until(() => (witness.events.length >= 2 ? true : undefined))
  listener.events.length = 0
  witness.events.length = 0
  await writeByAnna('2026-06-03')
  await until(() => witness.events[0])
  // What the outsider still hears of their own project shows that the channel is open.
  const mine = aTimeEntry({ project: Q, task: TASK_Q, user: stranger.id, day: '2026-06-04' })
  await push(server, stranger.token, [createOp('time_entries', mine, Q)])
  await until(() => listener.events.find(({ data }) => data.includes(mine.id)))
  expect(listener.events.filter(({ data, name }) => data.includes(anna.id) || name === `sync/${P}`)).toEqual([])
  listener.close()
  witness.close()
})
