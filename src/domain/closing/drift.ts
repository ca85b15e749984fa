import type { ClosingItem } from '@/schema/closing'

type Line = Pick<ClosingItem, 'kind' | 'name' | 'original' | 'changes' | 'actuals' | 'remaining' | 'late'> & {
  task: string
}

/** Why a task lands elsewhere than at the closing before. The parts add up to the drift. Thousandths of a day. */
export interface TaskDrift {
  task: string
  name: string
  /** D: A now − A then. */
  drift: number
  /** Time of closed periods that arrived since. */
  late: number
  /** The rest: what was spent and what remains, against what remained then. */
  restated: number
  /** B now − B then: what is allowed changed, which is no drift. */
  budget: number
  kind: 'new' | 'gone' | 'changed'
}

export interface Drift {
  drift: number
  late: number
  /** Lines that changed, the largest effect first; phases are sums of these. */
  tasks: TaskDrift[]
}

const landing = (line: Pick<Line, 'actuals' | 'remaining'> | undefined) => (line ? line.actuals + line.remaining : 0)
const budget = (line: Pick<Line, 'original' | 'changes'> | undefined) => (line ? line.original + line.changes : 0)

/**
 * D, drift: how the landing moved between two closings, by task.
 *
 * @example driftBetween([{ task: 'a', actuals: 5000, remaining: 5000, … }], [{ task: 'a', actuals: 9000, remaining: 3000, late: 500, … }])
 *   // drift 2000: late 500, restated 1500
 */
export function driftBetween(then: readonly Line[], now: readonly Line[]): Drift {
  const before = new Map(then.filter(isLeaf).map((line) => [line.task, line]))
  const after = new Map(now.filter(isLeaf).map((line) => [line.task, line]))
  const ids = [...new Set([...after.keys(), ...before.keys()])]
  const all = ids.map((id): TaskDrift => {
    const [was, is] = [before.get(id), after.get(id)]
    const drift = landing(is) - landing(was)
    const late = is?.late ?? 0
    return {
      task: id,
      name: (is ?? was)!.name,
      drift,
      late,
      restated: drift - late,
      budget: budget(is) - budget(was),
      kind: was ? (is ? 'changed' : 'gone') : 'new',
    }
  })
  const tasks = all.filter((one) => one.drift !== 0 || one.late !== 0 || one.budget !== 0 || one.kind !== 'changed')
  return {
    drift: sum(all.map((one) => one.drift)),
    late: sum(all.map((one) => one.late)),
    tasks: tasks.toSorted((a, b) => Math.abs(b.drift) - Math.abs(a.drift) || a.name.localeCompare(b.name)),
  }
}

/** Effort set on a phase itself is not counted: leaves carry it. */
const isLeaf = (line: Line) => line.kind === 'task'
const sum = (efforts: readonly number[]) => efforts.reduce((total, effort) => total + effort, 0)
