import { readRow } from '../../database/row'
import { Refused } from '../refusal'
import type { Checks } from './checks'

const OF_PURCHASES = ['committed', 'actual', 'to_commit']

export const budgetLineChecks: Checks = {
  change(batch, row, before) {
    // What labour costs is known from the time entered: nobody types it.
    const typed = OF_PURCHASES.find((field) => row['kind'] === 'labour' && row[field] !== 0)
    if (typed) throw new Refused('invalid', { code: 'bad-value', field: typed })
    if (row['phase'] === '' || row['phase'] === before?.['phase']) return
    const phase = readRow(batch.db, 'tasks', String(row['phase']))
    if (phase?.['project'] !== row['project'] || phase?.['kind'] !== 'phase')
      throw new Refused('invalid', { code: 'unknown-task', field: 'phase' })
  },
}
