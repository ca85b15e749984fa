import { daysBetween } from '@/domain/calendar/days'

/** What a plan says of one task, at one time. A baseline is a list of these; so is the plan of today. */
export interface PlanItem {
  task: string
  name: string
  starts_on: string
  ends_on: string
  /** Thousandths of a day. */
  effort: number
  /** A phase sums what is below it: it is shown, not counted twice. */
  isSum?: boolean
}

export interface PlanDifference {
  task: string
  name: string
  kind: 'added' | 'gone' | 'changed'
  before: PlanItem | null
  after: PlanItem | null
  /** Calendar days, positive = later; null where one side has no date. */
  startMoved: number | null
  endMoved: number | null
  /** Thousandths of a day, positive = more. */
  effortChange: number
}

export interface PlanComparison {
  /** Added, gone and changed tasks, in the order of `after`, then those that are gone. */
  differences: PlanDifference[]
  unchanged: number
  /** Sums over tasks, phases left out. */
  effort: { before: number; after: number }
  /** The last day of each; '' where nothing is dated. */
  end: { before: string; after: string }
}

/**
 * What changed between two states of a plan: tasks, dates, efforts.
 *
 * @example comparePlans([{ task: 'a', name: 'A', starts_on: '2026-11-02', ends_on: '2026-11-06', effort: 5000 }],
 *   [{ task: 'a', name: 'A', starts_on: '2026-11-02', ends_on: '2026-11-09', effort: 6000 }]).differences[0]
 *   // kind 'changed', endMoved 3, effortChange 1000
 */
export function comparePlans(before: readonly PlanItem[], after: readonly PlanItem[]): PlanComparison {
  const then = new Map(before.map((item) => [item.task, item]))
  const now = new Set(after.map((item) => item.task))
  const pairs = [
    ...after.map((item) => ({ before: then.get(item.task) ?? null, after: item as PlanItem | null })),
    ...before.filter((item) => !now.has(item.task)).map((item) => ({ before: item as PlanItem | null, after: null })),
  ]
  const differences = pairs.flatMap((pair) => differenceOf(pair) ?? [])
  return {
    differences,
    unchanged: pairs.length - differences.length,
    effort: { before: effortOf(before), after: effortOf(after) },
    end: { before: endOf(before), after: endOf(after) },
  }
}

function differenceOf(pair: { before: PlanItem | null; after: PlanItem | null }): PlanDifference | null {
  const { before, after } = pair
  const { task, name } = (after ?? before)!
  const startMoved = moved(before?.starts_on, after?.starts_on)
  const endMoved = moved(before?.ends_on, after?.ends_on)
  const effortChange = (after?.effort ?? 0) - (before?.effort ?? 0)
  if (!before || !after) {
    return { task, name, kind: after ? 'added' : 'gone', before, after, startMoved, endMoved, effortChange }
  }
  const isSame =
    before.starts_on === after.starts_on &&
    before.ends_on === after.ends_on &&
    effortChange === 0 &&
    before.name === name
  return isSame ? null : { task, name, kind: 'changed', before, after, startMoved, endMoved, effortChange }
}

const moved = (from = '', to = '') => (from && to ? daysBetween(from, to) : null)
const effortOf = (items: readonly PlanItem[]) => items.reduce((sum, item) => sum + (item.isSum ? 0 : item.effort), 0)
const endOf = (items: readonly PlanItem[]) =>
  items
    .map((item) => item.ends_on)
    .toSorted()
    .at(-1) ?? ''
