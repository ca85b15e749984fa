import { dayFromNumber, dayNumber } from '@/domain/calendar/days'
import { holidays, isHolidayZone } from '@/domain/calendar/holidays'
import type { WorkPattern } from '@/domain/calendar/capacity'
import type { IsoDay } from '@/schema/brands'
import { workingCalendar, type Interval, type WorkingCalendar } from './working-calendar'

/**
 * Days as the app's records have them, sequenced in thousandths of a working day. Work stands in the middle of each day, with
 * time around it: so the end of a Tuesday and the start of the Wednesday after are two instants, and each has its day.
 */
const DAY = 3000
const OPENS_AT = 1000

/** The working days of a pattern, with the holidays of its zone over some years around a plan. */
export function dayCalendar(pattern: WorkPattern, years: { from: number; to: number }): WorkingCalendar {
  const opened = (thousandths: number): Interval[] =>
    thousandths > 0 ? [[OPENS_AT, OPENS_AT + Math.min(thousandths, 1000)]] : []
  const exceptions = new Map<number, Interval[]>()
  for (const [day, leave] of pattern.leave ?? []) {
    const planned = pattern.weekPattern[(((dayNumber(day) + 3) % 7) + 7) % 7] ?? 0
    exceptions.set(dayNumber(day), opened(planned - leave))
  }
  if (isHolidayZone(pattern.zone))
    for (let year = years.from; year <= years.to; year++)
      for (const day of holidays(pattern.zone, year).keys()) exceptions.set(dayNumber(day), [])
  return workingCalendar({ dayLength: DAY, week: pattern.weekPattern.map(opened), exceptions })
}

/** @example dayOf(startOf('2026-11-24')) // '2026-11-24' */
export const dayOf = (instant: number): IsoDay => dayFromNumber(Math.floor(instant / DAY))
export const startOf = (day: string): number => dayNumber(day) * DAY + OPENS_AT
/** After all that can be worked on it. */
export const endOf = (day: string): number => dayNumber(day) * DAY + OPENS_AT + 1000
