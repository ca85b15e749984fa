import { Refused } from '../refusal'
import { isSameValue } from '../same-value'
import { requireDay, requireWorkTask, type Checks } from './checks'

/** What an approval was given for: changed afterwards, it would be another change. */
const DECIDED = ['effort', 'amount']

export const changeOrderChecks: Checks = {
  change(batch, row, before) {
    const changed = before ? DECIDED.find((field) => !isSameValue(row[field], before[field])) : undefined
    if (changed && before?.['state'] !== 'proposed')
      throw new Refused('invalid', { code: 'already-decided', field: changed })
    if (!before) requireDay(batch, row)
    if (!before && row['task'] !== '') requireWorkTask(batch, row)
    if (row['task'] === '' && row['effort'] !== 0) throw new Refused('invalid', { code: 'required', field: 'task' })
  },
  remove(_batch, row) {
    if (row['state'] === 'approved') throw new Refused('invalid', { code: 'already-decided', field: 'state' })
  },
}
