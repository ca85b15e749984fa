import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignmentId, dependencyId } from '@/domain/identity/derived-id'
import { addDays } from '@/domain/calendar/days'
import { progressOf } from '@/domain/progress/wbs'
import { guessMapping } from '@/files/table/columns'
import { draftOfTable } from '@/files/table/draft-of-table'
import { planTables } from '@/files/table/plan-tables'
import { readXlsxTable } from '@/files/xlsx/read'
import { writeWorkbook } from '@/files/xlsx/write'
import { comparePlan } from '@/files/preview/compare'
import type { PresentPlan } from '@/files/preview/present'
import type { Assignment } from '@/schema/assignment'
import type { Dependency } from '@/schema/dependency'
import type { IsoDay } from '@/schema/brands'
import type { Task } from '@/schema/task'
import { frenchWords } from '../../../bin/plan-words'
import { aTask, anId } from '../../builders/records'
import { nobody, PROJECT } from '../preview/worlds'

/** A plan taken out as a table, and brought back. */

const PEOPLE = ['Anne Test', 'Bruno Test', 'Chloé Test'].map((name, index) => ({
  id: anId(`person${index}`) as string,
  name,
  email: '',
}))
const day = fc.integer({ min: 0, max: 300 }).map((count) => addDays('2026-09-01', count))
const maybeDay = fc.option(day, { nil: '' })
const name = fc.constantFrom('Études', 'Travaux', 'Mise en service', '=1+1', 'Lot 1.10', 'Réception; fin', '2026-11-03')

const line = fc.record({
  /** 0 = on its own, else below the phase before. */
  below: fc.boolean(),
  kind: fc.constantFrom('phase', 'task', 'task', 'task', 'milestone'),
  name,
  from: day,
  length: fc.nat(40),
  effort: fc.integer({ min: 0, max: 4000 }).map((steps) => steps * 5),
  change: fc.integer({ min: 0, max: 400 }).map((steps) => steps * 5),
  done: fc.boolean(),
  progress: fc.option(
    fc.integer({ min: 0, max: 100 }).map((percent) => percent * 10),
    { nil: null },
  ),
  actual: maybeDay,
  duration: fc.constantFrom(0, 2500, 5000),
  owner: fc.option(fc.constantFrom(...PEOPLE.map(({ id }) => id)), { nil: '' }),
  doers: fc.uniqueArray(fc.constantFrom(...PEOPLE.map(({ id }) => id)), { maxLength: 2 }),
  after: fc.option(
    fc.record({
      back: fc.integer({ min: 1, max: 5 }),
      type: fc.constantFrom('FS', 'SS', 'FF'),
      lag: fc.constantFrom(0, 2000, -1500),
    }),
    { nil: null },
  ),
})

function worldOf(lines: readonly (typeof line extends fc.Arbitrary<infer Line> ? Line : never)[]): PresentPlan {
  const tasks: Task[] = []
  const dependencies: Dependency[] = []
  const assignments: Assignment[] = []
  let phase = ''
  for (const [index, one] of lines.entries()) {
    const id = anId(`line${index}`)
    const base = {
      id,
      project: PROJECT,
      parent: one.below ? phase : '',
      name: one.name,
      position: index + 1,
      owner: one.owner,
    }
    const state = one.done ? 'done' : 'open'
    const ends = addDays(one.from, one.length)
    if (one.kind === 'phase') tasks.push(aTask({ ...base, kind: 'phase' } as never))
    if (one.kind === 'milestone')
      tasks.push(aTask({ ...base, kind: 'milestone', forecast_on: one.from, actual_on: one.actual, state } as never))
    if (one.kind === 'task') {
      const planned = { original_effort: one.effort, approved_change: one.change, duration: one.duration }
      tasks.push(
        aTask({
          ...base,
          kind: 'task',
          starts_on: one.from,
          ends_on: ends,
          physical_progress: one.progress,
          state,
          ...planned,
        } as never),
      )
      for (const user of one.doers)
        assignments.push({
          id: assignmentId(id, { user }),
          project: PROJECT,
          task: id,
          user,
          profile: '',
          effort: 1234,
        } as never)
    }
    const before = one.after && one.kind !== 'phase' ? tasks[tasks.length - 1 - one.after.back] : undefined
    if (before && before.kind !== 'phase')
      dependencies.push({
        id: dependencyId(before.id, id),
        project: PROJECT,
        predecessor: before.id,
        successor: id,
        type: one.after!.type,
        lag: one.after!.lag,
      } as never)
    if (one.kind === 'phase' && !one.below) phase = id
  }
  const shown = tasks.map((task) => [task.id, progressOf(task, undefined)] as const)
  const progress = Object.fromEntries(shown.flatMap(([id, value]) => (value === null ? [] : [[id, value]])))
  return { ...nobody, tasks, dependencies, assignments, people: PEOPLE, progress }
}

async function broughtBack(present: PresentPlan, change: (rows: string[][]) => void = () => undefined) {
  const nameOf = (id: string) => PEOPLE.find((person) => person.id === id)?.name ?? ''
  const records = { name: 'Plan', nameOf, totals: new Map(), ...present } as Parameters<typeof planTables>[0]
  const bytes = await writeWorkbook({ title: 'Plan', tables: planTables(records, frenchWords), cutMark: '…' })
  const table = await readXlsxTable(bytes)
  change(table.rows)
  return comparePlan(draftOfTable(table, guessMapping(table), { hours: 8 }), present)
}

describe('a plan as a table', () => {
  it('brought back as it went out changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), async (lines) => {
        const present = worldOf(lines)
        const { added, changed, absent, links, absentLinks, people, unknownPeople, problems } =
          await broughtBack(present)
        expect({ added, changed, absent, links, absentLinks, people, unknownPeople, problems }).toEqual({
          added: [],
          changed: [],
          absent: [],
          links: [],
          absentLinks: [],
          people: [],
          unknownPeople: [],
          problems: [],
        })
      }),
      { numRuns: 60 },
    )
  })

  it('with a new name, another day and a new line, changes these and nothing else', async () => {
    const one = {
      below: false,
      length: 4,
      effort: 5000,
      change: 0,
      done: false,
      progress: null,
      actual: '',
      duration: 0 as const,
      owner: '',
      doers: [],
      after: null,
    }
    const present = worldOf([
      { ...one, kind: 'phase', name: 'Études', from: '2026-09-07' as IsoDay },
      { ...one, kind: 'task', name: 'Travaux', from: '2026-09-07' as IsoDay, below: true },
    ])
    const found = await broughtBack(present, (rows) => {
      const head = rows[0]!
      rows[2]![head.indexOf('Nom')] = 'Gros œuvre'
      rows[2]![head.indexOf('Fin')] = '2026-09-18'
      const added = head.map(() => '')
      added[head.indexOf('N°')] = '1.2'
      added[head.indexOf('Nom')] = 'Second œuvre'
      rows.push(added)
    })
    expect(found.changed.map(({ changes }) => changes.map(({ field }) => field))).toEqual([['name', 'ends_on']])
    expect(found.added.map(({ name, above }) => [above, name])).toEqual([['Études', 'Second œuvre']])
    expect([found.absent, found.people, found.problems]).toEqual([[], [], []])
  })
})
