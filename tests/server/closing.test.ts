import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { addDays, weekday } from '@/domain/calendar/days'
import { closingAnswer, type ClosingAnswer } from '@/schema/closing-wire'
import {
  aProject,
  anAssignment,
  anId,
  aMembership,
  aRemainingEstimate,
  aTask,
  aTimeEntry,
} from '@tests/builders/records'
import { aServer, type Server } from './a-server'
import { aWorld, anOp, createOp, push, pushOne, put, snapshotOf, stored, type World } from './a-world'

/** A period is closed on the real server: what is kept, what arrives after, what is opened again. */

let server: Server
let world: World
const C = anId('closing project')
const [WALLS, ROOF] = [anId('walls'), anId('roof')]
/** A Friday some weeks back: nothing here depends on which day it is now. */
const today = new Date().toISOString().slice(0, 10)
const FRIDAY = addDays(today, -14 - ((weekday(today) + 2) % 7))
const on = (day: string, task: string, effort: number) =>
  aTimeEntry({ project: C, task, user: world.people.anna.id, day, effort })

beforeAll(async () => {
  server = await aServer()
  world = await aWorld(server)
  const { anna, pmo, manager, sponsor } = world.people
  await put(server, 'projects', aProject({ id: C, code: 'C' }))
  const roles = { contributor: anna, pmo, manager, sponsor } as const
  for (const [role, person] of Object.entries(roles))
    await put(
      server,
      'memberships',
      aMembership({ project: C, user: person.id, role, allocation: role === 'contributor' ? 1000 : 0 }),
    )
  await put(server, 'tasks', aTask({ id: WALLS, project: C, name: 'Walls', original_effort: 20_000 }))
  await put(server, 'tasks', aTask({ id: ROOF, project: C, name: 'Roof', original_effort: 5000 }))
  await put(server, 'assignments', anAssignment({ project: C, task: WALLS, user: anna.id, effort: 20_000 }))
})
afterAll(() => server.stop())

const call = (token: string, body: object) => server.call('POST', '/api/jalon/closings', body, token)
const closeThrough = async (through: string, more: object = {}): Promise<ClosingAnswer> => {
  const { status, json, text } = await call(world.people.pmo.token, { project: C, through, ...more })
  if (status !== 200) throw new Error(`${status} ${text}`)
  return v.parse(closingAnswer, json)
}
const reopen = (closing: string, reason: string, token = world.people.pmo.token) =>
  server.call('POST', '/api/jalon/closings/reopen', { closing, reason }, token)
const give = (rows: ReturnType<typeof on>[]) =>
  push(
    server,
    world.people.anna.token,
    rows.map((row) => createOp('time_entries', row, C)),
  )
const lineOf = ({ items }: ClosingAnswer, task: string) => items.find((item) => item.task === task)
const closedThrough = async () => (await stored(server, 'projects', C))!['closed_through']

