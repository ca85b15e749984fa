import type { Closing } from '@/schema/closing'
import { quantitiesOf } from './snapshot'

/** A point of the S-curve: what a closing said, against what was planned for its day. Thousandths of a day. */
export interface CurvePoint {
  day: string
  budget: number
  actuals: number
  landing: number
  /** PV; null without a baseline. */
  planned: number | null
  /** EV = φ × B; null where some of φ was never measured. */
  earned: number | null
}

type Closed = Pick<Closing, 'through' | 'original' | 'changes' | 'actuals' | 'remaining' | 'progress'>

/** The S-curve of a project from its closings, oldest first. */
export function curveOf(closings: readonly Closed[], plannedAt: ((day: string) => number) | null): CurvePoint[] {
  return closings.map((closing) => {
    const { budget, actuals, landing } = quantitiesOf(closing)
    return {
      day: closing.through,
      budget,
      actuals,
      landing,
      planned: plannedAt ? plannedAt(closing.through) : null,
      earned: closing.progress === null ? null : Math.round((budget * closing.progress) / 1000),
    }
  })
}
