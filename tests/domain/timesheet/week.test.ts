import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstDayToFill, shownDays, total, weekDays } from '@/domain/timesheet/week'
import { weekRows } from '@/domain/timesheet/rows'
import { latestEstimates, suggestedRemaining } from '@/domain/timesheet/remaining'

const fullTime = { weekPattern: [1000, 1000, 1000, 1000, 1000, 0, 0], zone: 'metropole' }
const entry = (day: string, effort: number, task = 't1') => ({ task, day, effort })

describe('a week of time', () => {
  it('ten entries of a tenth make exactly one day', () => {
    expect(total(Array.from({ length: 10 }, () => ({ effort: 100 })))).toBe(1000)
  })

  it('a public holiday expects nothing', () => {
    const wednesday = weekDays('2026-W46', fullTime, [])[2]
    expect(wednesday).toMatchObject({ day: '2026-11-11', capacity: 0, holiday: 'armistice-1918', missing: 0 })
  })

  it('is the sum of its days, across a month and a year end too', () => {
    const days = fc.constantFrom('2026-12-28', '2026-12-31', '2027-01-01', '2027-01-03')
    const entries = fc.array(fc.record({ task: fc.constant('t'), day: days, effort: fc.nat(1000) }))
    fc.assert(
      fc.property(entries, (all) => {
        const week = weekDays('2026-W53', fullTime, all)
        expect(week.reduce((sum, day) => sum + day.entered, 0)).toBe(total(all))
      }),
    )
  })

  it('shows what is over capacity and refuses nothing', () => {
    const monday = weekDays('2026-W47', fullTime, [entry('2026-11-16', 750), entry('2026-11-16', 500, 't2')])[0]
    expect(monday).toMatchObject({ entered: 1250, over: 250, missing: 0 })
  })

  it('draws a Saturday only when something is there', () => {
    expect(shownDays(weekDays('2026-W47', fullTime, []))).toHaveLength(5)
    expect(shownDays(weekDays('2026-W47', fullTime, [entry('2026-11-21', 250)]))).toHaveLength(6)
  })

  it('opens on today, else on the first day with something missing', () => {
    const week = weekDays('2026-W47', fullTime, [entry('2026-11-16', 1000)])
    expect(firstDayToFill(week, '2026-11-19')?.day).toBe('2026-11-19')
    expect(firstDayToFill(week, '2026-12-24')?.day).toBe('2026-11-17')
  })
})

describe('the rows of a week', () => {
  it('hold each task once: last week, assigned, added, then whatever else has time this week', () => {
    const rows = weekRows({
      assigned: ['t2', 't3'],
      thisWeek: [entry('2026-11-16', 500, 't2')],
      lastWeek: [entry('2026-11-09', 500, 't4'), entry('2026-11-10', 0, 't5')],
      added: ['t6', 't2'],
    })
    expect(rows).toEqual(['t4', 't2', 't3', 't6'])
  })

  it('stay where they are when time is put on one of them: a row never moves under a finger', () => {
    const before = { assigned: ['t1', 't2', 't3'], thisWeek: [], lastWeek: [], added: ['t4'] }
    for (const task of ['t1', 't2', 't3', 't4'])
      expect(weekRows({ ...before, thisWeek: [entry('2026-11-16', 250, task)] })).toEqual(weekRows(before))
  })

  it('do not depend on the order in which entries lie in the store: sending them in the background moves nothing', () => {
    const lastWeek = ['a', 'b', 'c', 'd'].map((task, index) => entry('2026-11-09', 250 * (1 + (index % 2)), task))
    const thisWeek = ['x', 'y', 'z'].map((task) => entry('2026-11-16', 250, task))
    const shuffled = fc.tuple(
      fc.shuffledSubarray(lastWeek, { minLength: 4 }),
      fc.shuffledSubarray(thisWeek, { minLength: 3 }),
    )
    fc.assert(
      fc.property(shuffled, ([last, now]) => {
        const rows = weekRows({ assigned: ['t'], thisWeek: now, lastWeek: last, added: [] })
        expect(rows).toEqual(['b', 'd', 'a', 'c', 't', 'x', 'y', 'z'])
      }),
    )
  })
})

describe('what remains', () => {
  it('is proposed as R − c and never below zero', () => {
    expect(suggestedRemaining(3000, 500)).toBe(2500)
    expect(suggestedRemaining(250, 1000)).toBe(0)
  })

  it('the latest day holds, then the highest rank, in whatever order they arrive', () => {
    const estimates = [
      { task: 't', user: 'u', day: '2026-11-10', rank: 3, remaining: 5000, progress: null },
      { task: 't', user: 'u', day: '2026-11-12', rank: 0, remaining: 4000, progress: null },
      { task: 't', user: 'u', day: '2026-11-12', rank: 1, remaining: 3000, progress: null },
    ]
    fc.assert(
      fc.property(fc.shuffledSubarray(estimates, { minLength: 3 }), (shuffled) => {
        expect(latestEstimates(shuffled).get('t|u')?.remaining).toBe(3000)
      }),
    )
  })
})
