import { requireDay, requireWorkTask, type Checks } from './checks'

export const remainingEstimateChecks: Checks = {
  change(batch, row) {
    requireWorkTask(batch, row)
    requireDay(batch, row)
  },
}
