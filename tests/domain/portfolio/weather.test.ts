import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysBetween } from '@/domain/calendar/days'
import { MILESTONE_STATES } from '@/domain/milestones/milestone'
import { proposedWeather, WEATHERS, weatherTrend, type WeatherMilestone } from '@/domain/portfolio/weather'

const one = (state: WeatherMilestone['state'], baseline: string, expected = baseline): WeatherMilestone => ({
  state,
  baseline,
  expected,
})
const proposed = (...milestones: WeatherMilestone[]) => proposedWeather(milestones, daysBetween)

describe('the weather of a project', () => {
  test('sun where all is on track, and where a slip is within two days', () => {
    expect(proposed(one('reached', '2026-10-01', '2026-10-05'), one('on-time', '2027-02-01'))).toBe('sun')
    expect(proposed(one('slipping', '2026-12-01', '2026-12-03'), one('on-time', '2027-02-01'))).toBe('sun')
  })

  test('cloud where a milestone is late and the final delivery holds', () => {
    expect(proposed(one('slipping', '2026-12-01', '2026-12-10'), one('on-time', '2027-02-01'))).toBe('cloud')
    expect(proposed(one('to-confirm', '2026-11-01'), one('on-time', '2027-02-01'))).toBe('cloud')
  })

  test('storm where the final delivery slips, or an imposed date is threatened', () => {
    expect(proposed(one('on-time', '2026-12-01'), one('slipping', '2027-02-01', '2027-02-15'))).toBe('storm')
    expect(proposed(one('imposed-threatened', '2026-12-01', '2026-12-02'), one('on-time', '2027-02-01'))).toBe('storm')
  })

  test('is unknown without a planned milestone', () => {
    expect(proposed()).toBe(null)
    expect(proposed(one('unplanned', ''))).toBe(null)
  })

  test('never clears because a milestone that is on time is added before the end', () => {
    const days = fc
      .integer({ min: 0, max: 90 })
      .map(
        (count) =>
          `2026-${String(9 + Math.floor(count / 30)).padStart(2, '0')}-${String(1 + (count % 28)).padStart(2, '0')}`,
      )
    const milestone = fc.record({ state: fc.constantFrom(...MILESTONE_STATES), baseline: days, expected: days })
    fc.assert(
      fc.property(fc.array(milestone, { minLength: 1, maxLength: 6 }), (milestones) => {
        const early = one('on-time', '2026-08-01')
        const [before, after] = [
          proposedWeather(milestones, daysBetween)!,
          proposedWeather([...milestones, early], daysBetween)!,
        ]
        expect(WEATHERS.indexOf(after)).toBe(WEATHERS.indexOf(before))
      }),
    )
  })

  test('the trend is told against the one before', () => {
    expect([
      weatherTrend('cloud', 'sun'),
      weatherTrend('cloud', 'storm'),
      weatherTrend('sun', 'sun'),
      weatherTrend(null, 'sun'),
    ]).toEqual(['better', 'worse', 'same', null])
  })
})
