import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { membershipId } from '@/domain/identity/derived-id'
import { closingAnswer } from '@/schema/closing-wire'
import { aBudgetLine, aChangeOrder, anId, aRate, aTimeEntry } from '@tests/builders/records'
import { aListener, until } from './a-listener'
import { aServer, type Server } from './a-server'
import { anOp, aWorld, change, createOp, P, PHASE, pullOf, pushOne, put, Q, snapshotOf, stored, TASK } from './a-world'
import type { World } from './a-world'

/** Money on the real server: who may know it, by any way; what is kept; what a closing says of it. */

let server: Server
let world: World
const MONEY = ['rates', 'budget_lines', 'change_orders', 'task_costs'] as const
const rate = aRate({ project: P })
const line = aBudgetLine({ project: P })
/** A rate, a budget and an amount that stand nowhere else. */
const TELLTALE = /60000|5000000|1200000|30000000/

beforeAll(async () => {
  server = await aServer()
  world = await aWorld(server)
  // Anna's and Bruno's half day each: 2 × 500 × 60,000 thousandths of a cent.
  for (const name of ['anna', 'bruno'] as const)
    await change(server, 'memberships', membershipId(P, world.people[name].id), { profile: 'Engineer' })
})
afterAll(() => server.stop())

const recordPath = (coll: string, id = '') => `/api/collections/${coll}/records${id && `/${id}`}`
const get = (path: string, token: string) => server.call('GET', path, undefined, token)
type Listed = { id: string; project: string }
const listed = async (path: string, token: string) => {
  const { json, text } = await get(path, token)
  return { text, items: ((json as { items?: Listed[] }).items ?? []).filter(({ project }) => project !== Q) }
}
const rowsOf = async (coll: string) => (await listed(`${recordPath(coll)}?perPage=200`, server.admin)).items
const KEEPING_OUT = ['anna', 'stranger', 'office'] as const

test('the two halves of a day cost what their rates say', async () => {
  expect(await stored(server, 'task_costs', TASK)).toMatchObject({ cost: 60_000_000, unpriced: 0 })
})

