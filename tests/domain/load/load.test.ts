import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { capacityOn, type WorkPattern } from '@/domain/calendar/capacity'
import { addDays, weekOf } from '@/domain/calendar/days'
import { commitmentsOf, type Commitment, type LoadEstimate, type LoadTask } from '@/domain/load/commitment'
import { loadLine, weeksFrom } from '@/domain/load/load-plan'
import { firstDay, spreadWork } from '@/domain/load/spread'
import { FULL_TIME } from '@/schema/user'

const person = (pattern: Partial<WorkPattern> = {}) => {
  const whole: WorkPattern = { weekPattern: FULL_TIME, zone: 'metropole', ...pattern }
  return (day: string) => capacityOn(whole, day)
}
const work = (fields: Partial<Commitment> = {}): Commitment => ({
  task: 't1',
  project: 'p1',
  user: 'u1',
  profile: '',
  remaining: 5000,
  startsOn: '2026-11-16',
  endsOn: '2026-11-20',
  ...fields,
})
const lineOf = (commitments: readonly Commitment[], capacityOf = person(), today = '2026-11-16', count = 12) =>
  loadLine('u1', commitments, { today, weeks: weeksFrom(today, count), capacityOf, isKnown: true })

const aDay = fc.integer({ min: 0, max: 800 }).map((count) => addDays('2026-06-01', count))
const aPattern = fc.record({
  weekPattern: fc.array(fc.constantFrom(0, 250, 500, 800, 1000), { minLength: 7, maxLength: 7 }),
  zone: fc.constantFrom('metropole', 'alsace-moselle', 'la-reunion', 'unknown'),
  leave: fc.dictionary(aDay, fc.integer({ min: 0, max: 1500 })).map((days) => new Map(Object.entries(days))),
})
const someWork = fc.record({
  remaining: fc.integer({ min: 1, max: 400_000 }),
  startsOn: fc.oneof(aDay, fc.constant('')),
  endsOn: aDay,
})

describe('spreading work over weeks', () => {
  it('loses and invents no thousandth of a day', () => {
    fc.assert(
      fc.property(someWork, aDay, aPattern, (one, today, pattern) => {
        const { weeks } = spreadWork(one, firstDay(today), person(pattern))
        expect([...weeks.values()].reduce((sum, part) => sum + part, 0)).toBe(one.remaining)
        expect([...weeks.values()].every((part) => Number.isInteger(part) && part >= 0)).toBe(true)
      }),
    )
  })

  it('puts nothing before the first day, nor outside the period where there is room in it', () => {
    fc.assert(
      fc.property(someWork, aDay, aPattern, (one, today, pattern) => {
        const from = firstDay(today)
        const { placement, weeks } = spreadWork(one, from, person(pattern))
        for (const week of weeks.keys()) {
          expect(week >= weekOf(from)).toBe(true)
          if (placement === 'dated') expect(week <= weekOf(one.endsOn)).toBe(true)
        }
      }),
    )
  })

  it('follows what the person can give: a week with leave in it takes less', () => {
    const leave = new Map([
      ['2026-11-26', 1000],
      ['2026-11-27', 1000],
    ])
    const fortnight = work({ remaining: 7000, endsOn: '2026-11-27' })
    const { weeks } = spreadWork(fortnight, '2026-11-16', person({ leave }))
    expect(Object.fromEntries(weeks)).toEqual({ '2026-W47': 4375, '2026-W48': 2625 })
  })

  it('is what its example says', () => {
    const { weeks } = spreadWork(
      { remaining: 3000, startsOn: '2026-11-19', endsOn: '2026-11-24' },
      '2026-11-16',
      person(),
    )
    expect(Object.fromEntries(weeks)).toEqual({ '2026-W47': 1500, '2026-W48': 1500 })
  })

  it('goes through week 53 into the first week of the year after', () => {
    const { weeks } = spreadWork(
      work({ remaining: 8000, startsOn: '2026-12-28', endsOn: '2027-01-08' }),
      '2026-12-28',
      person(),
    )
    // New Year's Day is a Friday: four days in the first week, five in the second.
    expect(Object.fromEntries(weeks)).toEqual({ '2026-W53': 3556, '2027-W01': 4444 })
  })

  it('shows work on its last week where the person can give nothing in its whole period', () => {
    const away = new Map([0, 1, 2, 3, 4].map((count) => [addDays('2026-11-16', count) as string, 1000]))
    const cell = lineOf([work()], person({ leave: away })).cells[0]!
    expect(cell).toMatchObject({ demand: 5000, capacity: 0, rate: null, isOver: true })
  })

  it('starts on Monday when looked at on a week-end', () => {
    expect(firstDay('2026-11-28')).toBe('2026-11-30')
    expect(firstDay('2026-11-27')).toBe('2026-11-27')
    expect(weeksFrom('2026-12-30', 2)).toEqual(['2026-W53', '2027-W01'])
  })
})

