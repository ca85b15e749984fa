import { numberOf, textOf } from '../../database/query'
import { readRow, type Row } from '../../database/row'
import type { Batch } from '../batch'
import { Refused } from '../refusal'
import type { Checks } from './checks'

export const taskChecks: Checks = {
  change(batch, row) {
    requirePlace(batch, row)
  },
  remove(batch, row) {
    const id = String(row['id'])
    const sql = `SELECT (SELECT count(*) FROM time_entries WHERE task = {:id})
      + (SELECT count(*) FROM remaining_estimates WHERE task = {:id}) AS value`
    if (numberOf(batch.db, sql, { id }) > 0) throw new Refused('invalid', { code: 'has-time' })
    for (const hanging of HANGING) removeAll(batch, hanging, id)
  },
}

/** The parent is of the same project, and not the task itself or below it. */
function requirePlace(batch: Batch, row: Row): void {
  const seen = new Set([row['id']])
  let parent = row['parent']
  while (parent !== '') {
    const above = readRow(batch.db, 'tasks', String(parent))
    if (!above || above['project'] !== row['project'])
      throw new Refused('invalid', { code: 'unknown-task', field: 'parent' })
    if (seen.has(parent)) throw new Refused('invalid', { code: 'bad-value', field: 'parent' })
    seen.add(parent)
    parent = above['parent']
  }
}

/** What hangs on a task and goes with it. */
const HANGING = [
  { coll: 'assignments', where: 'task = {:task}' },
  { coll: 'dependencies', where: 'predecessor = {:task} OR successor = {:task}' },
  { coll: 'milestone_moves', where: 'task = {:task}' },
] as const

function removeAll(batch: Batch, { coll, where }: (typeof HANGING)[number], task: string): void {
  const sql = `SELECT json_group_array(id) AS value FROM ${coll} WHERE ${where}`
  const ids = JSON.parse(textOf(batch.db, sql, { task })) as string[]
  for (const id of ids) batch.tx.delete(batch.tx.findRecordById(coll, id))
}
