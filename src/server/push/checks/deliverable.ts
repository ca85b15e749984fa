import { readRow } from '../../database/row'
import { Refused } from '../refusal'
import { requireMember, type Checks } from './checks'

export const deliverableChecks: Checks = {
  change(batch, row, before) {
    const project = String(row['project'])
    if (row['owner'] !== '' && row['owner'] !== before?.['owner'])
      requireMember(batch, String(row['owner']), project, 'owner')
    if (row['milestone'] === '' || row['milestone'] === before?.['milestone']) return
    const milestone = readRow(batch.db, 'tasks', String(row['milestone']))
    if (milestone?.['project'] !== project || milestone?.['kind'] !== 'milestone')
      throw new Refused('invalid', { code: 'unknown-task', field: 'milestone' })
  },
}
