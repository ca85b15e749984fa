import { weekReviewId, weekSheetId } from '@/domain/identity/derived-id'
import { readRow, type Row } from '../../database/row'
import type { Batch } from '../batch'
import { Refused } from '../refusal'
import { saveRecord } from '../save'
import { signed } from '../writer'
import { requireId, requireMember, type Checks } from './checks'

export const weekReviewChecks: Checks = {
  change(batch, row, before) {
    const [project, user, week] = [String(row['project']), String(row['user']), String(row['week'])]
    requireId(row, weekReviewId(project, user, week))
    // Four eyes: nobody validates, or unlocks, their own week.
    if (user === batch.userId) throw new Refused('denied', { code: 'own-week' })
    if (!before) requireMember(batch, user, project)
  },
  after(batch, row) {
    if (row['state'] === 'returned') reopenSheet(batch, row)
  },
}

/** A week that was sent back is not complete any more: the person says so again. */
function reopenSheet(batch: Batch, row: Row): void {
  const id = weekSheetId(String(row['user']), String(row['week']))
  if (readRow(batch.db, 'week_sheets', id)?.['state'] !== 'submitted') return
  const fields = signed(batch.userId, 'week_sheets', { state: 'open' })
  saveRecord(batch.tx, batch.tx.findRecordById('week_sheets', id), fields)
}