describe('threat 8: no rate, cost, budget or change order reaches a contributor or a stranger', () => {
  test.each(MONEY)('%s: neither listed, viewed, nor counted, with any fields, filter, sort or expand', async (coll) => {
    const rows = await rowsOf(coll)
    expect(rows.length).toBeGreaterThan(0)
    const queries = [
      '',
      'fields=*,expand.*',
      'expand=project,project.memberships_via_project',
      `filter=${encodeURIComponent(`id != ""`)}`,
      `filter=${encodeURIComponent('@collection.rates.daily_rate ?> 0')}`,
      `filter=${encodeURIComponent('project.rates_via_project.daily_rate ?> 0')}`,
      'sort=-created',
    ]
    for (const name of KEEPING_OUT) {
      const { token } = world.people[name]
      for (const query of queries) {
        const found = await listed(`${recordPath(coll)}?${query}`, token)
        expect(found.items).toEqual([])
        expect(found.text).not.toMatch(TELLTALE)
      }
      for (const { id } of rows) expect((await get(`${recordPath(coll, id)}?fields=*`, token)).status).toBe(404)
    }
  })

  const paths = MONEY.map((coll) => `${coll}_via_project`)
  test.each(['projects', 'tasks', 'memberships', 'time_entries'])(
    'nothing of it comes along with %s, nor decides which are listed or in what order',
    async (coll) => {
      const { token } = world.people.anna
      const way = (path: string) => (coll === 'projects' ? path : `project.${path}`)
      const expanded = await get(`${recordPath(coll)}?expand=${paths.map(way).join(',')}&fields=*,expand.*`, token)
      expect((expanded.json as { items: unknown[] }).items.length).toBeGreaterThan(0)
      expect(expanded.text).not.toMatch(TELLTALE)
      expect(expanded.text).not.toContain('_via_project')
      for (const field of [
        'rates_via_project.daily_rate',
        'budget_lines_via_project.budget',
        'task_costs_via_project.cost',
      ])
        for (const query of [
          `filter=${encodeURIComponent(`${way(field)} != 1`)}`,
          `filter=${encodeURIComponent(`${way(field)} ?> 1`)}`,
          `sort=${way(field)}`,
        ])
          expect(
            ((await get(`${recordPath(coll)}?${query}`, token)).json as { items?: unknown[] }).items ?? [],
          ).toEqual([])
    },
  )

  test('a change of it is not heard of by realtime', async () => {
    const hearing = await aListener(server, world.people.anna.token)
    const leader = await aListener(server, world.people.manager.token)
    for (const listener of [hearing, leader])
      await listener.subscribe([...MONEY.map((coll) => `${coll}/*`), `rates/${rate.id}`])
    await change(server, 'rates', rate.id, { daily_rate: 60_000 })
    await change(server, 'budget_lines', line.id, { note: 'heard' })
    // Who may know hears of the last change: whatever was to be said has been said.
    await until(() => leader.events.find(({ name }) => name === 'budget_lines/*'))
    expect(hearing.events.filter(({ name }) => name !== 'PB_CONNECT')).toEqual([])
    for (const listener of [hearing, leader]) listener.close()
  })

  test.each(['anna', 'sponsor'] as const)('%s pulls and is handed nothing that they may not know', async (name) => {
    const { token } = world.people[name]
    const hidden: readonly string[] = name === 'anna' ? [...MONEY, 'closings', 'closing_items'] : ['rates']
    const pulled = await pullOf(server, token, P)
    const rows = [...(await snapshotOf(server, token, P))!, ...(pulled.kind === 'changes' ? pulled.rows : [])]
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.filter(({ coll }) => hidden.includes(coll))).toEqual([])
    // Not even that something was deleted.
    const gone = aRate({ project: P, profile: 'Gone' })
    await put(server, 'rates', gone)
    await server.call('DELETE', recordPath('rates', gone.id), undefined, server.admin)
    expect(JSON.stringify(await pullOf(server, token, P))).not.toContain(gone.id)
  })

  test('nobody reads the other project: who leads Q knows no money of P', async () => {
    const { token } = world.people.stranger
    for (const coll of MONEY) expect((await get(`${recordPath(coll)}?perPage=200`, token)).text).not.toContain(P)
  })

  test('a sponsor sees what the project costs, and no rate', async () => {
    const { token } = world.people.sponsor
    expect((await get(recordPath('task_costs', TASK), token)).json).toMatchObject({ cost: 60_000_000 })
    expect((await get(recordPath('budget_lines', line.id), token)).status).toBe(200)
    expect((await get(recordPath('rates', rate.id), token)).status).toBe(404)
    expect((await get(`${recordPath('projects')}?expand=rates_via_project`, token)).text).not.toContain('60000')
  })
})

describe('threat 16: a refusal tells nothing', () => {
  const patch = (coll: string, id: string, scope = P) => {
    const field = coll === 'rates' ? 'daily_rate' : 'budget'
    return anOp({ op: 'patch', coll, id, scope, fields: { [field]: 1 }, base: { [field]: 2 } })
  }

  test.each(['anna', 'stranger', 'office'] as const)(
    '%s learns from no conflict and no id what is there',
    async (name) => {
      const { token } = world.people[name]
      for (const scope of [P, Q]) {
        for (const [coll, id] of [
          ['rates', rate.id],
          ['budget_lines', line.id],
        ] as const) {
          const results = [
            await pushOne(server, token, patch(coll, id, scope)),
            await pushOne(server, token, anOp({ op: 'delete', coll, id, scope })),
          ]
          const absent = [
            await pushOne(server, token, patch(coll, anId('absent'), scope)),
            await pushOne(server, token, anOp({ op: 'delete', coll, id: anId('absent'), scope })),
          ]
          expect(results).toEqual(absent)
          expect(JSON.stringify(results)).not.toContain('row')
        }
        for (const row of [rate, { ...rate, project: Q }]) {
          const result = JSON.stringify(await pushOne(server, token, createOp('rates', row, scope)))
          expect(result).not.toMatch(TELLTALE)
          expect(result).not.toContain('row')
        }
      }
      expect(await stored(server, 'rates', rate.id)).toMatchObject({ project: P, daily_rate: 60_000 })
    },
  )

  test('a sponsor is refused a rate as if there were none', async () => {
    const { token } = world.people.sponsor
    expect(await pushOne(server, token, createOp('rates', rate, P))).toEqual({ e: 'denied', code: 'role' })
    expect(await pushOne(server, token, patch('rates', rate.id))).toEqual({ e: 'missing', code: 'missing' })
  })
})

