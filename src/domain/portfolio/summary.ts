import { capacityOver, type WorkPattern } from '@/domain/calendar/capacity'
import { daysOfWeek } from '@/domain/calendar/days'
import { addQuantities, NOTHING, ratio, type Quantities } from '@/domain/progress/quantities'
import { weightedProgress, type WbsNode, type WbsTask } from '@/domain/progress/wbs'

export interface ProjectSums {
  quantities: Quantities
  progress: number | null
  unconfirmed: number
}

/** The quantities of a whole project: the sum of the top of its WBS. */
export function projectSums(roots: readonly WbsNode<WbsTask>[]): ProjectSums {
  return {
    quantities: roots.reduce((sum, node) => addQuantities(sum, node.quantities), NOTHING),
    progress: weightedProgress(roots),
    unconfirmed: roots.reduce((sum, node) => sum + node.unconfirmed, 0),
  }
}

export interface Member {
  pattern: WorkPattern
  /** Share of their time on the project, in thousandths. */
  allocation: number
}

/**
 * What a project expects in a week: Σ over its members of (working days − public holidays) × allocation.
 * Thousandths of a day, rounded once per member.
 */
export function expectedEffort(members: readonly Member[], week: string): number {
  const days = daysOfWeek(week)
  return members.reduce(
    (sum, member) => sum + Math.round((capacityOver(member.pattern, days) * member.allocation) / 1000),
    0,
  )
}

/** Completeness (taux de saisie) = days entered / days expected; null where nothing is expected. */
export function completeness(entered: number, expected: number): number | null {
  return ratio(entered, expected)
}
