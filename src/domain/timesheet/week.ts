import { capacityOn, type WorkPattern } from '@/domain/calendar/capacity'
import { daysOfWeek } from '@/domain/calendar/days'
import { holidayOn, isHolidayZone, type HolidayCode } from '@/domain/calendar/holidays'
import type { IsoDay } from '@/schema/brands'
import { isActivity, type AbsenceLike } from './absences'

export interface EntryLike {
  task: string
  day: string
  effort: number
}

/** One day of a person's week as the pole shows it. Efforts in thousandths of a day. */
export interface WeekDay {
  day: IsoDay
  /** Time on tasks, and on what the person gave to no project. */
  entered: number
  /** Expected: the person's own pattern, less holidays and leave. */
  capacity: number
  leave: number
  holiday: HolidayCode | null
  /** Missing to reach the capacity; 0 when full or over. */
  missing: number
  /** Entered above the capacity: shown, never refused. */
  over: number
}

/**
 * The seven days of a week against capacity. Leave is part of the pattern; of the absences, what the person gave to no
 * project counts as entered.
 * @example weekDays('2026-W46', fullTime, [])[2] // Wednesday 11 November: capacity 0, holiday 'armistice-1918'
 */
export function weekDays(
  week: string,
  pattern: WorkPattern,
  entries: readonly EntryLike[],
  absences: readonly AbsenceLike[] = [],
): WeekDay[] {
  return daysOfWeek(week).map((day) => {
    const activities = absences.filter((one) => one.day === day && isActivity(one.kind))
    const entered = total(entries.filter((entry) => entry.day === day)) + total(activities)
    const capacity = capacityOn(pattern, day)
    const holiday = isHolidayZone(pattern.zone) ? holidayOn(pattern.zone, day) : null
    return {
      day,
      entered,
      capacity,
      leave: pattern.leave?.get(day) ?? 0,
      holiday,
      missing: Math.max(0, capacity - entered),
      over: Math.max(0, entered - capacity),
    }
  })
}

/** Σ effort, in thousandths. */
export function total(entries: readonly { effort: number }[]): number {
  return entries.reduce((sum, entry) => sum + entry.effort, 0)
}

/** The days to draw: Monday to Friday, and a weekend day only where something is expected or entered. */
export function shownDays(days: readonly WeekDay[]): WeekDay[] {
  return days.filter((day, index) => index < 5 || day.capacity > 0 || day.entered > 0)
}

/** The day to open first: today when it is in the week, else the first day with something missing, else Monday. */
export function firstDayToFill(days: readonly WeekDay[], today: string): WeekDay | undefined {
  return days.find((day) => day.day === today) ?? days.find((day) => day.missing > 0) ?? days[0]
}
