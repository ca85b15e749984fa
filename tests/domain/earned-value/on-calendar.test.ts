import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, weekday } from '@/domain/calendar/days'
import { earnedOnCalendar } from '@/domain/earned-value/on-calendar'

const office = (day: string) => weekday(day) < 6
const work = [
  { starts_on: '2026-11-02', ends_on: '2026-11-13', effort: 10_000 },
  { starts_on: '2026-11-16', ends_on: '2026-11-27', effort: 10_000 },
]

describe('earned schedule on the calendar', () => {
  test('half of what two weeks planned, after these two weeks: one week behind, twice as long', () => {
    const two = [{ starts_on: '2026-11-02', ends_on: '2026-11-15', effort: 10_000 }]
    expect(earnedOnCalendar({ work: two, ev: 5000, day: '2026-11-15', isWorked: () => true })).toEqual({
      ES: 1,
      SVt: -1,
      SPIt: 0.5,
      IEACt: 4,
      at: 2,
      plannedDuration: 2,
      startsOn: '2026-11-02',
      plannedFinish: '2026-11-15',
      finish: '2026-11-29',
      isAllEarned: false,
    })
  })

  test('on plan at the end of a week it is neither early nor late, and ends on the planned day', () => {
    const found = earnedOnCalendar({ work, ev: 10_000, day: '2026-11-15', isWorked: office })!
    expect(found).toMatchObject({ ES: 2, at: 2, SVt: 0, SPIt: 1, finish: '2026-11-27' })
  })

  test('nothing earned is late by all the time gone by, and says no day (threat 57)', () => {
    expect(earnedOnCalendar({ work, ev: 0, day: '2026-11-08', isWorked: office })).toMatchObject({
      ES: 0,
      SVt: -1,
      SPIt: 0,
      IEACt: null,
      finish: null,
    })
  })

  test('all earned is the end of the plan; no finish is foretold any more', () => {
    const found = earnedOnCalendar({ work, ev: 20_000, day: '2026-11-22', isWorked: office })!
    expect(found.ES).toBeCloseTo(found.plannedDuration, 9)
    expect(found).toMatchObject({ finish: null, isAllEarned: true })
  })

  test('without dated effort, or before the first day, there is nothing to compare with (threat 57)', () => {
    expect(earnedOnCalendar({ work: [], ev: 5, day: '2026-11-08', isWorked: office })).toBe(null)
    const undated = [{ starts_on: '', ends_on: '', effort: 4000 }]
    expect(earnedOnCalendar({ work: undated, ev: 5, day: '2026-11-08', isWorked: office })).toBe(null)
    expect(earnedOnCalendar({ work, ev: 0, day: '2026-11-01', isWorked: office })).toBe(null)
  })

  test('earning more never ends later, and figures stay finite whatever the plan', () => {
    const task = fc.record({ start: fc.nat(60), length: fc.nat(40), effort: fc.nat(20).map((days) => days * 1000) })
    fc.assert(
      fc.property(
        fc.array(task, { maxLength: 6 }),
        fc.nat(100_000),
        fc.nat(20_000),
        fc.nat(120),
        (tasks, ev, more, at) => {
          const plan = tasks.map(({ start, length, effort }) => {
            const starts_on = addDays('2026-11-02', start)
            return { starts_on, ends_on: addDays(starts_on, length), effort }
          })
          const of = (earned: number) =>
            earnedOnCalendar({ work: plan, ev: earned, day: addDays('2026-11-02', at), isWorked: office })
          const [less, greater] = [of(ev), of(ev + more)]
          if (!less || !greater) return
          for (const value of [less.ES, less.SVt, less.at, less.plannedDuration])
            expect(Number.isFinite(value)).toBe(true)
          expect(greater.ES).toBeGreaterThanOrEqual(less.ES)
          if (less.finish && greater.finish) expect(greater.finish <= less.finish).toBe(true)
        },
      ),
    )
  })
})
