import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '@/domain/calendar/days'
import { meetsImposedOn } from '@/domain/milestones/early-warning'
import { inOrderOfHandover, isAwaited } from '@/domain/milestones/deliverables'
import { asksForReason, inOrderOfDay, marginOf, milestoneState, slipOf } from '@/domain/milestones/milestone'
import { lastWordOfEachDay, slipsInARow, slipsOf, trendOf } from '@/domain/milestones/trend'
import { readMilestone } from '@/domain/milestones/watch'

const TODAY = '2026-11-25'
const NO_DATES = { baseline_on: '', forecast_on: '', actual_on: '', imposed_on: '' }
const dates = (given: Partial<typeof NO_DATES>) => ({ ...NO_DATES, ...given })
const moves = (...said: [day: string, forecast: string][]) =>
  said.map(([day, forecast_on], rank) => ({ id: `m${rank}`, day, forecast_on, rank }))
const when = { startedOn: '2026-09-01', today: TODAY }

describe('the state of a milestone', () => {
  it.each([
    ['reached', dates({ baseline_on: '2026-11-01', forecast_on: '2026-11-03', actual_on: '2026-11-03' })],
    ['unplanned', NO_DATES],
    ['on-time', dates({ baseline_on: '2026-12-01', forecast_on: '2026-12-01' })],
    ['on-time', dates({ baseline_on: '2026-12-01', forecast_on: TODAY })],
    ['slipping', dates({ baseline_on: '2026-12-01', forecast_on: '2026-12-15', imposed_on: '2026-12-18' })],
    ['to-confirm', dates({ baseline_on: '2026-11-20', forecast_on: '2026-11-24' })],
    ['imposed-threatened', dates({ forecast_on: '2026-12-20', imposed_on: '2026-12-18' })],
    ['imposed-passed', dates({ forecast_on: '2026-12-20', imposed_on: '2026-11-24' })],
    ['imposed-passed', dates({ imposed_on: '2026-11-24' })],
  ])('is %s', (state, given) => expect(milestoneState(given, TODAY)).toBe(state))

  it('counts margin to the imposed date and slip to the baseline in calendar days', () => {
    const given = dates({ baseline_on: '2026-12-01', forecast_on: '2026-12-15', imposed_on: '2026-12-18' })
    expect([marginOf(given), slipOf(given)]).toEqual([3, 14])
    expect([marginOf(dates({ forecast_on: '2026-12-15' })), slipOf(dates({ forecast_on: '2026-12-15' }))]).toEqual([
      null,
      null,
    ])
  })

  it('asks for a reason only when a date goes later', () => {
    const given = dates({ baseline_on: '2026-12-01', forecast_on: '2026-12-15' })
    expect(asksForReason(given, '2026-12-16')).toBe(true)
    expect(asksForReason(given, '2026-12-14')).toBe(false)
    expect(asksForReason(NO_DATES, '2026-12-14')).toBe(false)
  })

  it('lists the nearest day first, what is not planned last', () => {
    const one = (id: string, forecast_on: string) => ({ ...dates({ forecast_on }), id, name: id })
    const ordered = inOrderOfDay([one('c', ''), one('b', '2026-12-01'), one('a', '2026-11-30')])
    expect(ordered.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  })
})

describe('the trend', () => {
  const slipping = dates({ baseline_on: '2026-12-01', forecast_on: '2026-12-15' })

  it('goes from the baseline over each move to today', () => {
    expect(trendOf(slipping, moves(['2026-10-05', '2026-12-15']), when)).toEqual([
      { day: '2026-09-01', forecast: '2026-12-01' },
      { day: '2026-10-05', forecast: '2026-12-15' },
      { day: TODAY, forecast: '2026-12-15' },
    ])
  })

  it('without moves is the baseline, then today’s forecast', () => {
    expect(trendOf(slipping, [], when)).toEqual([
      { day: '2026-09-01', forecast: '2026-12-01' },
      { day: TODAY, forecast: '2026-12-15' },
    ])
  })

  it('ends on the bisector once reached', () => {
    const reached = dates({ baseline_on: '2026-11-01', forecast_on: '2026-11-05', actual_on: '2026-11-06' })
    expect(trendOf(reached, [], when).at(-1)).toEqual({ day: '2026-11-06', forecast: '2026-11-06' })
  })

  it('forgets what was said and taken back within a day', () => {
    const said = moves(['2026-10-05', '2026-12-15'], ['2026-10-05', '2026-12-01'])
    expect(lastWordOfEachDay(said).map((move) => move.forecast_on)).toEqual(['2026-12-01'])
    expect(slipsOf(dates({ baseline_on: '2026-12-01', forecast_on: '2026-12-01' }), said)).toBe(0)
  })

  it('counts slips, and those in a row', () => {
    const said = moves(['2026-09-10', '2026-12-15'], ['2026-10-01', '2026-12-10'], ['2026-10-20', '2026-12-20'])
    const now = dates({ baseline_on: '2026-12-01', forecast_on: '2026-12-20' })
    expect([slipsOf(now, said), slipsInARow(now, said)]).toEqual([2, 1])
    // Changed in the plan without a word: still a slip.
    const moved = { ...now, forecast_on: '2026-12-24' }
    expect([slipsOf(moved, said), slipsInARow(moved, said)]).toEqual([3, 2])
  })

  const someDay = fc.integer({ min: 0, max: 400 }).map((offset) => addDays('2026-01-01', offset))
  const someMove = fc.record({ id: fc.uuid(), day: someDay, forecast_on: someDay, rank: fc.nat(9) })

  it('has its days in order and never more slips in a row than slips', () => {
    fc.assert(
      fc.property(someDay, someDay, fc.array(someMove, { maxLength: 8 }), (baseline_on, forecast_on, said) => {
        const given = dates({ baseline_on, forecast_on })
        const days = trendOf(given, said, { startedOn: '2026-01-01', today: '2027-03-01' }).map(({ day }) => day)
        expect(days).toEqual([...new Set(days)].toSorted())
        expect(slipsInARow(given, said)).toBeLessThanOrEqual(slipsOf(given, said))
      }),
      { seed: 1 },
    )
  })
})

describe('the early warning', () => {
  const steady = [
    { day: '2026-09-01', forecast: '2026-12-01' },
    { day: '2026-10-01', forecast: '2026-12-11' },
    { day: '2026-10-31', forecast: '2026-12-21' },
  ]

  it('says on which day the trend meets the imposed date before the milestone does', () => {
    expect(meetsImposedOn(steady, '2026-12-31', '2026-11-01')).toBe('2026-11-30')
  })

  it('says nothing with fewer than three points, without an imposed date, or beyond it', () => {
    expect(meetsImposedOn(steady.slice(1), '2026-12-31', '2026-11-01')).toBeNull()
    expect(meetsImposedOn(steady, '', '2026-11-01')).toBeNull()
    expect(meetsImposedOn(steady, '2026-12-20', '2026-11-01')).toBeNull()
  })

  it('says nothing where the milestone is reached before its trend meets the imposed date', () => {
    expect(meetsImposedOn(steady, '2027-03-01', '2026-11-01')).toBeNull()
  })

  const offset = fc.integer({ min: 0, max: 120 })
  const someTrend = fc.array(fc.tuple(offset, offset), { minLength: 1, maxLength: 6 }).map((pairs) =>
    [...new Map(pairs)]
      .toSorted(([a], [b]) => a - b)
      .map(([day, forecast]) => ({
        day: addDays('2026-01-01', day),
        forecast: addDays('2026-05-01', forecast),
      })),
  )

  it('lies between today and the imposed date, and moves with the calendar', () => {
    fc.assert(
      fc.property(someTrend, offset, fc.integer({ min: -800, max: 800 }), (trend, ahead, shift) => {
        const today = trend.at(-1)!.day
        const imposed = addDays('2026-05-01', ahead)
        const meets = meetsImposedOn(trend, imposed, today)
        if (meets !== null) expect(today <= meets && meets <= imposed).toBe(true)
        const moved = trend.map(({ day, forecast }) => ({
          day: addDays(day, shift),
          forecast: addDays(forecast, shift),
        }))
        const later = meetsImposedOn(moved, addDays(imposed, shift), addDays(today, shift))
        expect(later).toBe(meets === null ? null : addDays(meets, shift))
      }),
      { seed: 1 },
    )
  })

  it('never comes of a forecast that holds', () => {
    fc.assert(
      fc.property(someTrend, offset, (trend, ahead) => {
        const held = trend.map(({ day }) => ({ day, forecast: '2026-05-01' }))
        expect(meetsImposedOn(held, addDays('2026-05-01', ahead), held.at(-1)!.day)).toBeNull()
      }),
      { seed: 1 },
    )
  })
})

describe('what is worth a look', () => {
  it('is a third slip in a row, a warning, or a state that asks; never what is reached', () => {
    const said = moves(['2026-09-10', '2026-12-05'], ['2026-10-01', '2026-12-10'], ['2026-10-20', '2026-12-20'])
    const slipping = dates({ baseline_on: '2026-12-01', forecast_on: '2026-12-20', imposed_on: '2026-12-24' })
    expect(readMilestone(slipping, said, when)).toMatchObject({ inARow: 3, slips: 3, watched: true, margin: 4 })
    const reached = { ...slipping, actual_on: '2026-11-20' }
    expect(readMilestone(reached, said, when)).toMatchObject({ watched: false, inARow: 0, meetsImposed: null })
    const calm = dates({ baseline_on: '2026-12-01', forecast_on: '2026-12-01' })
    expect(readMilestone(calm, [], when).watched).toBe(false)
  })
})

describe('deliverables', () => {
  const one = (id: string, state: 'planned' | 'accepted' | 'submitted', due: string) => ({ id, name: id, state, due })

  it('list what waits for somebody first, the nearest due date first', () => {
    const all = [
      one('a', 'accepted', '2026-01-01'),
      one('b', 'planned', ''),
      one('c', 'planned', '2026-12-02'),
      one('d', 'submitted', '2026-12-01'),
    ]
    expect(inOrderOfHandover(all).map(({ id }) => id)).toEqual(['d', 'c', 'b', 'a'])
  })

  it('are awaited when due and not handed over', () => {
    expect(isAwaited(one('a', 'planned', '2026-11-24'), TODAY)).toBe(true)
    expect(isAwaited(one('a', 'planned', TODAY), TODAY)).toBe(false)
    expect(isAwaited(one('a', 'submitted', '2026-11-01'), TODAY)).toBe(false)
  })
})
