import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rateOn } from '@/domain/budget/rates'
import { rateId } from '@/domain/identity/derived-id'
import { aMembership, anId, aRate, aTask, aTimeEntry } from '@tests/builders/records'
import type { Rate } from '@/schema/rate'
import type { TimeEntry } from '@/schema/time-entry'
import { aServer, type Server } from './a-server'
import { aWorld, P, type World } from './a-world'

/** The trigger-kept costs against a plain recomputation, after random writes of the administration. */

const RUNS = 60
const DAYS = ['2026-06-30', '2026-07-01', '2026-07-02', '2026-09-15']
const PROFILES = ['Engineer', 'Draughtsman', '']

const write = fc.record({
  kind: fc.constantFrom('entry', 'entry', 'entry', 'forget entry', 'rate', 'rate', 'forget rate', 'profile', 'leave'),
  task: fc.nat(1),
  user: fc.nat(1),
  day: fc.nat(DAYS.length - 1),
  profile: fc.nat(PROFILES.length - 1),
  effort: fc.nat(4).map((quarters) => quarters * 250),
  // Odd cents, so that a rounding anywhere would be seen.
  rate: fc.integer({ min: 0, max: 99_999 }),
})
type Write = typeof write extends fc.Arbitrary<infer W> ? W : never

/** As what each of the two works, kept by the test on its own: what somebody worked as stays when they leave. */
type Profiles = Map<string, string>

async function compare(server: Server) {
  const world = await aWorld(server)
  const profiles: Profiles = new Map()
  for (const row of await all<Rate>(server, 'rates')) await send(server, 'DELETE', `rates/${row.id}`)
  let run = 0
  const program = fc.asyncProperty(fc.array(write, { minLength: 1, maxLength: 14 }), async (writes) => {
    run += 1
    const tasks = [0, 1].map((index) => anId(`cost ${run} ${index}`))
    for (const id of tasks) await send(server, 'POST', 'tasks', aTask({ id, project: P }))
    for (const one of writes) await applyWrite(world, one, tasks[one.task]!, profiles)
    await expectExact(server, profiles)
  })
  return fc.check(program, { numRuns: RUNS, seed: 11, endOnFailure: true })
}

test('what time cost equals a recomputation to the thousandth of a cent, whatever was written', async () => {
  const server = await aServer()
  const found = await compare(server)
  await server.stop()
  if (found.failed) throw found.errorInstance
  expect(found.failed, fc.defaultReportMessage(found)).toBe(false)
})

const TRIGGERS = [
  ...['insert', 'update', 'delete'].map((event) => `cost_entries_${event}`),
  ...['insert', 'update', 'delete'].map((event) => `cost_rates_${event}`),
  ...['insert', 'update'].map((event) => `cost_members_${event}`),
  'cost_tasks_insert',
]
test.each(TRIGGERS)('without %s the comparison finds a difference', async (trigger) => {
  const server = await aServer({ sql: `DROP TRIGGER ${trigger}` })
  const { failed } = await compare(server)
  await server.stop()
  expect(failed).toBe(true)
})

const userOf = (w: Write, world: World) => [world.people.anna.id, world.people.bruno.id][w.user]!

async function applyWrite(world: World, w: Write, task: string, profiles: Profiles): Promise<void> {
  const { server } = world
  const user = userOf(w, world)
  const day = DAYS[w.day]!
  const profile = PROFILES[w.profile]!
  const entry = aTimeEntry({ project: P, task, user, day, effort: w.effort })
  const member = aMembership({ project: P, user, profile })
  const priced = { project: P, profile: profile || 'Engineer', starts_on: day }
  switch (w.kind) {
    case 'entry':
      return put(server, 'time_entries', entry)
    case 'forget entry':
      return send(server, 'DELETE', `time_entries/${entry.id}`)
    case 'rate':
      return put(server, 'rates', aRate({ ...priced, daily_rate: w.rate }))
    case 'forget rate':
      return send(server, 'DELETE', `rates/${rateId(P, priced.profile, day)}`)
    case 'leave':
      return send(server, 'DELETE', `memberships/${member.id}`)
    default: {
      await put(server, 'memberships', member)
      profiles.set(user, profile)
    }
  }
}

const recordPath = (path: string) => `/api/collections/${path.replace(/^(\w+)/, '$1/records')}`

async function put(server: Server, coll: string, row: { id: string }): Promise<void> {
  const { status } = await server.call('GET', recordPath(`${coll}/${row.id}`), undefined, server.admin)
  await (status === 200 ? send(server, 'PATCH', `${coll}/${row.id}`, row) : send(server, 'POST', coll, row))
}

async function send(server: Server, method: string, path: string, body?: object): Promise<void> {
  const { status, text } = await server.call(method, recordPath(path), body, server.admin)
  if (status >= 400 && !(method === 'DELETE' && status === 404)) throw new Error(text)
}

async function all<T>(server: Server, name: string): Promise<T[]> {
  const query = `perPage=1000&skipTotal=1&filter=${encodeURIComponent(`project="${P}"`)}`
  const reply = await server.call('GET', `/api/collections/${name}/records?${query}`, undefined, server.admin)
  return (reply.json as { items: T[] }).items
}

interface Sum {
  cost: number
  unpriced: number
}

async function expectExact(server: Server, profiles: Profiles): Promise<void> {
  const rates = await all<Rate>(server, 'rates')
  const entries = await all<TimeEntry>(server, 'time_entries')
  const tasks = await all<{ id: string }>(server, 'tasks')
  const kept = await all<{ id: string } & Sum>(server, 'task_costs')
  const sums = new Map<string, Sum>(tasks.map(({ id }) => [id, { cost: 0, unpriced: 0 }]))
  for (const { task, user, day, effort } of entries) {
    const rate = rateOn(rates, profiles.get(user) ?? '', day)
    const sum = sums.get(task)!
    if (rate === null) sum.unpriced += effort
    else sum.cost += effort * rate
  }
  expect(new Map(kept.map(({ id, cost, unpriced }) => [id, { cost, unpriced }]))).toEqual(sums)
}
