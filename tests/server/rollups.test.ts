import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, weekOf } from '@/domain/calendar/days'
import { latestEstimates } from '@/domain/timesheet/remaining'
import { anAssignment, anId, aRemainingEstimate, aTask, aTimeEntry } from '@tests/builders/records'
import type { Assignment } from '@/schema/assignment'
import type { RemainingEstimate } from '@/schema/remaining-estimate'
import type { Task } from '@/schema/task'
import type { TimeEntry } from '@/schema/time-entry'
import { aServer, type Server } from './a-server'
import { aWorld, P, type World } from './a-world'

/** The trigger-kept totals against a plain recomputation, after random writes of the administration. */

/** As many as it takes to notice any one of the triggers missing. */
const RUNS = 100
const DAYS = ['2026-12-31', '2027-01-01', '2027-01-03', '2027-01-04', '2027-02-10']
const coll = ['time_entries', 'remaining_estimates', 'assignments'] as const
type Coll = (typeof coll)[number]

const write = fc.record({
  kind: fc.constantFrom('put', 'put', 'put', 'delete', 'task'),
  coll: fc.constantFrom<Coll[]>(...coll),
  task: fc.nat(1),
  user: fc.nat(2),
  day: fc.nat(DAYS.length - 1),
  effort: fc.nat(4).map((quarters) => quarters * 250),
  progress: fc.option(fc.integer({ min: 0, max: 1000 })),
  rank: fc.nat(2),
  state: fc.constantFrom('open', 'open', 'done'),
})
type Write = typeof write extends fc.Arbitrary<infer W> ? W : never

const rowOf: { [c in Coll]: (w: Write, task: string, world: World) => { id: string } } = {
  time_entries: (w, task, world) =>
    aTimeEntry({ project: P, task, user: userOf(w, world), day: DAYS[w.day], effort: w.effort }),
  remaining_estimates: (w, task, world) =>
    aRemainingEstimate({
      project: P,
      task,
      user: userOf(w, world),
      // Few places, so that estimates are also changed and taken back.
      day: DAYS[w.day % 2],
      rank: w.rank % 2,
      remaining: w.effort,
      progress: w.progress,
    }),
  assignments: (w, task, world) => anAssignment({ project: P, task, user: userOf(w, world), effort: w.effort }),
}
const userOf = (w: Write, world: World) => [world.people.anna.id, world.people.bruno.id, world.people.pmo.id][w.user]!

/** Random programs against a server; what it says when they are through. */
async function compare(server: Server) {
  const world = await aWorld(server)
  let run = 0
  const program = fc.asyncProperty(fc.array(write, { minLength: 1, maxLength: 14 }), async (writes) => {
    run += 1
    const tasks = [0, 1].map((index) => anId(`rollup ${run} ${index}`))
    for (const id of tasks) await send(server, 'POST', 'tasks', aTask({ id, project: P, original_effort: 4000 }))
    for (const one of writes) await applyWrite(world, one, tasks[one.task]!)
    for (const id of tasks) await expectExact(server, id)
    await expectExactWeeks(server)
  })
  return fc.check(program, { numRuns: RUNS, seed: 7, endOnFailure: true })
}

test('task totals and project weeks equal a recomputation, whatever was written', async () => {
  const server = await aServer()
  const found = await compare(server)
  await server.stop()
  expect(found.failed, fc.defaultReportMessage(found)).toBe(false)
})

const TRIGGERS = [
  ...['insert', 'update', 'delete'].map((event) => `total_entries_${event}`),
  ...['insert', 'update', 'delete'].map((event) => `total_remaining_estimates_${event}`),
  ...['insert', 'update', 'delete'].map((event) => `total_assignments_${event}`),
  'total_tasks_insert',
  'total_tasks_update',
]
test.each(TRIGGERS)('without %s the comparison finds a difference', async (trigger) => {
  const server = await aServer({ sql: `DROP TRIGGER ${trigger}` })
  const { failed } = await compare(server)
  await server.stop()
  expect(failed).toBe(true)
})

test('threat 58: the week that a trigger keeps is the ISO week of its day, around every new year', async () => {
  const server = await aServer()
  const { people } = await aWorld(server)
  const task = anId('weeks of the trigger')
  await send(server, 'POST', 'tasks', aTask({ id: task, project: P }))
  for (const year of [2020, 2024, 2026, 2027, 2032])
    for (let after = 0; after < 12; after++) {
      const day = addDays(`${year}-12-26`, after)
      await send(
        server,
        'POST',
        'time_entries',
        aTimeEntry({ project: P, task, user: people.anna.id, day, effort: 250 }),
      )
    }
  await expectExactWeeks(server)
  await server.stop()
})

