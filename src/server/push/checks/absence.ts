import { absenceId } from '@/domain/identity/derived-id'
import { requireDay, requireId, type Checks } from './checks'

export const absenceChecks: Checks = {
  change(batch, row) {
    requireId(row, absenceId(String(row['user']), String(row['day']), String(row['kind'])))
    requireDay(batch, row)
  },
}