describe('a line of the plan', () => {
  it('accounts for all of its work: in weeks, later, or undated', () => {
    const many = fc.array(
      fc.record({
        remaining: fc.integer({ min: 1, max: 50_000 }),
        startsOn: aDay,
        endsOn: fc.oneof(aDay, fc.constant('')),
      }),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(many, aDay, aPattern, (ones, today, pattern) => {
        const line = lineOf(
          ones.map((one) => work(one)),
          person(pattern),
          today,
        )
        const inWeeks = line.cells.reduce((sum, cell) => sum + cell.demand, 0)
        const undated = line.undated.reduce((sum, item) => sum + item.amount, 0)
        expect(inWeeks + line.later + undated).toBe(ones.reduce((sum, one) => sum + one.remaining, 0))
        for (const { capacity, demand, items, isOver } of line.cells) {
          expect(capacity).toBeGreaterThanOrEqual(0)
          expect(items.reduce((sum, item) => sum + item.amount, 0)).toBe(demand)
          expect(isOver).toBe(demand > capacity!)
        }
      }),
    )
  })

  it('threat 59: is over on the week in which more is planned than can be given, and on no other', () => {
    const line = lineOf([
      work(),
      work({ task: 't2', remaining: 2000 }),
      work({ task: 't3', startsOn: '2026-11-23', endsOn: '2026-11-27' }),
    ])
    expect(line.cells.filter((cell) => cell.isOver).map((cell) => cell.week)).toEqual(['2026-W47'])
    expect(line.cells[0]).toMatchObject({ demand: 7000, capacity: 5000, rate: 1.4 })
    expect(line.cells[0]!.items.map((item) => [item.task, item.amount])).toEqual([
      ['t1', 5000],
      ['t2', 2000],
    ])
    expect(line.cells[1]).toMatchObject({ rate: 1, isOver: false })
  })

  it('takes half a day of leave, and no day more, off a week', () => {
    expect(lineOf([], person({ leave: new Map([['2026-11-18', 500]]) })).cells[0]!.capacity).toBe(4500)
    expect(lineOf([], person({ leave: new Map([['2026-11-18', 9000]]) })).cells[0]!.capacity).toBe(4000)
    expect(lineOf([], person({ weekPattern: [1000, 1000, 0, 1000, 500, 0, 0] })).cells[0]!.capacity).toBe(3500)
  })

  it('counts a holiday on a week-end as nothing lost', () => {
    // 15 August 2026 is a Saturday.
    expect(lineOf([], person(), '2026-08-10').cells[0]!.capacity).toBe(5000)
  })

  it("threat 58: keeps the person's own holidays, whatever the project's: Good Friday in Alsace-Moselle", () => {
    const there = person({ zone: 'alsace-moselle' })
    expect(lineOf([], there, '2027-03-22').cells[0]!.capacity).toBe(4000)
    expect(lineOf([], person(), '2027-03-22').cells[0]!.capacity).toBe(5000)
  })

  it('holds the week under way against what is left of it', () => {
    expect(lineOf([work({ remaining: 3000 })], person(), '2026-11-19').cells[0]).toMatchObject({
      capacity: 2000,
      isOver: true,
    })
  })

  it('puts work whose end has passed on the first week, and says so', () => {
    const line = lineOf([work({ remaining: 1000 })], person(), '2026-12-01')
    expect(line.cells[0]!.items).toEqual([{ task: 't1', project: 'p1', amount: 1000, isOverdue: true }])
  })

  it('knows no rate for a profile: nobody is named whose time it would take', () => {
    const at = { today: '2026-11-16', weeks: weeksFrom('2026-11-16', 2), capacityOf: person(), isKnown: false }
    expect(loadLine('Engineer', [work()], at).cells[0]).toMatchObject({
      demand: 5000,
      capacity: null,
      rate: null,
      isOver: false,
    })
  })
})

describe('what remains', () => {
  const task = (fields: Partial<LoadTask> = {}): LoadTask => ({
    id: 't1',
    project: 'p1',
    kind: 'task',
    state: 'open',
    starts_on: '2026-11-16',
    ends_on: '2026-11-20',
    ...fields,
  })
  const estimate = (fields: Partial<LoadEstimate> = {}): LoadEstimate => ({
    task: 't1',
    user: 'u1',
    day: '2026-11-12',
    rank: 0,
    remaining: 2000,
    progress: null,
    ...fields,
  })
  const planned = { task: 't1', user: 'u1', effort: 5000 }
  const spent = () => 1500
  const remains = (fields: Partial<Parameters<typeof commitmentsOf>[0]>) =>
    commitmentsOf({ tasks: [task()], assignments: [planned], estimates: [], spent, ...fields }).map(
      (one) => one.remaining,
    )

  it('is the planned effort less what was spent, until its doer says otherwise', () => {
    expect(remains({})).toEqual([3500])
    expect(remains({ estimates: [estimate(), estimate({ rank: 1, remaining: 4000 })] })).toEqual([4000])
    expect(remains({ estimates: [estimate({ finished: true })] })).toEqual([])
  })
  it('is nothing of a task that is done, nor of a phase', () => {
    expect(remains({ tasks: [task({ state: 'done' })] })).toEqual([])
    expect(remains({ tasks: [task({ kind: 'phase' })] })).toEqual([])
  })
  it('never goes below nothing', () => {
    expect(remains({ spent: () => 9000 })).toEqual([])
  })
  it('is said too by who was not planned', () => {
    expect(remains({ assignments: [], estimates: [estimate()] })).toEqual([2000])
  })
  it('of a profile is all that was planned: nobody has spent on it', () => {
    const [one] = commitmentsOf({
      tasks: [task()],
      assignments: [{ task: 't1', user: '', profile: 'Engineer', effort: 3000 }],
      estimates: [estimate({ user: '' })],
      spent,
    })
    expect(one).toMatchObject({ user: '', profile: 'Engineer', remaining: 3000 })
  })
})
