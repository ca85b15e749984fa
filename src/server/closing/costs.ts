import type { CostAt } from '@/domain/closing/costs'
import { textOf } from '../database/query'

/**
 * As of now less what was entered for later days, each at the rate of its day: no history is read again. The price of a day is
 * said here by the same two tables as in the triggers that keep `task_costs`.
 */
export const COSTS_THROUGH = `WITH later AS (SELECT e.task, e.effort, (SELECT r.daily_rate FROM doer_profiles d
        JOIN rates r ON r.project = d.project AND r.profile = d.profile AND r.starts_on <= e.day
        WHERE d.project = e.project AND d.user = e.user ORDER BY r.starts_on DESC LIMIT 1) AS rate
      FROM time_entries e WHERE e.project = {:project} AND e.day > {:through} AND e.effort > 0)
    SELECT json_group_array(json_object('task', k.id,
      'cost', k.cost - coalesce((SELECT sum(l.effort * l.rate) FROM later l WHERE l.task = k.id), 0),
      'unpriced', k.unpriced - coalesce((SELECT sum(l.effort) FROM later l WHERE l.task = k.id AND l.rate IS NULL), 0))) AS value
    FROM task_costs k WHERE k.project = {:project}`

/** What the time of each task through a day cost. */
export function costsThrough(db: pb.Db, project: string, through: string): CostAt[] {
  return JSON.parse(textOf(db, COSTS_THROUGH, { project, through })) as CostAt[]
}
