import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, weekday } from '@/domain/calendar/days'
import { curveOf } from '@/domain/closing/curve'
import { plannedValue } from '@/domain/earned-value/planned-value'

const isWorked = (day: string) => weekday(day) < 6
const day = fc.integer({ min: 0, max: 120 }).map((count) => addDays('2026-09-01', count))
const work = fc.array(
  fc.record({ starts_on: day, length: fc.nat(30), effort: fc.nat(50_000) }).map(({ starts_on, length, effort }) => ({
    starts_on,
    ends_on: addDays(starts_on, length),
    effort,
  })),
)

describe('planned value', () => {
  test('the example of the doc comment', () => {
    const week = [{ starts_on: '2026-11-16', ends_on: '2026-11-20', effort: 5000 }]
    expect(plannedValue(week, '2026-11-17', () => true)).toBe(2000)
  })

  test('nothing before, all after, never less than the day before', () => {
    fc.assert(
      fc.property(work, day, (tasks, at) => {
        const sum = tasks.reduce((all, { effort }) => all + effort, 0)
        expect(plannedValue(tasks, '2026-08-31', isWorked)).toBe(0)
        expect(plannedValue(tasks, '2027-06-01', isWorked)).toBe(sum)
        expect(plannedValue(tasks, addDays(at, 1), isWorked)).toBeGreaterThanOrEqual(plannedValue(tasks, at, isWorked))
      }),
    )
  })

  test('days of rest add nothing; a task on days of rest alone is spread over them', () => {
    const task = [{ starts_on: '2026-11-19', ends_on: '2026-11-23', effort: 3000 }]
    expect(
      ['2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22'].map((at) => plannedValue(task, at, isWorked)),
    ).toEqual([1000, 2000, 2000, 2000])
    const rest = [{ starts_on: '2026-11-21', ends_on: '2026-11-22', effort: 1000 }]
    expect(plannedValue(rest, '2026-11-21', isWorked)).toBe(500)
  })

  test('work without days is planned for none (threat 57)', () => {
    expect(plannedValue([{ starts_on: '', ends_on: '', effort: 4000 }], '2030-01-01', isWorked)).toBe(0)
  })
})

test('the S-curve says what each closing said: the worked case earns 8 of 20 at 40 %', () => {
  const closed = { through: '2026-11-20', original: 20_000, changes: 0, actuals: 12_000, remaining: 12_000 } as const
  const [point, unknown] = curveOf(
    [
      { ...closed, through: closed.through as never, progress: 400 },
      { ...closed, through: closed.through as never, progress: null },
    ],
    () => 10_000,
  )
  expect(point).toEqual({
    day: '2026-11-20',
    budget: 20_000,
    actuals: 12_000,
    landing: 24_000,
    planned: 10_000,
    earned: 8000,
  })
  expect(unknown!.earned).toBe(null)
  expect(curveOf([{ ...closed, through: closed.through as never, progress: 400 }], null)[0]!.planned).toBe(null)
})
