import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { weekOf } from '@/domain/calendar/days'
import { latestEstimates } from '@/domain/timesheet/remaining'
import { anAssignment, anId, aRemainingEstimate, aTask, aTimeEntry } from '@tests/builders/records'
import type { Assignment } from '@/schema/assignment'
import type { RemainingEstimate } from '@/schema/remaining-estimate'
import type { Task } from '@/schema/task'
import type { TimeEntry } from '@/schema/time-entry'
import { aServer, type Server } from './a-server'
import { aWorld, P, type World } from './a-world'

/** The trigger-kept totals against a plain recomputation, after random writes of the administration. */

let server: Server
let world: World
beforeAll(async () => {
  server = await aServer()
  world = await aWorld(server)
})
afterAll(() => server.stop())

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

const rowOf: { [c in Coll]: (w: Write, task: string) => { id: string } } = {
  time_entries: (w, task) => aTimeEntry({ project: P, task, user: userOf(w), day: DAYS[w.day], effort: w.effort }),
  remaining_estimates: (w, task) =>
    aRemainingEstimate({
      project: P,
      task,
      user: userOf(w),
      day: DAYS[w.day],
      rank: w.rank,
      remaining: w.effort,
      progress: w.progress,
    }),
  assignments: (w, task) => anAssignment({ project: P, task, user: userOf(w), effort: w.effort }),
}
const userOf = (w: Write) => [world.people.anna.id, world.people.bruno.id, world.people.pmo.id][w.user]!

test('task totals and project weeks equal a recomputation, whatever was written', async () => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(write, { minLength: 1, maxLength: 14 }), async (writes) => {
      run += 1
      const tasks = [0, 1].map((index) => anId(`rollup ${run} ${index}`))
      for (const id of tasks) await send('POST', 'tasks', aTask({ id, project: P, original_effort: 4000 }))
      for (const one of writes) await applyWrite(one, tasks[one.task]!)
      for (const id of tasks) await expectExact(id)
      await expectExactWeeks()
    }),
    { numRuns: 25, seed: 7 },
  )
})

async function applyWrite(w: Write, task: string): Promise<void> {
  if (w.kind === 'task') return send('PATCH', `tasks/${task}`, { state: w.state, approved_change: w.effort - 500 })
  const row = rowOf[w.coll](w, task)
  if (w.kind === 'delete') return send('DELETE', `${w.coll}/${row.id}`)
  const { status } = await server.call('GET', recordPath(`${w.coll}/${row.id}`), undefined, server.admin)
  return status === 200 ? send('PATCH', `${w.coll}/${row.id}`, row) : send('POST', w.coll, row)
}

const recordPath = (path: string) => `/api/collections/${path.replace(/^(\w+)/, '$1/records')}`

async function send(method: string, path: string, body?: object): Promise<void> {
  const { status, text } = await server.call(method, recordPath(path), body, server.admin)
  if (status >= 400 && !(method === 'DELETE' && status === 404)) throw new Error(text)
}

async function all<T>(name: string, filter: string): Promise<T[]> {
  const query = `perPage=1000&skipTotal=1&filter=${encodeURIComponent(filter)}`
  const reply = await server.call('GET', `/api/collections/${name}/records?${query}`, undefined, server.admin)
  return (reply.json as { items: T[] }).items
}

async function expectExact(id: string): Promise<void> {
  const [task] = await all<Task>('tasks', `id="${id}"`)
  const [total] = await all<object>('task_totals', `id="${id}"`)
  const entries = await all<TimeEntry>('time_entries', `task="${id}"`)
  const estimates = await all<RemainingEstimate>('remaining_estimates', `task="${id}"`)
  const assignments = await all<Assignment>('assignments', `task="${id}"`)
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

async function expectExactWeeks(): Promise<void> {
  const entries = await all<TimeEntry>('time_entries', `project="${P}"`)
  const weeks = await all<{ week: string; effort: number }>('project_weeks', `project="${P}" && effort > 0`)
  const sums = new Map<string, number>()
  for (const { day, effort } of entries) if (effort > 0) sums.set(weekOf(day), (sums.get(weekOf(day)) ?? 0) + effort)
  expect(new Map(weeks.map(({ week, effort }) => [week, effort]))).toEqual(sums)
}
