import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { driftBetween } from '@/domain/closing/drift'
import { snapshotOf, type EntryAfter, type SnapshotInput } from '@/domain/closing/snapshot'
import { addDays } from '@/domain/calendar/days'
import { anId, aTask } from '../../builders/records'

const phase = aTask({ id: anId('phase'), kind: 'phase', name: 'Works' })
const walls = aTask({ id: anId('walls'), parent: phase.id, name: 'Walls', original_effort: 20_000 })
const roof = aTask({
  id: anId('roof'),
  parent: phase.id,
  name: 'Roof',
  position: 2,
  original_effort: 8000,
  approved_change: 2000,
})
const FRIDAY = '2026-11-20'
const [anna, bruno] = ['anna', 'bruno']

const total = (actuals: number, remaining: number, progress: number | null = null) => ({
  actuals,
  remaining,
  unconfirmed: 0,
  confirmed_on: '2026-11-19',
  progress,
})
const input = (fields: Partial<SnapshotInput> = {}): SnapshotInput => ({
  through: FRIDAY,
  tasks: [phase, walls, roof],
  totals: new Map([
    [walls.id as string, total(12_000, 12_000, 400)],
    [roof.id as string, total(0, 10_000, 0)],
  ]),
  entries: [],
  lastWords: [],
  previous: null,
  ...fields,
})
const spent = (day: string, effort: number, user = anna!): EntryAfter => ({ task: walls.id, user, day, effort })
const lineOf = (id: string, of: SnapshotInput) => snapshotOf(of).items.find((item) => item.task === id)!

describe('a project as it stood at the end of a day', () => {
  test('the worked case: B 20, C 12, R 12 lands at 24, 4 over', () => {
    const { original, changes, actuals, remaining, progress } = lineOf(walls.id, input())
    expect({ original, changes, actuals, remaining, progress }).toEqual({
      original: 20_000,
      changes: 0,
      actuals: 12_000,
      remaining: 12_000,
      progress: 400,
    })
  })

  test('a phase and the project are the sums of their tasks', () => {
    const { figures, items } = snapshotOf(input())
    expect(figures).toMatchObject({ original: 28_000, changes: 2000, actuals: 12_000, remaining: 22_000 })
    expect(items[0]).toMatchObject({ task: phase.id, actuals: 12_000, remaining: 22_000 })
  })

  test('time of later days is left out, and what its doer said remains after it has it back', () => {
    const monday = input({
      entries: [spent('2026-11-23', 1000)],
      lastWords: [{ task: walls.id, user: anna!, day: '2026-11-23' }],
    })
    expect(lineOf(walls.id, monday)).toMatchObject({ actuals: 11_000, remaining: 13_000 })
  })

  test('a word given before that time already counted it as remaining: nothing is added back', () => {
    const later = input({ entries: [spent('2026-11-24', 1000), spent('2026-11-24', 500, bruno)] })
    expect(lineOf(walls.id, later)).toMatchObject({ actuals: 10_500, remaining: 12_000 })
    const mixed = input({
      entries: [spent('2026-11-24', 1000), spent('2026-11-24', 500, bruno)],
      lastWords: [{ task: walls.id, user: bruno!, day: '2026-11-25' }],
    })
    expect(lineOf(walls.id, mixed)).toMatchObject({ actuals: 10_500, remaining: 12_500 })
  })

  test('what arrived for days that the closing before had counted is late, and part of the actuals', () => {
    const items = [
      { task: phase.id, actuals: 8000 },
      { task: walls.id, actuals: 8000 },
    ]
    const previous = { through: '2026-11-13', items }
    const line = lineOf(walls.id, input({ previous, entries: [spent('2026-11-17', 3000)] }))
    // 12 now, 3 of them after the 13th: 9 where 8 were counted.
    expect(line).toMatchObject({ actuals: 12_000, late: 1000 })
    const whole = snapshotOf(input({ previous, entries: [spent('2026-11-17', 3000)] }))
    expect(whole.figures.late).toBe(1000)
    // A phase is the sum of its tasks, not counted again.
    const lateOf = (id: string) => whole.items.find((item) => item.task === id)?.late
    expect([phase.id, walls.id, roof.id].map(lateOf)).toEqual([1000, 1000, 0])
  })

  test('nothing that happens after a closing changes what it would be again: the same bytes', () => {
    const days = fc.integer({ min: 1, max: 20 }).map((after) => addDays(FRIDAY, after))
    const later = fc.array(
      fc.record({ day: days, effort: fc.constantFrom(250, 500, 1000), user: fc.constantFrom(anna!, bruno!) }),
    )
    const first = JSON.stringify(snapshotOf(input()))
    fc.assert(
      fc.property(later, (more) => {
        const entries = more.map((entry) => spent(entry.day, entry.effort, entry.user))
        const sum = entries.reduce((all, { effort }) => all + effort, 0)
        // Each doer says what remains right after their last day: what they spent is off it.
        const lastWords = [anna!, bruno!].map((user) => ({ task: walls.id, user, day: addDays(FRIDAY, 30) }))
        const totals = new Map(input().totals).set(walls.id, total(12_000 + sum, 12_000 - sum, 400))
        expect(JSON.stringify(snapshotOf(input({ entries, lastWords, totals })))).toBe(first)
      }),
    )
  })
})

describe('the drift between two closings', () => {
  const line = (task: string, actuals: number, remaining: number, late = 0) => ({
    task: anId(task),
    kind: 'task' as const,
    name: task,
    original: 10_000,
    changes: 0,
    actuals,
    remaining,
    late,
  })

  test('the example of the doc comment: 2 days, half a day of it late', () => {
    const found = driftBetween([line('a', 5000, 5000)], [line('a', 9000, 3000, 500)])
    expect(found).toMatchObject({ drift: 2000, late: 500, tasks: [{ drift: 2000, late: 500, restated: 1500 }] })
  })

  test('the parts add up to the whole, and to the difference of the landings', () => {
    const lines = fc.uniqueArray(
      fc.record({
        task: fc.constantFrom('a', 'b', 'c', 'd'),
        actuals: fc.nat(9000),
        remaining: fc.nat(9000),
        late: fc.nat(500),
      }),
      { selector: ({ task }) => task },
    )
    const made = (rows: { task: string; actuals: number; remaining: number; late: number }[]) =>
      rows.map((row) => line(row.task, row.actuals, row.remaining, row.late))
    const landing = (rows: { actuals: number; remaining: number }[]) =>
      rows.reduce((sum, row) => sum + row.actuals + row.remaining, 0)
    fc.assert(
      fc.property(lines, lines, lines, (first, second, third) => {
        const one = driftBetween(made(first), made(second))
        const two = driftBetween(made(second), made(third))
        expect(one.drift).toBe(landing(second) - landing(first))
        expect(one.tasks.reduce((sum, task) => sum + task.late + task.restated, 0)).toBe(one.drift)
        // The drift of two periods is the sum of theirs.
        expect(one.drift + two.drift).toBe(driftBetween(made(first), made(third)).drift)
      }),
    )
  })

  test('a task that came or went is told even where it weighs nothing; a changed budget is no drift', () => {
    const allowed = { ...line('a', 0, 5000), changes: 1000 }
    const found = driftBetween([line('a', 0, 5000), line('b', 0, 0)], [allowed, line('c', 0, 0)])
    expect(found.drift).toBe(0)
    expect(found.tasks.map(({ name, kind, budget }) => [name, kind, budget])).toEqual([
      ['a', 'changed', 1000],
      ['b', 'gone', -10_000],
      ['c', 'new', 10_000],
    ])
  })
})
