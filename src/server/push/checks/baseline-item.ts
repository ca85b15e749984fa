import { baselineItemId } from '@/domain/identity/derived-id'
import { readRow } from '../../database/row'
import { Refused } from '../refusal'
import { requireId, type Checks } from './checks'

export const baselineItemChecks: Checks = {
  change(batch, row) {
    requireId(row, baselineItemId(String(row['baseline']), String(row['task'])))
    if (readRow(batch.db, 'baselines', String(row['baseline']))?.['project'] !== row['project'])
      throw new Refused('invalid', { code: 'missing', field: 'baseline' })
  },
}
