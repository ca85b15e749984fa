import { capacityOn, type WorkPattern } from '@/domain/calendar/capacity'
import { daysOfWeek } from '@/domain/calendar/days'
import type { IsoDay } from '@/schema/brands'

/** When a person works: their usual week, and the leave that reduces it. */
export interface WorkCalendar {
  pattern: WorkPattern
  /** Leave by day, in thousandths of a day. */
  leave: ReadonlyMap<string, number>
}

/** What is expected on a day: capacity − leave, never below 0. A public holiday has no capacity. */
export function expectedOn({ pattern, leave }: WorkCalendar, day: string): number {
  return Math.max(0, capacityOn(pattern, day) - (leave.get(day) ?? 0))
}

/**
 * The days of a week on which something is expected, Monday first: empty for a week of leave.
 * @example workedDays(fullTimeWithThursdayAndFridayOff, '2026-W47').at(-1) // '2026-11-18'
 */
export function workedDays(calendar: WorkCalendar, week: string): IsoDay[] {
  return daysOfWeek(week).filter((day) => expectedOn(calendar, day) > 0)
}
