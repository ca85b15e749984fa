import { readRow } from '../../database/row'
import { Refused } from '../refusal'
import { requireDay, type Checks } from './checks'

export const milestoneMoveChecks: Checks = {
  change(batch, row) {
    requireDay(batch, row)
    const task = readRow(batch.db, 'tasks', String(row['task']))
    if (task?.['project'] !== row['project'] || task?.['kind'] !== 'milestone')
      throw new Refused('invalid', { code: 'unknown-task', field: 'task' })
  },
}
