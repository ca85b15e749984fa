import { dependencyId } from '@/domain/identity/derived-id'
import { textOf } from '../../database/query'
import { readRow, type Row } from '../../database/row'
import type { Batch } from '../batch'
import { Refused } from '../refusal'
import { requireId, type Checks } from './checks'

export const dependencyChecks: Checks = {
  change(batch, row, before) {
    if (before) return
    requireId(row, dependencyId(String(row['predecessor']), String(row['successor'])))
    for (const field of ['predecessor', 'successor']) requireTask(batch, row, field)
    requireNoCycle(batch, row)
  },
}

function requireTask(batch: Batch, row: Row, field: string): void {
  const task = readRow(batch.db, 'tasks', String(row[field]))
  if (task?.['project'] !== row['project']) throw new Refused('invalid', { code: 'unknown-task', field })
}

/**
 * A link that closes a ring could never be sequenced. What a phase waits for, its children wait for: so going up and down
 * the tree counts as a step, and a link between a task and what contains it is refused as its own ring.
 */
function requireNoCycle(batch: Batch, { predecessor, successor }: Row): void {
  if (predecessor === successor) throw new Refused('invalid', { code: 'link-own', field: 'successor' })
  const family = `WITH RECURSIVE up(id) AS (
      SELECT parent FROM tasks WHERE id = {:one} UNION SELECT t.parent FROM tasks t JOIN up ON t.id = up.id)
    SELECT '1' AS value FROM up WHERE id = {:other}`
  for (const [one, other] of [
    [predecessor, successor],
    [successor, predecessor],
  ])
    if (textOf(batch.db, family, { one: String(one), other: String(other) }) !== '')
      throw new Refused('invalid', { code: 'link-own', field: 'successor' })
  const reached = `WITH RECURSIVE after(id) AS (
      SELECT {:from} UNION SELECT d.successor FROM dependencies d JOIN after ON d.predecessor = after.id
      UNION SELECT t.id FROM tasks t JOIN after ON t.parent = after.id)
    SELECT '1' AS value FROM after WHERE id = {:to}`
  if (textOf(batch.db, reached, { from: String(successor), to: String(predecessor) }) !== '')
    throw new Refused('invalid', { code: 'link-cycle', field: 'successor' })
}
