import type { Closing, ClosingItem } from '@/schema/closing'
import type { Task } from '@/schema/task'
import { addQuantities, NOTHING, quantities } from '@/domain/progress/quantities'
import { wbsTree, weightedProgress, type TotalLike, type WbsNode } from '@/domain/progress/wbs'

/** Time of one person on one task on one day, from the first day that matters to the end. */
export interface EntryAfter {
  task: string
  user: string
  day: string
  effort: number
}

/** The day of somebody's latest word on what remains of a task. */
export interface LastWordDay {
  task: string
  user: string
  day: string
}

/** What a closing compares itself with. */
export interface ClosedBefore {
  through: string
  items: readonly Pick<ClosingItem, 'task' | 'actuals'>[]
}

export interface SnapshotInput {
  /** The last day that counts. */
  through: string
  tasks: readonly Task[]
  /** As of now, by task id: what the triggers keep. */
  totals: ReadonlyMap<string, TotalLike>
  /** Every entry after the day of the closing before (or after `through` where there is none). */
  entries: readonly EntryAfter[]
  lastWords: readonly LastWordDay[]
  previous: ClosedBefore | null
}

export type ItemFigures = Omit<ClosingItem, 'id' | 'project' | 'closing' | 'cost'>
export type SnapshotFigures = Pick<Closing, 'original' | 'changes' | 'actuals' | 'remaining' | 'progress' | 'late'>

export interface Snapshot {
  figures: SnapshotFigures
  items: ItemFigures[]
}

/**
 * A project as it stood at the end of a day, from what is kept as of now and the few entries since: no history is read again.
 *
 * C is today's total without what was entered for later days. R is each doer's latest word, with what they spent since added
 * back where the word came after that day: on Monday a doer says what is left after Friday. Late is what arrived for days that
 * the closing before had counted.
 *
 * @example
 * // Closed through Friday; on Monday Anna spent 1 d and said 2 d remain: on Friday 3 d remained.
 * snapshotOf({ through: '2026-11-20', entries: [{ task, user, day: '2026-11-23', effort: 1000 }], … }) // remaining 3000
 */
export function snapshotOf(input: SnapshotInput): Snapshot {
  const late = lateBy(input)
  const totals = new Map(input.tasks.map((task) => [task.id as string, totalAt(task.id, input)]))
  const roots = wbsTree<Task>(input.tasks, totals)
  const lateOf = (node: WbsNode<Task>): number =>
    (late.get(node.task.id) ?? 0) + node.children.reduce((sum, child) => sum + lateOf(child), 0)
  const items = flat(roots).map((node) => itemOf(node, lateOf(node)))
  const sum = roots.reduce((total, node) => addQuantities(total, node.quantities), NOTHING)
  return {
    figures: {
      original: sum.original,
      changes: sum.changes,
      actuals: sum.actuals,
      remaining: sum.remaining,
      progress: weightedProgress(roots),
      late: [...late.values()].reduce((total, effort) => total + effort, 0),
    },
    items,
  }
}

function totalAt(task: string, { through, totals, entries, lastWords }: SnapshotInput): TotalLike {
  const now = totals.get(task) ?? NO_TOTAL
  const later = entries.filter((entry) => entry.task === task && entry.day > through)
  if (later.length === 0) return now
  const spokenOn = new Map(lastWords.filter((word) => word.task === task).map((word) => [word.user, word.day]))
  const spent = sumOf(later)
  const counted = sumOf(later.filter((entry) => entry.day <= (spokenOn.get(entry.user) ?? '')))
  return { ...now, actuals: now.actuals - spent, remaining: now.remaining + counted }
}

const NO_TOTAL: TotalLike = { actuals: 0, remaining: 0, unconfirmed: 0, confirmed_on: '', progress: null }
const sumOf = (entries: readonly EntryAfter[]) => entries.reduce((total, entry) => total + entry.effort, 0)

/** By task: what the days of the closing before add up to now, less what they did then. A phase is the sum of its tasks. */
function lateBy({ previous, tasks, totals, entries }: SnapshotInput): Map<string, number> {
  if (!previous) return new Map()
  const then = new Map(previous.items.map((item) => [item.task as string, item.actuals]))
  return new Map(
    tasks.flatMap(({ id, kind }) => {
      if (kind !== 'task') return []
      const since = sumOf(entries.filter((entry) => entry.task === id && entry.day > previous.through))
      const late = (totals.get(id)?.actuals ?? 0) - since - (then.get(id) ?? 0)
      return late === 0 ? [] : [[id as string, late] as const]
    }),
  )
}

function itemOf({ task, quantities: own, progress, confirmedOn }: WbsNode<Task>, late: number): ItemFigures {
  const { original, changes, actuals, remaining } = own
  return {
    task: task.id,
    parent: task.parent,
    kind: task.kind,
    name: task.name,
    position: task.position,
    state: task.state,
    original,
    changes,
    actuals,
    remaining,
    progress,
    late,
    confirmed_on: confirmedOn as ItemFigures['confirmed_on'],
    baseline_on: task.baseline_on,
    forecast_on: task.forecast_on,
    actual_on: task.actual_on,
    imposed_on: task.imposed_on,
  }
}

const flat = (nodes: readonly WbsNode<Task>[]): WbsNode<Task>[] =>
  nodes.flatMap((node) => [node, ...flat(node.children)])

/** A = C + R and what follows, of a closing or one of its lines. */
export const quantitiesOf = (of: Pick<ClosingItem, 'original' | 'changes' | 'actuals' | 'remaining'>) => quantities(of)
