import { isFinished, stateAfter, type LastWord } from '@/domain/timesheet/finish'
import { textOf } from '../../database/query'
import { readRow, type Row } from '../../database/row'
import type { Batch } from '../batch'
import { saveRecord } from '../save'
import { signed } from '../writer'
import { requireDay, requireWorkTask, type Checks } from './checks'

export const remainingEstimateChecks: Checks = {
  change(batch, row) {
    requireWorkTask(batch, row)
    requireDay(batch, row)
  },
  after: closeOrReopen,
}

/** What the doers say of the end of their task moves its state. */
function closeOrReopen(batch: Batch, row: Row): void {
  const id = String(row['task'])
  const task = readRow(batch.db, 'tasks', id)
  const { words, assigned, before } = lastWords(batch, row)
  const state = task?.['state'] === 'done' ? 'done' : 'open'
  const estimate = { finished: row['finished'] === true, saidFinishedBefore: before }
  const next = stateAfter(state, estimate, isFinished(assigned, words))
  if (next === state) return
  saveRecord(batch.tx, batch.tx.findRecordById('tasks', id), signed(batch.userId, 'tasks', { state: next }))
}

interface Said {
  words: LastWord[]
  assigned: string[]
  /** Whether the doer's estimate before this one said that the task is finished. */
  before: boolean
}

function lastWords(batch: Batch, row: Row): Said {
  const flag = (alias: string) => `json(iif(${alias}.finished, 'true', 'false'))`
  const later = '(l.day, l.rank, l.id) > (e.day, e.rank, e.id)'
  const sql = `SELECT json_object(
    'words', (SELECT json_group_array(json_object('user', e.user, 'finished', ${flag('e')})) FROM remaining_estimates e
      WHERE e.task = {:task} AND NOT EXISTS (
        SELECT 1 FROM remaining_estimates l WHERE l.task = e.task AND l.user = e.user AND ${later})),
    'assigned', (SELECT json_group_array(user) FROM assignments WHERE task = {:task}),
    'before', coalesce((SELECT ${flag('p')} FROM remaining_estimates p
      WHERE p.task = {:task} AND p.user = {:user} AND p.id <> {:id} ORDER BY p.day DESC, p.rank DESC LIMIT 1), json('false'))
  ) AS value`
  const parameters = { task: String(row['task']), user: String(row['user']), id: String(row['id']) }
  return JSON.parse(textOf(batch.db, sql, parameters)) as Said
}
