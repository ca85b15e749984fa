import { readRow } from '../../database/row'
import { Refused } from '../refusal'
import { requireDay, type Checks } from './checks'

export const flagChecks: Checks = {
  change(batch, row, before) {
    if (before) return
    requireDay(batch, row)
    if (row['task'] === '') return
    const task = readRow(batch.db, 'tasks', String(row['task']))
    if (task?.['project'] !== row['project']) throw new Refused('invalid', { code: 'unknown-task', field: 'task' })
  },
}
