import { alertMarkId } from '@/domain/alerts/marks'
import { Refused } from '../refusal'
import { requireId, type Checks } from './checks'

export const alertMarkChecks: Checks = {
  change(_batch, row) {
    requireId(row, alertMarkId(String(row['user']), String(row['alert'])))
    // Put off to no day, it would never have been put off.
    if (row['state'] === 'snoozed' && row['until'] === '')
      throw new Refused('invalid', { code: 'required', field: 'until' })
  },
}
