import { ratio } from '@/domain/progress/quantities'

export interface EarnedScheduleInput {
  /** Planned value at the end of each period, cumulative: never less than the one before. */
  pv: readonly number[]
  ev: number
  /** Periods gone by. */
  at: number
  plannedDuration: number
}

export interface EarnedSchedule {
  /** The time at which what is earned was planned to be. */
  ES: number
  SVt: number
  SPIt: number | null
  /** The duration at this pace. */
  IEACt: number | null
}

/**
 * Earned schedule: the plan's own time scale, on which a project that ends late still shows late.
 * @example earnedSchedule({ pv: [10, 30, 60, 100], ev: 45, at: 3, plannedDuration: 4 }) // { ES: 2.5, SVt: -0.5, SPIt: 0.8333…, IEACt: 4.8 }
 */
export function earnedSchedule({ pv, ev, at, plannedDuration }: EarnedScheduleInput): EarnedSchedule {
  return scheduleFrom(timeEarned(pv, ev), at, plannedDuration)
}

/** What follows from the time earned and the time gone by, in the same unit. @example scheduleFrom(2.5, 3, 4).SVt // -0.5 */
export function scheduleFrom(ES: number, at: number, plannedDuration: number): EarnedSchedule {
  return { ES, SVt: ES - at, SPIt: ratio(ES, at), IEACt: at === 0 ? null : ratio(plannedDuration * at, ES) }
}

/** The time at which so much was planned to be earned, in periods. @example timeEarned([10, 30, 60, 100], 45) // 2.5 */
export function timeEarned(pv: readonly number[], ev: number): number {
  if (ev <= 0 || pv.length === 0) return 0
  // All earned is the end of the plan, not of the idle periods after it.
  if (ev >= pv.at(-1)!) return pv.findIndex((planned) => planned >= pv.at(-1)!) + 1
  const whole = pv.filter((planned) => planned <= ev).length
  const before = whole === 0 ? 0 : pv[whole - 1]!
  return whole + (ev - before) / (pv[whole]! - before)
}
