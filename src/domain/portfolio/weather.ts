import type { MilestoneState } from '@/domain/milestones/milestone'

/** Météo: sun = all milestones on track; cloud = a milestone late, final delivery unaffected; storm = final delivery affected. */
export const WEATHERS = ['sun', 'cloud', 'storm'] as const
export type Weather = (typeof WEATHERS)[number]

export interface WeatherMilestone {
  state: MilestoneState
  /** The day on which it is expected or was reached; '' = not planned. */
  expected: string
  baseline: string
}

const LATE: readonly MilestoneState[] = ['slipping', 'to-confirm', 'imposed-threatened', 'imposed-passed']
/** A day or two are no change of weather. */
const TOLERANCE_DAYS = 2

/**
 * What the rule proposes; the PMO decides. The final delivery is the milestone with the latest baseline. It is affected where an
 * imposed date is threatened or passed on any milestone, or where it slips itself beyond a tolerance of two days.
 *
 * @example proposedWeather([{ state: 'slipping', expected: '2026-12-10', baseline: '2026-12-01' },
 *   { state: 'on-time', expected: '2027-02-01', baseline: '2027-02-01' }], daysBetween) // 'cloud'
 */
export function proposedWeather(
  milestones: readonly WeatherMilestone[],
  days: (from: string, to: string) => number,
): Weather | null {
  const planned = milestones.filter(({ expected, baseline }) => expected !== '' && baseline !== '')
  if (planned.length === 0) return null
  if (planned.some(({ state }) => state === 'imposed-threatened' || state === 'imposed-passed')) return 'storm'
  const slipOf = ({ expected, baseline }: WeatherMilestone) => days(baseline, expected)
  const last = planned.toSorted((a, b) => (a.baseline < b.baseline ? 1 : -1))[0]!
  if (LATE.includes(last.state) && slipOf(last) > TOLERANCE_DAYS) return 'storm'
  return planned.some((one) => LATE.includes(one.state) && (one.state === 'to-confirm' || slipOf(one) > TOLERANCE_DAYS))
    ? 'cloud'
    : 'sun'
}

/** Against the weather before: better, worse, the same; null where there was none. */
export function weatherTrend(before: Weather | null, now: Weather): 'better' | 'worse' | 'same' | null {
  if (before === null) return null
  const [from, to] = [WEATHERS.indexOf(before), WEATHERS.indexOf(now)]
  return to === from ? 'same' : to < from ? 'better' : 'worse'
}
