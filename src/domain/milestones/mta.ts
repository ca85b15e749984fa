import { daysBetween } from '@/domain/calendar/days'

/** A milestone as each report told it: the trend chart at 45° is made of these. Null = nothing was said. */
export interface ReportedMilestone {
  name: string
  baseline: string | null
  actual: string | null
  /** One per report, in order. */
  forecasts: readonly (string | null)[]
}

export interface MilestoneTrend {
  name: string
  /** Calendar days from the baseline to the day that it was reached, else to its last forecast; null where one is unknown. */
  totalSlipDays: number | null
  /** How often a forecast came later than the one before. */
  slips: number
  /** Not reached, though its last forecast is past at the last report. */
  overdue: boolean
}

/**
 * @example
 * milestoneTrend({ name: 'M', baseline: '2026-01-31', actual: null, forecasts: ['2026-01-31', '2026-02-10'] }, '2026-02-20')
 * // { name: 'M', totalSlipDays: 10, slips: 1, overdue: true }
 */
export function milestoneTrend(milestone: ReportedMilestone, lastReport: string | null): MilestoneTrend {
  const { name, baseline, actual } = milestone
  const forecasts = milestone.forecasts.filter((day) => day !== null)
  const last = forecasts.at(-1) ?? null
  const reached = actual ?? last
  return {
    name,
    totalSlipDays: baseline === null || reached === null ? null : daysBetween(baseline, reached),
    slips: forecasts.filter((day, index) => index > 0 && day > forecasts[index - 1]!).length,
    overdue: actual === null && last !== null && lastReport !== null && last < lastReport,
  }
}
