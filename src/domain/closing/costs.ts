import { centsOf } from '@/domain/budget/money'

/** What the time entered on one task through a day cost, and how much of it has no rate. */
export interface CostAt {
  task: string
  /** Thousandths of a cent. */
  cost: number
  /** Thousandths of a day. */
  unpriced: number
}

/** A line of the closing and the one above it. */
interface Placed {
  task: string
  parent: string
}

interface RolledUp {
  /** Of the whole project. */
  all: number | null
  of: (task: string) => number | null
}

/**
 * Costs in cents, rounded once a task, so that the lines of a closing add up to its total; a phase is the sum of what is below
 * it. Null where some of the time below has no rate: part of a cost is not a cost.
 */
export function rolledUp(items: readonly Placed[], costs: readonly CostAt[]): RolledUp {
  const own = new Map(costs.map((cost) => [cost.task, cost.unpriced > 0 ? null : centsOf(cost.cost)]))
  const known = new Set(items.map((item) => item.task))
  const below = new Map<string, string[]>()
  for (const { task, parent } of items) {
    const above = known.has(parent) ? parent : ''
    below.set(above, [...(below.get(above) ?? []), task])
  }
  const of = (task: string): number | null =>
    added([own.has(task) ? own.get(task)! : 0, ...(below.get(task) ?? []).map(of)])
  return { all: of(''), of }
}

function added(parts: readonly (number | null)[]): number | null {
  return parts.reduce((sum, part) => (sum === null || part === null ? null : sum + part), 0)
}
