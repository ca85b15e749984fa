import type { AbsenceKind } from '@/schema/absence'

export interface AbsenceLike {
  user: string
  day: string
  kind: AbsenceKind
  effort: number
}

/** Leave per day, in thousandths: what a work pattern takes away from the capacity. */
export function leaveByDay(absences: readonly AbsenceLike[]): Map<string, number> {
  const days = new Map<string, number>()
  for (const { kind, day, effort } of absences)
    if (kind === 'leave' && effort > 0) days.set(day, (days.get(day) ?? 0) + effort)
  return days
}

/** Given to the organisation, to no project: counts in the day like time on a task. */
export function isActivity(kind: AbsenceKind): boolean {
  return kind !== 'leave'
}