describe('a period', () => {
  let first: ClosingAnswer

  test('is looked at before anything is kept', async () => {
    await give([on(addDays(FRIDAY, -1), WALLS, 1000), on(FRIDAY, WALLS, 500), on(addDays(FRIDAY, 3), WALLS, 1000)])
    await put(
      server,
      'remaining_estimates',
      aRemainingEstimate({
        project: C,
        task: WALLS,
        user: world.people.anna.id,
        day: addDays(FRIDAY, 3),
        remaining: 19_000,
      }),
    )
    const seen = await closeThrough(FRIDAY, { preview: true })
    expect(seen.closing).toMatchObject({
      through: FRIDAY,
      rank: 1,
      actuals: 1500,
      remaining: 25_000,
      late: 0,
      entered: 1500,
    })
    expect(await stored(server, 'closings', seen.closing.id)).toBe(null)
    expect(await closedThrough()).toBe('')
  })

  test('closes with the figures of its last day, line by line, whatever came after that day', async () => {
    first = await closeThrough(FRIDAY, { note: 'Steady.' })
    expect(first.closing).toMatchObject({
      state: 'closed',
      note: 'Steady.',
      previous: '',
      actuals: 1500,
      remaining: 25_000,
    })
    // Monday's day was already off what she said on Monday: on Friday it still remained.
    expect(lineOf(first, WALLS)).toMatchObject({ actuals: 1500, remaining: 20_000 })
    expect(lineOf(first, ROOF)).toMatchObject({ actuals: 0, remaining: 5000 })
    expect(await stored(server, 'closings', first.closing.id)).toMatchObject({
      actuals: 1500,
      progress: null,
      cost: null,
    })
    expect(await closedThrough()).toBe(FRIDAY)
  })

  test('counts what its members were expected to give, holidays left out', async () => {
    expect(first.closing.expected).toBeGreaterThan(0)
    expect(first.closing.expected).toBeLessThanOrEqual(5000)
  })

  test('moves and deletes no entry, and is not changed by anybody', async () => {
    const rows = (await snapshotOf(server, world.people.anna.token, C))!.filter(({ coll }) => coll === 'time_entries')
    expect(rows).toHaveLength(3)
    const edit = anOp({
      op: 'patch',
      coll: 'closings',
      id: first.closing.id,
      scope: C,
      fields: { note: 'x' },
      base: { note: 'Steady.' },
    })
    expect(await pushOne(server, world.people.pmo.token, edit)).toMatchObject({ e: 'denied' })
    const stock = await server.call(
      'PATCH',
      `/api/collections/closings/records/${first.closing.id}`,
      { note: 'x' },
      world.people.pmo.token,
    )
    expect(stock.status).toBeGreaterThanOrEqual(400)
  })

  test('keeps what a late phone brings, marked, and carries it to the next closing as a line of its own', async () => {
    const late = on(addDays(FRIDAY, -2), WALLS, 750)
    await give([late])
    expect(await stored(server, 'time_entries', late.id)).toMatchObject({ late: true })
    expect(await stored(server, 'closings', first.closing.id)).toMatchObject({ actuals: 1500 })
    const next = await closeThrough(addDays(FRIDAY, 7))
    expect(next.closing).toMatchObject({ rank: 2, previous: first.closing.id, actuals: 3250, late: 750, entered: 1000 })
    expect(lineOf(next, WALLS)).toMatchObject({ late: 750, actuals: 3250 })
    expect(lineOf(next, ROOF)).toMatchObject({ late: 0 })
  })

  test('refuses changes of what it counted, with its reason', async () => {
    const row = on(FRIDAY, WALLS, 500)
    const edit = anOp({
      op: 'patch',
      coll: 'time_entries',
      id: row.id,
      scope: C,
      fields: { effort: 250 },
      base: { effort: 500 },
    })
    expect(await pushOne(server, world.people.anna.token, edit)).toMatchObject({ e: 'invalid', code: 'closed-period' })
  })

  test('opens again with a reason only, the last one first; then closes again beside the one that stays', async () => {
    expect((await reopen(first.closing.id, 'A mistake in the walls')).json).toMatchObject({ code: 'not-the-last' })
    const rows = (
      await server.call(
        'GET',
        `/api/collections/closings/records?filter=(project="${C}")&sort=-rank`,
        undefined,
        server.admin,
      )
    ).json as { items: { id: string }[] }
    const last = rows.items[0]!.id
    expect((await reopen(last, '  ')).status).toBe(400)
    expect((await reopen(last, 'A mistake in the walls')).status).toBe(200)
    expect(await closedThrough()).toBe(FRIDAY)
    expect(await stored(server, 'closings', last)).toMatchObject({
      state: 'reopened',
      reopen_reason: 'A mistake in the walls',
      reopened_by: world.people.pmo.id,
      actuals: 3250,
    })
    const again = await closeThrough(addDays(FRIDAY, 7))
    expect(again.closing).toMatchObject({ rank: 3, previous: first.closing.id, actuals: 3250, late: 750 })
  })

  test('may end in the middle of a week, never before what is closed, never next month', async () => {
    expect((await closeThrough(addDays(FRIDAY, 9))).closing.through).toBe(addDays(FRIDAY, 9))
    const refused = async (through: string) => (await call(world.people.pmo.token, { project: C, through })).json
    expect(await refused(addDays(FRIDAY, 9))).toMatchObject({ code: 'closed-period' })
    expect(await refused(addDays(today, 31))).toMatchObject({ code: 'day-out-of-range' })
    expect((await call(world.people.pmo.token, { project: C, through: '2026-02-30' })).status).toBe(400)
  })
})

describe('only who leads the project', () => {
  test.each(['anna', 'sponsor', 'stranger', 'office'] as const)(
    '%s neither closes, looks, nor opens again',
    async (name) => {
      const { token } = world.people[name]
      const through = addDays(today, -1)
      expect((await call(token, { project: C, through })).status).toBe(403)
      expect((await call(token, { project: C, through, preview: true })).status).toBe(403)
      const [{ id }] = (
        (await server.call('GET', '/api/collections/closings/records?sort=-rank', undefined, server.admin)).json as {
          items: { id: string }[]
        }
      ).items as [{ id: string }]
      expect((await reopen(id, 'Because', token)).status).toBe(403)
    },
  )

  test('nobody without an account', async () => {
    expect((await call('', { project: C, through: FRIDAY })).status).toBe(401)
  })

  test('a contributor pulls no closing; a sponsor pulls them all', async () => {
    const closings = async (token: string) =>
      (await snapshotOf(server, token, C))!.filter(({ coll }) => coll.startsWith('closing')).length
    expect(await closings(world.people.anna.token)).toBe(0)
    expect(await closings(world.people.sponsor.token)).toBeGreaterThan(4)
  })
})