async function applyWrite(world: World, w: Write, task: string): Promise<void> {
  const { server } = world
  if (w.kind === 'task')
    return send(server, 'PATCH', `tasks/${task}`, { state: w.state, approved_change: w.effort - 500 })
  const row = rowOf[w.coll](w, task, world)
  if (w.kind === 'delete') return send(server, 'DELETE', `${w.coll}/${row.id}`)
  const { status } = await server.call('GET', recordPath(`${w.coll}/${row.id}`), undefined, server.admin)
  return status === 200 ? send(server, 'PATCH', `${w.coll}/${row.id}`, row) : send(server, 'POST', w.coll, row)
}

const recordPath = (path: string) => `/api/collections/${path.replace(/^(\w+)/, '$1/records')}`

async function send(server: Server, method: string, path: string, body?: object): Promise<void> {
  const { status, text } = await server.call(method, recordPath(path), body, server.admin)
  if (status >= 400 && !(method === 'DELETE' && status === 404)) throw new Error(text)
}

async function all<T>(server: Server, name: string, filter: string): Promise<T[]> {
  const query = `perPage=1000&skipTotal=1&filter=${encodeURIComponent(filter)}`
  const reply = await server.call('GET', `/api/collections/${name}/records?${query}`, undefined, server.admin)
  return (reply.json as { items: T[] }).items
}

async function expectExact(server: Server, id: string): Promise<void> {
  const [task] = await all<Task>(server, 'tasks', `id="${id}"`)
  const [total] = await all<object>(server, 'task_totals', `id="${id}"`)
  const entries = await all<TimeEntry>(server, 'time_entries', `task="${id}"`)
  const estimates = await all<RemainingEstimate>(server, 'remaining_estimates', `task="${id}"`)
  const assignments = await all<Assignment>(server, 'assignments', `task="${id}"`)
  expect(total).toMatchObject(totalOf(task!, entries, estimates, assignments))
}

function totalOf(task: Task, entries: TimeEntry[], estimates: RemainingEstimate[], assignments: Assignment[]) {
  const latest = [...latestEstimates(estimates).values()]
  const silent = assignments.filter((row) => !latest.some(({ user }) => user === row.user))
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)
  const planned = Math.max(0, task.original_effort + task.approved_change)
  const given = sum(latest.map((row) => row.remaining)) + sum(silent.map((row) => row.effort))
  const isUnplanned = assignments.length === 0 && estimates.length === 0
  return {
    actuals: sum(entries.map((row) => row.effort)),
    remaining: task.state === 'done' ? 0 : isUnplanned ? planned : given,
    unconfirmed: new Set(silent.map((row) => row.user)).size,
    confirmed_on: latest.map((row) => row.day).toSorted()[0] ?? '',
    last_day:
      entries
        .filter((row) => row.effort > 0)
        .map((row) => row.day)
        .toSorted()
        .at(-1) ?? '',
    progress: progressOf(latest, entries),
  }
}

function progressOf(latest: RemainingEstimate[], entries: TimeEntry[]): number | null {
  const parts = latest.flatMap(({ user, remaining, progress }) => {
    const spent = entries.filter((row) => row.user === user).reduce((sum, row) => sum + row.effort, 0)
    return progress === null ? [] : [{ progress, weight: spent + remaining }]
  })
  if (parts.length === 0) return null
  const weight = parts.reduce((sum, part) => sum + part.weight, 0)
  const mean = parts.reduce((sum, part) => sum + part.progress, 0) / parts.length
  return Math.round(weight === 0 ? mean : parts.reduce((sum, part) => sum + part.progress * part.weight, 0) / weight)
}

async function expectExactWeeks(server: Server): Promise<void> {
  const entries = await all<TimeEntry>(server, 'time_entries', `project="${P}"`)
  const weeks = await all<{ week: string; effort: number }>(server, 'project_weeks', `project="${P}" && effort > 0`)
  const sums = new Map<string, number>()
  for (const { day, effort } of entries) if (effort > 0) sums.set(weekOf(day), (sums.get(weekOf(day)) ?? 0) + effort)
  expect(new Map(weeks.map(({ week, effort }) => [week, effort]))).toEqual(sums)
}
