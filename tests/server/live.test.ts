import { afterAll, beforeAll, expect, test } from 'vitest'
import { COLLECTION_NAMES } from '@/schema/collections'
import { SETTINGS_ID } from '@/schema/settings'
import { aMembership, anId, aRemainingEstimate, aTimeEntry } from '@tests/builders/records'
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

const SCOPES = [P, Q, 'org', ...READERS.map((name) => `u:${anId(name)}`)]
/** What each one may hear of, besides `org` and their own scope. */
const PROJECTS: { [reader: string]: string[] } = { anna: [P], manager: [P], pmo: [P], sponsor: [P], stranger: [Q] }

test.each(READERS)(
  '%s subscribes to the scopes that they may read; another one among them costs nothing',
  async (reader) => {
    const token = reader === 'anonymous' ? undefined : world.people[reader].token
    const listener = await aListener(server, token)
    const { status } = await listener.subscribe(SCOPES.map((scope) => `sync/${scope}`))
    expect(status).toBe(204)
    await touchEach()
    const allowed = reader === 'anonymous' ? [] : [...(PROJECTS[reader] ?? []), 'org', `u:${world.people[reader].id}`]
    await until(() => (listener.events.length >= allowed.length ? true : undefined))
    const heard = new Set(listener.events.map(({ name }) => name.replace('sync/', '')))
    expect([...heard].toSorted()).toEqual(allowed.toSorted())
    listener.close()
  },
)

/** A change in every scope, by the administration. */
async function touchEach(): Promise<void> {
  touches += 1
  for (const [coll, id] of [
    ['settings', SETTINGS_ID],
    ['projects', P],
    ['projects', Q],
  ] as const)
    await change(server, coll, id, coll === 'settings' ? { organisation: `${touches}` } : { programme: `${touches}` })
  for (const person of Object.values(world.people)) await change(server, 'users', person.id, { name: `${touches}` })
}
let touches = 0

test('a scope that was forbidden when it was asked for is heard once it is asked for again', async () => {
  const { newcomer } = world.people
  const listener = await aListener(server, newcomer.token)
  const topics = [`sync/${P}`, `sync/u:${newcomer.id}`]
  await listener.subscribe(topics)
  const membership = aMembership({ project: P, user: newcomer.id })
  await put(server, 'memberships', membership)
  await until(() => listener.events[0])
  expect(new Set(listener.events.map(({ name }) => name))).toEqual(new Set([`sync/u:${newcomer.id}`]))
  await listener.subscribe(topics)
  await change(server, 'memberships', membership.id, { allocation: 500 })
  await until(() => listener.events.find(({ name }) => name === `sync/${P}`))
  listener.close()
  await server.call('DELETE', `/api/collections/memberships/records/${membership.id}`, undefined, server.admin)
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
  const mine = aRemainingEstimate({ project: Q, task: TASK_Q, user: stranger.id, day: '2026-06-04' })
  await push(server, stranger.token, [createOp('remaining_estimates', mine, Q)])
  await until(() => listener.events.find(({ data }) => data.includes(mine.id)))
  expect(listener.events.filter(({ data, name }) => data.includes(anna.id) || name === `sync/${P}`)).toEqual([])
  listener.close()
  witness.close()
})
