import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, daysOfWeek } from '@/domain/calendar/days'
import { leaveByDay } from '@/domain/timesheet/absences'
import { asPlanned } from '@/domain/timesheet/as-planned'
import { copiedWeek } from '@/domain/timesheet/copy'
import { fitDay } from '@/domain/timesheet/fit'
import { addMonths, monthView, weeksOfMonth } from '@/domain/timesheet/month'
import { effortOf, parsePasted } from '@/domain/timesheet/paste'
import { total, weekDays } from '@/domain/timesheet/week'

const fullTime = { weekPattern: [1000, 1000, 1000, 1000, 1000, 0, 0], zone: 'metropole' }
const fourDays = { weekPattern: [1000, 1000, 0, 1000, 1000, 0, 0], zone: 'metropole' }
const step = fc.constantFrom(250, 500, 1000, 100)
const share = fc.record({ task: fc.constantFrom('a', 'b', 'c', 'd'), effort: fc.nat(1000) })
const shares = fc.uniqueArray(share, { selector: (one) => one.task })

describe('a day that is filled', () => {
  test('holds no more than its room, in whole steps, and gives no task more than a step above its part', () => {
    fc.assert(
      fc.property(shares, fc.nat(1500), step, (wanted, room, unit) => {
        const fitted = fitDay(wanted, room, unit)
        expect(total(fitted)).toBeLessThanOrEqual(room)
        for (const { task, effort } of fitted) {
          expect(effort % unit).toBe(0)
          expect(effort).toBeGreaterThan(0)
          expect(effort).toBeLessThanOrEqual(wanted.find((one) => one.task === task)!.effort + unit)
        }
      }),
      { seed: 1 },
    )
  })

  test('uses all of its room when there is enough to put in', () => {
    expect(
      fitDay(
        [
          { task: 'a', effort: 600 },
          { task: 'b', effort: 600 },
        ],
        1000,
        250,
      ),
    ).toEqual([
      { task: 'a', effort: 500 },
      { task: 'b', effort: 500 },
    ])
    expect(
      fitDay(
        [
          { task: 'a', effort: 750 },
          { task: 'b', effort: 250 },
        ],
        500,
        250,
      ),
    ).toEqual([{ task: 'a', effort: 500 }])
  })
})

describe("last week's days", () => {
  const lastWeek = daysOfWeek('2026-W45')
    .slice(0, 5)
    .flatMap((day) => [
      { task: 'a', day, effort: 500 },
      { task: 'b', day, effort: 500 },
    ])

  test('are put on the same weekdays, not on a public holiday', () => {
    const copied = copiedWeek(lastWeek, weekDays('2026-W46', fullTime, []), 250)
    expect(total(copied)).toBe(4000)
    expect(copied.some(({ day }) => day === '2026-11-11')).toBe(false)
  })

  test('leave alone a day that has time already', () => {
    const monday = [{ task: 'c', day: '2026-11-09', effort: 250 }]
    const copied = copiedWeek(lastWeek, weekDays('2026-W46', fullTime, monday), 250)
    expect(copied.some(({ day }) => day === '2026-11-09')).toBe(false)
  })

  test('take no more than half a day where half a day is leave', () => {
    const pattern = { ...fullTime, leave: new Map([['2026-11-10', 500]]) }
    const tuesday = copiedWeek(lastWeek, weekDays('2026-W46', pattern, []), 250).filter(
      ({ day }) => day === '2026-11-10',
    )
    expect(total(tuesday)).toBe(500)
  })
})

describe('a week as planned', () => {
  const work = (task: string, remaining: number, startsOn: string, endsOn: string) => ({
    task,
    remaining,
    startsOn,
    endsOn,
  })

  test('never holds more than what remains, nor than a day does', () => {
    const one = fc.record({
      task: fc.constantFrom('a', 'b', 'c'),
      remaining: fc.nat(8000),
      startsOn: fc.constantFrom('', '2026-11-02', '2026-11-10'),
      endsOn: fc.constantFrom('', '2026-11-06', '2026-11-13', '2026-12-18'),
    })
    fc.assert(
      fc.property(fc.uniqueArray(one, { selector: ({ task }) => task }), step, (all, unit) => {
        const days = weekDays('2026-W46', fourDays, [])
        const planned = asPlanned(all, days, fourDays, unit)
        for (const day of days)
          expect(total(planned.filter((entry) => entry.day === day.day))).toBeLessThanOrEqual(day.capacity)
        for (const { task, remaining } of all)
          expect(total(planned.filter((entry) => entry.task === task))).toBeLessThanOrEqual(remaining + unit)
      }),
      { seed: 1 },
    )
  })

  test('spreads what remains over the working days that are left, and is through at the planned end', () => {
    const inWeek = (week: string, remaining: number) =>
      total(asPlanned([work('a', remaining, '2026-11-16', '2026-11-27')], weekDays(week, fullTime, []), fullTime, 250))
    const first = inWeek('2026-W47', 4000)
    expect(Math.abs(first - 2000)).toBeLessThanOrEqual(250)
    expect(first + inWeek('2026-W48', 4000 - first)).toBe(4000)
  })

  test('says nothing of a task without dates, nor of one that has not begun', () => {
    const days = weekDays('2026-W47', fullTime, [])
    const all = [work('a', 4000, '', ''), work('b', 4000, '2026-12-01', '2026-12-31')]
    expect(asPlanned(all, days, fullTime, 250)).toEqual([])
  })

  test('past its planned end, takes what a day holds', () => {
    const planned = asPlanned(
      [work('a', 1500, '2026-10-01', '2026-10-31')],
      weekDays('2026-W47', fullTime, []),
      fullTime,
      250,
    )
    expect(planned.map(({ effort }) => effort)).toEqual([1000, 500])
  })
})

