import { reminderPreferencesId } from '@/domain/reminders/preferences'
import { isTimeZone } from '@/domain/reminders/zones'
import { Refused } from '../refusal'
import { requireId, type Checks } from './checks'

export const reminderPreferencesChecks: Checks = {
  change(_batch, row) {
    requireId(row, reminderPreferencesId(String(row['user'])))
    // A zone that nobody can reckon with would put the person's hours somewhere in their night.
    if (!isTimeZone(String(row['zone']))) throw new Refused('invalid', { code: 'bad-value', field: 'zone' })
    if (Number(row['from_minute']) >= Number(row['to_minute']))
      throw new Refused('invalid', { code: 'min', field: 'to_minute' })
  },
}
