import { rateId } from '@/domain/identity/derived-id'
import { Refused } from '../refusal'
import { requireId, type Checks } from './checks'

export const rateChecks: Checks = {
  change(_batch, row) {
    const profile = String(row['profile'])
    // A profile with a space too many would price nobody.
    if (profile !== profile.trim()) throw new Refused('invalid', { code: 'bad-value', field: 'profile' })
    requireId(row, rateId(String(row['project']), profile, String(row['starts_on'])))
  },
}
