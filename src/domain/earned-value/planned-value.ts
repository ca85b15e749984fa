import { addDays, daysBetween } from '@/domain/calendar/days'

/** A task of a baseline: its days and its effort, thousandths of a day. Phases are left out by the caller. */
export interface PlannedWork {
  starts_on: string
  ends_on: string
  effort: number
}

/**
 * PV (CBTP) at the end of a day: the effort that a baseline had planned until then, each task's spread evenly over its worked
 * days (over all its days where none is worked). Work without days is planned for no day. Rounded once per task.
 *
 * @example plannedValue([{ starts_on: '2026-11-16', ends_on: '2026-11-20', effort: 5000 }], '2026-11-17', () => true) // 2000
 */
export function plannedValue(work: readonly PlannedWork[], day: string, isWorked: (day: string) => boolean): number {
  return work.reduce((sum, task) => sum + plannedOf(task, day, isWorked), 0)
}

function plannedOf(
  { starts_on, ends_on, effort }: PlannedWork,
  day: string,
  isWorked: (day: string) => boolean,
): number {
  if (starts_on === '' || ends_on === '' || day < starts_on) return 0
  if (day >= ends_on) return effort
  const days = Array.from({ length: daysBetween(starts_on, ends_on) + 1 }, (_, index) => addDays(starts_on, index))
  const worked = days.some(isWorked) ? days.filter(isWorked) : days
  return Math.round((effort * worked.filter((one) => one <= day).length) / worked.length)
}
