import { addQuantities, NOTHING, quantities, type Quantities } from './quantities'

export interface WbsTask {
  id: string
  parent: string
  kind: 'phase' | 'task' | 'milestone'
  state: 'open' | 'done'
  position: number
  original_effort: number
  approved_change: number
  physical_progress: number | null
}

/** What the server adds up for a task; absent where nothing was ever entered or planned. */
export interface TotalLike {
  actuals: number
  remaining: number
  unconfirmed: number
  confirmed_on: string
  progress: number | null
}

export interface WbsNode<T extends WbsTask> {
  task: T
  /** 1-based path, as people read it: "2.1". */
  number: string
  depth: number
  children: WbsNode<T>[]
  quantities: Quantities
  /** φ in thousandths: measured on the result, else given by the doers; of a phase, weighted by B. Null = unknown. */
  progress: number | null
  /** Doers below who never gave a remaining. */
  unconfirmed: number
  /** The least recent confirmation below, '' where there is none. */
  confirmedOn: string
  /** Some work below is not said to be done. */
  isOpen: boolean
}

/**
 * The WBS as a tree with every quantity summed from the leaves up. A task whose parent is missing stands at the top, so
 * that nothing is ever left out of a sum. Effort set on a phase itself is not counted: leaves carry it.
 */
export function wbsTree<T extends WbsTask>(tasks: readonly T[], totals: ReadonlyMap<string, TotalLike>): WbsNode<T>[] {
  const known = new Set(tasks.map((task) => task.id))
  const byParent = new Map<string, T[]>()
  for (const task of tasks) {
    const parent = known.has(task.parent) && task.parent !== task.id ? task.parent : ''
    const siblings = byParent.get(parent)
    if (siblings) siblings.push(task)
    else byParent.set(parent, [task])
  }
  return branch('', '', 0, byParent, totals)
}

function branch<T extends WbsTask>(
  parent: string,
  prefix: string,
  depth: number,
  byParent: ReadonlyMap<string, T[]>,
  totals: ReadonlyMap<string, TotalLike>,
): WbsNode<T>[] {
  const siblings = [...(byParent.get(parent) ?? [])].sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
  return siblings.map((task, index) => {
    const number = `${prefix}${index + 1}`
    const children = branch(task.id, `${number}.`, depth + 1, byParent, totals)
    const own = task.kind === 'phase' ? emptyLeaf() : leaf(task, totals.get(task.id))
    return { task, number, depth, children, ...summed(own, children) }
  })
}

type Sums = Pick<WbsNode<WbsTask>, 'quantities' | 'progress' | 'unconfirmed' | 'confirmedOn' | 'isOpen'>

function emptyLeaf(): Sums {
  return { quantities: NOTHING, progress: null, unconfirmed: 0, confirmedOn: '', isOpen: false }
}

function leaf(task: WbsTask, total: TotalLike | undefined): Sums {
  const planned = task.original_effort + task.approved_change
  return {
    quantities: quantities({
      original: task.original_effort,
      changes: task.approved_change,
      actuals: total?.actuals ?? 0,
      // The plan is the first estimate: before anybody gave one, all of it remains.
      remaining: total?.remaining ?? Math.max(0, planned),
    }),
    progress: progressOf(task, total),
    unconfirmed: task.state === 'done' ? 0 : (total?.unconfirmed ?? 0),
    confirmedOn: task.state === 'done' ? '' : (total?.confirmed_on ?? ''),
    isOpen: task.kind === 'task' && task.state === 'open',
  }
}

/** φ of a task, in thousandths; what its doers said to be done is done: nothing more is awaited from anybody. */
export function progressOf(task: Pick<WbsTask, 'state' | 'physical_progress'>, total: TotalLike | undefined) {
  return task.state === 'done' ? 1000 : (task.physical_progress ?? total?.progress ?? notStarted(total))
}

/** φ of a task on which nobody spent anything is 0; of one under way that nobody measured, unknown. */
function notStarted(total: TotalLike | undefined): number | null {
  return (total?.actuals ?? 0) === 0 ? 0 : null
}

function summed(own: Sums, children: readonly Sums[]): Sums {
  if (children.length === 0) return own
  const parts = [own, ...children]
  return {
    quantities: parts.reduce((sum, part) => addQuantities(sum, part.quantities), NOTHING),
    progress: weightedProgress(parts),
    unconfirmed: parts.reduce((sum, part) => sum + part.unconfirmed, 0),
    confirmedOn: earliest(parts.map((part) => part.confirmedOn)),
    isOpen: parts.some((part) => part.isOpen),
  }
}

/** φ of a sum: Σ φ·B / ΣB over the parts with effort; null as soon as one of them was never measured. */
export function weightedProgress(parts: readonly Pick<Sums, 'quantities' | 'progress'>[]): number | null {
  const weighing = parts.filter((part) => part.quantities.budget > 0)
  if (weighing.length === 0 || weighing.some((part) => part.progress === null)) return null
  const budget = weighing.reduce((sum, part) => sum + part.quantities.budget, 0)
  return Math.round(weighing.reduce((sum, part) => sum + (part.progress ?? 0) * part.quantities.budget, 0) / budget)
}

function earliest(days: readonly string[]): string {
  return days.filter(Boolean).sort()[0] ?? ''
}

/** The tree as the lines of a table, children after their parent, closed branches left out. */
export function visibleNodes<T extends WbsTask>(
  nodes: readonly WbsNode<T>[],
  isClosed: (id: string) => boolean,
): WbsNode<T>[] {
  return nodes.flatMap((node) => [node, ...(isClosed(node.task.id) ? [] : visibleNodes(node.children, isClosed))])
}
