import { addDays as fnsAddDays, differenceInCalendarDays, getISODay, getISOWeek, getISOWeekYear } from 'date-fns'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addWeeks,
  dayFromNumber,
  dayNumber,
  daysBetween,
  daysOfWeek,
  isoWeek,
  mondayOf,
  monthsOfWeek,
  weekday,
  weekOf,
} from '@/domain/calendar/days'

const anyDay = fc.integer({ min: 0, max: 80_000 }).map(dayFromNumber)
/** The same day at noon in the machine's own zone, as date-fns counts. */
const local = (day: string) => new Date(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8)), 12)

describe('days without a clock', () => {
  it('a day number and its day are the same thing', () => {
    fc.assert(fc.property(anyDay, (day) => dayFromNumber(dayNumber(day)) === day))
  })

  it('ISO weeks agree with date-fns', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const at = local(day)
        expect(isoWeek(day)).toEqual({ year: getISOWeekYear(at), week: getISOWeek(at), weekday: getISODay(at) })
      }),
    )
  })

  it('adding and counting days agree with date-fns', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -400, max: 400 }), (day, count) => {
        const later = addDays(day, count)
        expect(differenceInCalendarDays(local(later), local(day))).toBe(count)
        expect(daysBetween(day, later)).toBe(count)
        expect(getISODay(fnsAddDays(local(day), count))).toBe(weekday(later))
      }),
    )
  })

  it('a week holds its seven days, Monday first, and each day its week', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const days = daysOfWeek(weekOf(day))
        expect(days).toContain(day)
        expect(days.map(weekday)).toEqual([1, 2, 3, 4, 5, 6, 7])
        expect(new Set(days.map(weekOf)).size).toBe(1)
      }),
    )
  })

  it('week 53 of 2026 straddles the years and comes before 2027-W01', () => {
    expect(weekOf('2027-01-01')).toBe('2026-W53')
    expect(mondayOf('2026-W53')).toBe('2026-12-28')
    expect(addWeeks('2026-W53', 1)).toBe('2027-W01')
    expect(monthsOfWeek('2026-W53')).toEqual(['2026-12', '2027-01'])
  })

  it('the examples of the doc comments hold', () => {
    expect(dayFromNumber(20776)).toBe('2026-11-19')
    expect(addDays('2026-02-27', 2)).toBe('2026-03-01')
    expect(weekday('2026-11-23')).toBe(1)
    expect(mondayOf('2026-W47')).toBe('2026-11-16')
  })
})
