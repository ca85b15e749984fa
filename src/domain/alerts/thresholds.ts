import type { AlertThresholds } from '@/schema/alert-thresholds'

/** The thresholds with nothing left out. */
export interface Thresholds {
  off: readonly string[]
  digest_off: boolean
  slip_days: number
  imposed_margin: number
  overrun_share: number
  task_overrun: number
  risk_late: number
  action_late: number
  week_wait: number
  load_share: number
}

/** A week of slip is said, a day or two are not; a tenth of a budget; five days of a task; a tenth above what one can give. */
export const DEFAULT_THRESHOLDS: Thresholds = {
  off: [],
  digest_off: false,
  slip_days: 7,
  imposed_margin: 5,
  overrun_share: 100,
  task_overrun: 5000,
  risk_late: 0,
  action_late: 2,
  week_wait: 1,
  load_share: 1100,
}

/**
 * What the organisation chose, with the defaults for what it did not; an older row has nothing.
 *
 * @example thresholdsOf({ alerts: { slip_days: 10 } }).slip_days // 10
 */
export function thresholdsOf(settings: { alerts?: AlertThresholds | null | undefined } | null): Thresholds {
  const chosen = settings?.alerts ?? {}
  const said = Object.entries(DEFAULT_THRESHOLDS).map(([name, usual]) => [
    name,
    (chosen as Record<string, unknown>)[name] ?? usual,
  ])
  return Object.fromEntries(said) as Thresholds
}

export const isOn = (thresholds: Thresholds, rule: string) => !thresholds.off.includes(rule)
