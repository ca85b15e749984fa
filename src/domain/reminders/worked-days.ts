import { capacityOn, type WorkPattern } from '@/domain/calendar/capacity'
import { daysOfWeek } from '@/domain/calendar/days'
import type { IsoDay } from '@/schema/brands'

/**
 * The days of a week on which something is expected of a person, Monday first: empty for a week of leave.
 * @example workedDays(fullTimeWithThursdayAndFridayOff, '2026-W47').at(-1) // '2026-11-18'
 */
export function workedDays(pattern: WorkPattern, week: string): IsoDay[] {
  return daysOfWeek(week).filter((day) => capacityOn(pattern, day) > 0)
}
