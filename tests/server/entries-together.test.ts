import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '@/domain/calendar/days'
import { aMembership, anId, aRate, aRemainingEstimate, aTask, aTimeEntry } from '@tests/builders/records'
import type { WireOp } from '@/schema/sync-wire'
import { aServer, type Server } from './a-server'
import { aWorld, change, changesOf, createOp, P, push, put, type World } from './a-world'
import { ask, planOf } from './faults/database'

/** Entries that come by the hundred are logged and counted together. Nobody can tell from those that came a few at a time. */

const RUNS = 12
/** Around a new year, so that weeks of both are there. */
const FIRST = '2025-12-15'
const CLOSED = '2025-12-24'
const FEW = 10

const someEntries = (least: number, most: number) =>
  fc.uniqueArray(fc.record({ task: fc.nat(2), user: fc.nat(2), day: fc.nat(30), quarters: fc.nat(4) }), {
    minLength: least,
    maxLength: most,
    selector: ({ task, user, day }) => `${task} ${user} ${day}`,
  })
const program = fc.record({
  before: someEntries(0, 6),
  together: someEntries(20, 60),
  estimates: fc.array(fc.record({ task: fc.nat(2), progress: fc.option(fc.integer({ min: 0, max: 1000 })) })),
})
type Program = typeof program extends fc.Arbitrary<infer P> ? P : never

/** Two profiles with a rate, one whose rate changes in between, and one person without any: days that cost nothing yet. */
async function aPricedWorld(server: Server): Promise<World> {
  const world = await aWorld(server)
  const member = (user: string) => aMembership({ project: P, user }).id
  await change(server, 'memberships', member(world.people.anna.id), { profile: 'Engineer' })
  await change(server, 'memberships', member(world.people.bruno.id), { profile: 'Draughtsman' })
  for (const [profile, starts_on, daily_rate] of [
    ['Engineer', '2025-01-01', 61_003],
    ['Engineer', '2026-01-05', 64_007],
    ['Draughtsman', '2025-12-20', 40_001],
  ] as const)
    await put(server, 'rates', aRate({ project: P, profile, starts_on, daily_rate }))
  await change(server, 'projects', P, { closed_through: CLOSED })
  return world
}

/** What a device of who leads the project hears of it, and in which order nobody promises. */
async function heardOf({ server, people }: World, run: string, program: Program, atOnce: number) {
  const pmo = people.pmo.token
  const users = [people.anna.id, people.bruno.id, people.pmo.id]
  const tasks = [0, 1, 2].map((index) => anId(`together ${run} ${index}`))
  const entries = (some: Program['together']): WireOp[] =>
    some.map(({ task, user, day, quarters }) => {
      const place = { project: P, task: tasks[task]!, user: users[user]!, day: addDays(FIRST, day) }
      return createOp('time_entries', aTimeEntry({ ...place, effort: quarters * 250, author: people.pmo.id }), P)
    })
  const estimates = program.estimates.map(({ task, progress }, rank) =>
    aRemainingEstimate({ project: P, task: tasks[task]!, user: people.anna.id, rank, progress, remaining: 250 * rank }),
  )
  await push(
    server,
    pmo,
    tasks.map((id) => createOp('tasks', aTask({ id, project: P }), P)),
  )
  await push(
    server,
    people.anna.token,
    estimates.map((estimate) => createOp('remaining_estimates', estimate, P)),
  )
  const old = new Set(program.before.map(({ task, user, day }) => `${task} ${user} ${day}`))
  await push(server, pmo, entries(program.before))
  const since = (await changesOf(server, pmo, P)).seq
  const ops = entries(program.together.filter(({ task, user, day }) => !old.has(`${task} ${user} ${day}`)))
  for (let from = 0; from < ops.length; from += atOnce) {
    const { results } = await push(server, pmo, ops.slice(from, from + atOnce))
    expect(results.filter((result) => result !== 1)).toEqual([])
  }
  const { rows } = await changesOf(server, pmo, P, since)
  return new Map(rows.map(({ coll, part, id, row }) => [`${coll} ${part} ${id}`, row]))
}

/** Random programs, each on the server in question and on one that counts entry by entry. */
async function compare(together: World, alone: World, name: string) {
  let run = 0
  const law = fc.asyncProperty(program, async (one) => {
    run += 1
    const heard = await heardOf(together, `${name} ${run}`, one, Infinity)
    expect(heard).toEqual(await heardOf(alone, `${name} ${run}`, one, FEW))
  })
  return fc.check(law, { numRuns: RUNS, seed: 23, endOnFailure: true })
}

describe('entries of one large batch', () => {
  let alone: World
  beforeAll(async () => void (alone = await aPricedWorld(await aServer())))
  afterAll(() => alone.server.stop())

  test('are logged, summed by task and week, priced and marked late as if they had come a few at a time', async () => {
    const together = await aPricedWorld(await aServer())
    const found = await compare(together, alone, 'whole')
    const leftOpen = await ask(together.server, 'SELECT count(*) AS value FROM sync_together')
    await together.server.stop()
    if (found.failed) throw found.errorInstance
    expect(found.numRuns).toBe(RUNS)
    expect(leftOpen).toBe('0')
  })

  test('are found by themselves, however long the history is', async () => {
    const statements = await statementsOf(alone.server)
    for (const statement of statements) {
      const steps = await planOf(alone.server, statement.replaceAll('OLD.after', '1000'))
      expect(steps.join('\n')).toContain('SEARCH e USING INTEGER PRIMARY KEY (rowid>?)')
      expect(steps.filter((step) => /SCAN (e|t|time_entries|sync_log)\b/.test(step))).toEqual([])
    }
  })

  test.each(['sync_log', 'actuals', 'progress', 'project_weeks SET', 'INTO project_weeks', 'task_costs'])(
    'without the statement of %s the comparison finds a difference',
    async (words) => {
      const statements = await statementsOf(alone.server)
      const rest = statements.filter((statement) => !statement.slice(0, 60).includes(words))
      expect(rest).toHaveLength(statements.length - 1)
      const body = rest.map((statement) => `${statement};`).join(' ')
      const sql = `DROP TRIGGER together_delete; CREATE TRIGGER together_delete AFTER DELETE ON sync_together BEGIN ${body} END`
      const broken = await aPricedWorld(await aServer({ sql }))
      const { failed } = await compare(broken, alone, words)
      await broken.server.stop()
      expect(failed).toBe(true)
    },
  )
})

/** What is done when the entries are there, a statement each. */
async function statementsOf(server: Server): Promise<string[]> {
  const sql = `SELECT replace(sql, char(10), ' ') AS value FROM sqlite_master WHERE name = 'together_delete'`
  const text = await ask(server, sql)
  return text
    .slice(text.indexOf('BEGIN') + 'BEGIN'.length, text.lastIndexOf('END'))
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
}
