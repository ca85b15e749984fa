import { isDayInRange } from '@/domain/access/entry-rules'
import { mayWork } from '@/domain/access/reader'
import { readRow, type Row } from '../../database/row'
import { standingOf } from '../../database/standing'
import type { Batch } from '../batch'
import { Refused } from '../refusal'

/** What one kind of record has to say about being written. */
export interface Checks {
  /** Before a create (`before` is null) or a patch. */
  change?: (batch: Batch, row: Row, before: Row | null) => void
  /** Before a delete; may first take away what hangs on the record. */
  remove?: (batch: Batch, row: Row) => void
  /** After the record was written or deleted. */
  after?: (batch: Batch, row: Row) => void
}

export function requireId(row: Row, expected: string): void {
  if (row['id'] !== expected) throw new Refused('invalid', { code: 'wrong-id', field: 'id' })
}

/** The task that a row refers to: of the row's own project, and one that carries effort. */
export function requireWorkTask(batch: Batch, row: Row): Row {
  const task = readRow(batch.db, 'tasks', String(row['task']))
  if (!task || task['project'] !== row['project']) throw new Refused('invalid', { code: 'unknown-task', field: 'task' })
  if (task['kind'] !== 'task') throw new Refused('invalid', { code: 'not-a-task', field: 'task' })
  return task
}

/** Somebody who works on the project: one can't be given anything to do elsewhere. */
export function requireMember(batch: Batch, user: string, project: string, field = 'user'): void {
  const standing = batch.once(`${user} in ${project}`, () => standingOf(batch.db, user, project))
  if (standing === null || !mayWork(standing)) throw new Refused('invalid', { code: 'unknown-person', field })
}

export function requireDay(batch: Batch, row: Row): void {
  if (!isDayInRange(String(row['day']), batch.today))
    throw new Refused('invalid', { code: 'day-out-of-range', field: 'day' })
}
