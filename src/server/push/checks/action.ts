import { execute } from '../../database/query'
import { readRow } from '../../database/row'
import { Refused } from '../refusal'
import { requireMember, type Checks } from './checks'

export const actionChecks: Checks = {
  change(batch, row, before) {
    const project = String(row['project'])
    if (row['owner'] !== '' && row['owner'] !== before?.['owner'])
      requireMember(batch, String(row['owner']), project, 'owner')
    if (before || row['flag'] === '') return
    if (readRow(batch.db, 'flags', String(row['flag']))?.['project'] !== project)
      throw new Refused('invalid', { code: 'unknown-flag', field: 'flag' })
  },
  remove(batch, row) {
    execute(batch.db, 'DELETE FROM comments WHERE action = {:id}', { id: String(row['id']) })
  },
  /** Who has the action now reads what was said about it. */
  after(batch, row) {
    const sql = 'UPDATE comments SET owner = {:owner} WHERE action = {:id} AND owner IS NOT {:owner}'
    execute(batch.db, sql, { id: String(row['id']), owner: String(row['owner'] ?? '') })
  },
}
