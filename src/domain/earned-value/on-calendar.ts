import { addDays, daysBetween } from '@/domain/calendar/days'
import { scheduleFrom, timeEarned, type EarnedSchedule } from './earned-schedule'
import { plannedValue, type PlannedWork } from './planned-value'

const WEEK = 7
/** A pace that would end later than that tells no day. */
const MOST_WEEKS = 52 * 30

/** Earned schedule of a project on its calendar. Durations in weeks of seven days. */
export interface ScheduleReading extends EarnedSchedule {
  /** Weeks from the first planned day through the day looked at. */
  at: number
  plannedDuration: number
  /** The first and the last day of the baseline. */
  startsOn: string
  plannedFinish: string
  /** The last day at the pace so far; null where nothing is earned yet, all of it is, or it lies decades away. */
  finish: string | null
  /** All that was planned is earned: the time gone by says no pace any more. */
  isAllEarned: boolean
}

interface Asked {
  /** What the baseline had planned, phases left out. */
  work: readonly PlannedWork[]
  /** EV, in the unit of the work. */
  ev: number
  day: string
  isWorked: (day: string) => boolean
}

/**
 * When what is earned was planned to be earned, from a baseline: PV week after week of the plan, so that a weekend without work
 * moves nothing. Null without planned effort that has days, or before its first day: there is no schedule to compare with.
 *
 * @example
 * // Two weeks of work, one week's worth earned after a week and a half of three: finished in week 3 instead of 2.
 * earnedOnCalendar({ work: [{ starts_on: '2026-11-02', ends_on: '2026-11-15', effort: 10000 }], ev: 5000, day: '2026-11-15', isWorked: () => true })
 *   // ES 1, SV(t) -1, SPI(t) 0.5, IEAC(t) 4, finish '2026-11-29'
 */
export function earnedOnCalendar({ work, ev, day, isWorked }: Asked): ScheduleReading | null {
  const dated = work.filter((one) => one.starts_on !== '' && one.ends_on !== '' && one.effort > 0)
  if (dated.length === 0) return null
  const startsOn = dated.map((one) => one.starts_on).reduce((a, b) => (a < b ? a : b))
  const plannedFinish = dated.map((one) => one.ends_on).reduce((a, b) => (a > b ? a : b))
  if (day < startsOn) return null
  const plannedDuration = weeksThrough(startsOn, plannedFinish)
  const at = weeksThrough(startsOn, day)
  const pv = Array.from({ length: Math.ceil(plannedDuration) }, (_, index) =>
    plannedValue(dated, addDays(startsOn, WEEK * (index + 1) - 1), isWorked),
  )
  const all = pv.at(-1)!
  const reading = scheduleFrom(withinPlan(timeEarned(pv, ev), plannedDuration), at, plannedDuration)
  const { IEACt } = reading
  const isAllEarned = ev >= all
  const tellsDay = IEACt !== null && IEACt <= MOST_WEEKS && !isAllEarned
  const finish = tellsDay ? addDays(startsOn, Math.ceil(IEACt * WEEK - ROUNDING) - 1) : null
  return { ...reading, at, plannedDuration, startsOn, plannedFinish, finish, isAllEarned }
}

const ROUNDING = 1e-6
const weeksThrough = (from: string, through: string) => (daysBetween(from, through) + 1) / WEEK

/** The last week of a plan may be a part of one. */
function withinPlan(weeks: number, plannedDuration: number): number {
  const whole = Math.floor(plannedDuration)
  return weeks <= whole ? weeks : whole + (weeks - whole) * (plannedDuration - whole)
}
