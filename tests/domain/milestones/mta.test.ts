import { describe, expect, it } from 'vitest'
import { milestoneTrend } from '@/domain/milestones/mta'

const trend = (baseline: string | null, actual: string | null, forecasts: (string | null)[], last: string | null) =>
  milestoneTrend({ name: 'M', baseline, actual, forecasts }, last)

describe('the trend of a milestone', () => {
  it('counts slips, days from the baseline, and what is overdue (the worked example)', () => {
    expect(trend('2026-01-31', null, ['2026-01-31', '2026-02-10'], '2026-02-20')).toEqual({
      name: 'M',
      totalSlipDays: 10,
      slips: 1,
      overdue: true,
    })
  })

  it('an earlier forecast is no slip; the day it was reached counts in the end', () => {
    const moved = ['2026-03-01', '2026-03-15', '2026-03-10', '2026-03-20']
    expect(trend('2026-03-01', '2026-03-18', moved, '2026-04-01')).toMatchObject({
      totalSlipDays: 17,
      slips: 2,
      overdue: false,
    })
    expect(trend('2026-03-01', '2026-02-27', [], null)).toMatchObject({ totalSlipDays: -2, slips: 0, overdue: false })
  })

  it('is unknown without a baseline or a forecast, and skips reports that said nothing (threat 57)', () => {
    expect(trend(null, null, ['2026-03-01'], '2026-02-01')).toMatchObject({ totalSlipDays: null, overdue: false })
    expect(trend('2026-03-01', null, [null], '2026-04-01')).toMatchObject({
      totalSlipDays: null,
      slips: 0,
      overdue: false,
    })
    expect(trend('2026-03-01', null, ['2026-03-01', null, '2026-03-04'], '2026-03-04')).toMatchObject({
      slips: 1,
      overdue: false,
    })
  })
})
