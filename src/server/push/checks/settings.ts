import { Refused } from '../refusal'
import type { Checks } from './checks'

export const settingsChecks: Checks = {
  change(_batch, row) {
    const [from, to] = [Number(row['reminder_from']), Number(row['reminder_to'])]
    // Both 0 is "not set". Hours that end before they begin would be nobody's.
    if ((from !== 0 || to !== 0) && from >= to) throw new Refused('invalid', { code: 'min', field: 'reminder_to' })
  },
}
