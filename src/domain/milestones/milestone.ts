import { daysBetween } from '@/domain/calendar/days'

/** What the rules need of a milestone: its four dates, '' where nobody gave one. */
export interface MilestoneDates {
  baseline_on: string
  forecast_on: string
  actual_on: string
  imposed_on: string
}

/**
 * What the dates say, from the most settled to what asks for most. `to-confirm`: its forecast has passed and nobody said yet
 * that it was reached. `imposed-threatened`: the forecast is later than the imposed date; `imposed-passed`: that date is behind.
 */
export const MILESTONE_STATES = [
  'reached',
  'unplanned',
  'on-time',
  'slipping',
  'to-confirm',
  'imposed-threatened',
  'imposed-passed',
] as const
export type MilestoneState = (typeof MILESTONE_STATES)[number]

/** The day on which it is expected now, or on which it was reached; '' where it is not planned. */
export const expectedOn = (dates: MilestoneDates) => dates.actual_on || dates.forecast_on || dates.baseline_on

/**
 * @example milestoneState({ baseline_on: '2026-12-01', forecast_on: '2026-12-15', actual_on: '', imposed_on: '2026-12-18' },
 *   '2026-11-25') // 'slipping'
 */
export function milestoneState(dates: MilestoneDates, today: string): MilestoneState {
  const expected = expectedOn(dates)
  if (dates.actual_on) return 'reached'
  if (dates.imposed_on && dates.imposed_on < today) return 'imposed-passed'
  if (!expected) return 'unplanned'
  if (dates.imposed_on && expected > dates.imposed_on) return 'imposed-threatened'
  if (expected < today) return 'to-confirm'
  return dates.baseline_on && expected > dates.baseline_on ? 'slipping' : 'on-time'
}

/**
 * Calendar days between what is expected and the imposed date: negative = beyond it; null without an imposed date.
 *
 * @example marginOf({ baseline_on: '', forecast_on: '2026-12-15', actual_on: '', imposed_on: '2026-12-18' }) // 3
 */
export function marginOf(dates: MilestoneDates): number | null {
  const expected = expectedOn(dates)
  return dates.imposed_on && expected ? daysBetween(expected, dates.imposed_on) : null
}

/**
 * Calendar days against the baseline: positive = later; null without a baseline.
 *
 * @example slipOf({ baseline_on: '2026-12-01', forecast_on: '2026-12-15', actual_on: '', imposed_on: '' }) // 14
 */
export function slipOf(dates: MilestoneDates): number | null {
  return dates.baseline_on ? daysBetween(dates.baseline_on, expectedOn(dates)) : null
}

/** A date that goes later asks for a short reason; an earlier one, or a first one, may do without. */
export function asksForReason(dates: MilestoneDates, day: string): boolean {
  const before = dates.forecast_on || dates.baseline_on
  return before !== '' && day > before
}

/** The nearest expected day first, those that are not planned last; ties by name, then by id. */
export function inOrderOfDay<M extends MilestoneDates & { id: string; name: string }>(milestones: readonly M[]): M[] {
  const keyOf = (one: M) => `${expectedOn(one) || '9999'} ${one.name} ${one.id}`
  return milestones.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}
