import { standingOf } from '../../database/standing'
import { Refused } from '../refusal'
import { requireWorkTask, type Checks } from './checks'

export const assignmentChecks: Checks = {
  change(batch, row, before) {
    if (before) return
    requireWorkTask(batch, row)
    const profile = String(row['profile'] ?? '').trim()
    if ((row['user'] === '') === (profile === '')) throw new Refused('invalid', { code: 'required', field: 'user' })
    if (row['user'] === '') return
    const member = standingOf(batch.db, String(row['user']), String(row['project']))
    if (member === null) throw new Refused('invalid', { code: 'unknown-person', field: 'user' })
  },
}