describe('what may be written', () => {
  const push = (op: Parameters<typeof pushOne>[2]) => pushOne(server, world.people.pmo.token, op)

  test('one rate a profile and day, under its own id', async () => {
    const twice = { ...aRate({ project: P, daily_rate: 1 }), id: anId('another') }
    expect(await push(createOp('rates', twice, P))).toEqual({ e: 'invalid', code: 'wrong-id', field: 'id' })
    expect(await push(createOp('rates', aRate({ project: P, daily_rate: 1 }), P))).toMatchObject({ e: 'exists' })
    const spaced = aRate({ project: P, profile: 'Engineer ' })
    expect(await push(createOp('rates', spaced, P))).toMatchObject({ code: 'bad-value', field: 'profile' })
  })

  test('what labour costs is typed by nobody', async () => {
    const typed = { ...aBudgetLine({ project: P, kind: 'labour', label: 'Studies' }), committed: 0, to_commit: 0 }
    expect(await push(createOp('budget_lines', typed, P))).toEqual({ e: 'invalid', code: 'bad-value', field: 'actual' })
    expect(await push(createOp('budget_lines', { ...typed, actual: 0, phase: PHASE }, P))).toBe(1)
  })

  test('money belongs to a phase of its own project', async () => {
    const astray = aBudgetLine({ project: P, label: 'Astray', phase: TASK })
    expect(await push(createOp('budget_lines', astray, P))).toMatchObject({ code: 'unknown-task', field: 'phase' })
  })

  test('a change order approved is not another one afterwards, and is not deleted', async () => {
    const author = world.people.pmo.id
    const order = aChangeOrder({ project: P, author, label: 'Drain', task: TASK, effort: 2000 })
    const patched = (fields: object, base: object) =>
      push(
        anOp({ op: 'patch', coll: 'change_orders', id: order.id, scope: P, fields: { ...fields }, base: { ...base } }),
      )
    const removed = () => push(anOp({ op: 'delete', coll: 'change_orders', id: order.id, scope: P }))
    expect(await push(createOp('change_orders', order, P))).toBe(1)
    expect(await patched({ state: 'approved', decided_on: '2026-11-20' }, { state: 'proposed', decided_on: '' })).toBe(
      1,
    )
    expect(await patched({ amount: 1 }, { amount: 1_200_000 })).toMatchObject({ code: 'already-decided' })
    expect(await removed()).toMatchObject({ code: 'already-decided' })
    expect(await patched({ state: 'proposed', decided_on: '' }, { state: 'approved', decided_on: '2026-11-20' })).toBe(
      1,
    )
    expect(await removed()).toBe(1)
    const nowhere = aChangeOrder({ project: P, author, label: 'Nowhere', effort: 1000 })
    expect(await push(createOp('change_orders', nowhere, P))).toMatchObject({ code: 'required', field: 'task' })
  })
})

describe('a closing', () => {
  const close = async (through: string) => {
    const request = { project: P, through, note: '', preview: true }
    const reply = await server.call('POST', '/api/jalon/closings', request, world.people.pmo.token)
    expect(reply.status, reply.text).toBe(200)
    return v.parse(closingAnswer, reply.json)
  }
  const costOf = ({ items }: Awaited<ReturnType<typeof close>>, task: string) =>
    items.find((item) => item.task === task)?.cost

  test('says what the time through its day cost, each side of a change of rate at its date', async () => {
    const { anna } = world.people
    await put(server, 'rates', aRate({ project: P, starts_on: '2026-11-20', daily_rate: 70_001 }))
    await put(
      server,
      'time_entries',
      aTimeEntry({ project: P, task: TASK, user: anna.id, day: '2026-11-20', effort: 250 }),
    )
    const before = await close('2026-11-19')
    expect([costOf(before, TASK), costOf(before, PHASE), before.closing.cost]).toEqual([60_000, 60_000, 60_000])
    // 17,500.25 cents more, rounded once.
    const after = await close('2026-11-20')
    expect([costOf(after, TASK), costOf(after, PHASE), after.closing.cost]).toEqual([77_500, 77_500, 77_500])
  })

  test('threat 57: says that it is not known where some of the time has no rate, never a part or 0', async () => {
    const { pmo } = world.people
    await put(
      server,
      'time_entries',
      aTimeEntry({ project: P, task: TASK, user: pmo.id, day: '2026-11-19', effort: 250 }),
    )
    const found = await close('2026-11-20')
    expect([costOf(found, TASK), costOf(found, PHASE), found.closing.cost]).toEqual([null, null, null])
  })
})
