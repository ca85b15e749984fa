import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { capacityOn, capacityOver } from '@/domain/calendar/capacity'
import { addDays, daysOfWeek, monthOf, weekOf, weekday } from '@/domain/calendar/days'
import { HOLIDAY_ZONES } from '@/domain/calendar/holidays'
import { expectedEffort } from '@/domain/portfolio/summary'
import { monthView, weeksOfMonth } from '@/domain/timesheet/month'
import { weekDays } from '@/domain/timesheet/week'

const pattern = { weekPattern: [1000, 1000, 1000, 1000, 1000, 0, 0], zone: 'metropole' }
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** Around every new year that has, or follows, a week 53, and some days in between. */
const anyDay = fc
  .tuple(fc.constantFrom('2020-12-20', '2026-12-20', '2027-01-20', '2032-12-20'), fc.nat(45))
  .map(([from, after]) => addDays(from, after))
const entries = fc.uniqueArray(
  fc.record({ task: fc.constantFrom('a', 'b'), day: anyDay, effort: fc.integer({ min: 1, max: 1000 }) }),
  { selector: ({ task, day }) => `${task} ${day}`, maxLength: 60 },
)

describe('threat 58: totals by day, ISO week and month', () => {
  it('agree to the thousandth, weeks that straddle months and years included', () => {
    fc.assert(
      fc.property(entries, (rows) => {
        const weeks = [...new Set(rows.map(({ day }) => weekOf(day)))]
        const months = [...new Set(rows.map(({ day }) => monthOf(day)))]
        const inWeeks = weeks.map((week) => sum(weekDays(week, pattern, rows).map(({ entered }) => entered)))
        const inMonths = months.map((month) => monthView(month, pattern, rows, [], '2000-01-01').entered)
        const all = sum(rows.map(({ effort }) => effort))
        expect(sum(inWeeks)).toBe(all)
        expect(sum(inMonths)).toBe(all)
      }),
    )
  })

  it('give 31 December 2026 to week 53 of 2026 with the three days after it, and 4 January to 2027-W01', () => {
    expect(daysOfWeek('2026-W53')).toEqual(expect.arrayContaining(['2026-12-31', '2027-01-01', '2027-01-03']))
    expect([weekOf('2027-01-03'), weekOf('2027-01-04')]).toEqual(['2026-W53', '2027-W01'])
    expect(weeksOfMonth('2027-01')[0]).toBe('2026-W53')
  })

  it('expect the same of a person, day by day or month by month, in any zone', () => {
    fc.assert(
      fc.property(fc.constantFrom(...HOLIDAY_ZONES), anyDay.map(monthOf), (zone, month) => {
        const own = { ...pattern, zone }
        const { weeks, expected } = monthView(month, own, [], [], '2000-01-01')
        const days = weeks
          .flatMap(({ days: all }) => all.map(({ day }) => day as string))
          .filter((day) => monthOf(day) === month)
        expect(expected).toBe(capacityOver(own, days))
        const byWeek = weeks.map(({ week }) => expectedEffort([{ pattern: own, allocation: 1000 }], week))
        expect(sum(byWeek)).toBe(sum(weeks.map(({ week }) => capacityOver(own, daysOfWeek(week)))))
      }),
    )
  })

  it('take a holiday on a week-end off nobody, and Good Friday off who lives in Alsace-Moselle alone', () => {
    expect(weekday('2027-05-01')).toBe(6)
    expect(expectedEffort([{ pattern, allocation: 1000 }], weekOf('2027-05-01'))).toBe(5000)
    // Of one project: one member in Paris, one in Strasbourg.
    const members = ['metropole', 'alsace-moselle'].map((zone) => ({ pattern: { ...pattern, zone }, allocation: 1000 }))
    expect(expectedEffort(members, weekOf('2027-03-26'))).toBe(9000)
  })
})

describe('threat 59: what a person can give', () => {
  const anyPattern = fc.record({
    weekPattern: fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 7, maxLength: 7 }),
    zone: fc.constantFrom(...HOLIDAY_ZONES, 'nowhere'),
    leave: fc.array(fc.tuple(anyDay, fc.integer({ min: 0, max: 3000 }))).map((days) => new Map(days)),
  })

  it('is never negative, whatever the part-time, the leave and the holidays, and never more than their pattern', () => {
    fc.assert(
      fc.property(anyPattern, anyDay, (own, day) => {
        const capacity = capacityOn(own, day)
        expect(capacity).toBeGreaterThanOrEqual(0)
        expect(capacity).toBeLessThanOrEqual(own.weekPattern[weekday(day) - 1]!)
      }),
    )
  })

  it('loses half a day to half a day of leave, on that day and no other', () => {
    const own = { ...pattern, leave: new Map([['2026-11-18', 500]]) }
    expect(daysOfWeek('2026-W47').map((day) => capacityOn(own, day))).toEqual([1000, 1000, 500, 1000, 1000, 0, 0])
  })
})
