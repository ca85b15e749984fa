import { readRow } from '../../database/row'
import { Refused } from '../refusal'
import { requireDay, type Checks } from './checks'

export const commentChecks: Checks = {
  change(batch, row) {
    requireDay(batch, row)
    const action = readRow(batch.db, 'actions', String(row['action']))
    const fits = action && action['project'] === row['project'] && action['owner'] === row['owner']
    if (!fits) throw new Refused('invalid', { code: 'missing', field: 'action' })
  },
}