describe('hard weeks come out right to the thousandth', () => {
  const entry = (day: string, effort: number) => ({ task: 't', day, effort })

  test('W53, across a year end, with a holiday and half a day of leave, at 80 %', () => {
    const absences = [
      { user: 'u', day: '2026-12-31', kind: 'leave' as const, effort: 500 },
      { user: 'u', day: '2026-12-29', kind: 'training' as const, effort: 250 },
    ]
    const pattern = { ...fourDays, leave: leaveByDay(absences) }
    const days = weekDays('2026-W53', pattern, [entry('2026-12-28', 1000), entry('2026-12-31', 333)], absences)
    expect(days.map((day) => day.capacity)).toEqual([1000, 1000, 0, 500, 0, 0, 0])
    expect(days.map((day) => day.entered)).toEqual([1000, 250, 0, 333, 0, 0, 0])
    expect(days.map((day) => day.missing)).toEqual([0, 750, 0, 167, 0, 0, 0])
  })

  test.each([
    ['the week of the spring change', '2026-W13', '2026-03-29'],
    ['the week of the autumn change', '2026-W43', '2026-10-25'],
  ])('%s has seven days, the last one its Sunday', (_name, week, sunday) => {
    const days = weekDays(week, { ...fullTime, weekPattern: [1000, 1000, 1000, 1000, 1000, 0, 250] }, [
      entry(sunday, 125),
    ])
    expect(days).toHaveLength(7)
    expect(days[6]).toMatchObject({ day: sunday, entered: 125, capacity: 250, missing: 125 })
  })

  test('a week across two months: the days of each month add up to the week', () => {
    const days = daysOfWeek('2026-W40')
    const entries = days.slice(0, 5).map((day, index) => entry(day, 100 * (index + 1)))
    const inMonth = (month: string) => {
      const view = monthView(month, fullTime, entries, [], '2027-01-01')
      return view.weeks.find(({ week }) => week === '2026-W40')!.days.filter((day) => day.inMonth)
    }
    const sum = [...inMonth('2026-09'), ...inMonth('2026-10')].reduce((all, day) => all + day.entered, 0)
    expect(sum).toBe(total(entries))
  })
})

describe('a month', () => {
  test('is made of whole weeks, each of its days once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2000 * 12, max: 2100 * 12 }), (count) => {
        const month = addMonths('0000-01', count)
        const days = weeksOfMonth(month).flatMap((week) => daysOfWeek(week))
        expect(days.every((day, index) => index === 0 || day === addDays(days[index - 1]!, 1))).toBe(true)
        const own = days.filter((day) => day.startsWith(month))
        expect(own[0]).toBe(`${month}-01`)
        expect(addDays(own.at(-1)!, 1).slice(0, 7)).toBe(addMonths(month, 1))
      }),
      { seed: 1, numRuns: 300 },
    )
  })

  test('misses nothing of the days to come', () => {
    const view = monthView('2026-11', fullTime, [], [], '2026-11-04')
    expect(view.missing).toBe(2000)
    expect(view.expected).toBe(20000)
  })

  test('goes over a year end', () => {
    expect([addMonths('2026-11', 2), addMonths('2026-01', -1)]).toEqual(['2027-01', '2025-12'])
  })
})

describe('what is pasted from a spreadsheet', () => {
  test('is read with commas and points, empty cells kept empty', () => {
    expect(parsePasted('0,5\t1\r\n\t0.25\n')).toEqual({
      ok: true,
      rows: [
        [500, 1000],
        [null, 250],
      ],
    })
  })

  test('is refused whole, with the text that is no effort', () => {
    expect(parsePasted('0,5\tlundi')).toEqual({ ok: false, text: 'lundi' })
    for (const text of ['-1', '1,5', '25', '1e3', '=1', 'NaN', '0,0001']) expect(effortOf(text)).toBe(undefined)
  })

  test('brings back what was written', () => {
    const cell = fc.option(fc.integer({ min: 0, max: 1000 }))
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 9 }), (rows) => {
        fc.pre(rows.at(-1)!.some((one) => one !== null))
        const text = rows
          .map((row) => row.map((one) => (one === null ? '-' : String(one / 1000))).join('\t'))
          .join('\n')
        expect(parsePasted(text)).toEqual({ ok: true, rows })
      }),
      { seed: 1 },
    )
  })
})
