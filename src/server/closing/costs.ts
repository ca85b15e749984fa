import { centsOf } from '@/domain/budget/money'
import { textOf } from '../database/query'

/** What the time entered on one task through a day cost, and how much of it has no rate. */
interface CostAt {
  task: string
  /** Thousandths of a cent. */
  cost: number
  /** Thousandths of a day. */
  unpriced: number
}

/**
 * As of now less what was entered for later days, each at the rate of its day: no history is read again. The price of a day is
 * said here by the same two tables as in the triggers that keep `task_costs`.
 */
export function costsThrough(db: pb.Db, project: string, through: string): CostAt[] {
  const sql = `WITH later AS (SELECT e.task, e.effort, (SELECT r.daily_rate FROM doer_profiles d
        JOIN rates r ON r.project = d.project AND r.profile = d.profile AND r.starts_on <= e.day
        WHERE d.project = e.project AND d.user = e.user ORDER BY r.starts_on DESC LIMIT 1) AS rate
      FROM time_entries e WHERE e.project = {:project} AND e.day > {:through} AND e.effort > 0)
    SELECT json_group_array(json_object('task', k.id,
      'cost', k.cost - coalesce((SELECT sum(l.effort * l.rate) FROM later l WHERE l.task = k.id), 0),
      'unpriced', k.unpriced - coalesce((SELECT sum(l.effort) FROM later l WHERE l.task = k.id AND l.rate IS NULL), 0))) AS value
    FROM task_costs k WHERE k.project = {:project}`
  return JSON.parse(textOf(db, sql, { project, through })) as CostAt[]
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
