import { weekSheetId } from '@/domain/identity/derived-id'
import { requireId, type Checks } from './checks'

export const weekSheetChecks: Checks = {
  change: (_batch, row) => requireId(row, weekSheetId(String(row['user']), String(row['week']))),
}
