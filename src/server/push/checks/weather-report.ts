import { weatherReportId } from '@/domain/identity/derived-id'
import { requireDay, requireId, type Checks } from './checks'

export const weatherReportChecks: Checks = {
  change(batch, row) {
    requireId(row, weatherReportId(String(row['project']), String(row['day'])))
    requireDay(batch, row)
  },
}
