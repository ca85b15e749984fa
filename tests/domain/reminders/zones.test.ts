import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOLIDAY_ZONES } from '@/domain/calendar/holidays'
import { isTimeZone, TIME_ZONES, wallClock, zoneOfHolidays } from '@/domain/reminders/zones'

const formats = new Map(
  TIME_ZONES.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    }),
  ]),
)

/** What Node's own tables say. */
function intlClock(zone: string, instant: number) {
  const parts = formats.get(zone)!.formatToParts(instant)
  const part = (type: string) => parts.find((one) => one.type === type)!.value
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    minute: Number(part('hour')) * 60 + Number(part('minute')),
  }
}

const anyInstant = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2035, 11, 31) })
const QUARTER = 15 * 60_000

describe('the clock on a wall', () => {
  it('shows what Intl shows, in every zone, at any instant', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TIME_ZONES), anyInstant, (zone, instant) => {
        expect(wallClock(zone, instant)).toEqual(intlClock(zone, instant))
      }),
      { numRuns: 1500 },
    )
  })

  it.each(['2026-03-29', '2026-10-25', '2026-03-08', '2026-11-01'])(
    'shows what Intl shows through the night of %s, in every zone, quarter by quarter',
    (day) => {
      const midnight = Date.parse(`${day}T00:00:00Z`)
      for (const zone of TIME_ZONES)
        for (let instant = midnight - 26 * 4 * QUARTER; instant < midnight + 26 * 4 * QUARTER; instant += QUARTER)
          expect(wallClock(zone, instant), `${zone} ${new Date(instant).toISOString()}`).toEqual(
            intlClock(zone, instant),
          )
    },
  )

  it('skips the hour of spring and shows that of autumn twice', () => {
    expect(wallClock('Europe/Paris', Date.UTC(2026, 2, 29, 0, 59))).toEqual({ day: '2026-03-29', minute: 119 })
    expect(wallClock('Europe/Paris', Date.UTC(2026, 2, 29, 1))).toEqual({ day: '2026-03-29', minute: 180 })
    expect(wallClock('Europe/Paris', Date.UTC(2026, 9, 25, 0, 30)).minute).toBe(150)
    expect(wallClock('Europe/Paris', Date.UTC(2026, 9, 25, 1, 30)).minute).toBe(150)
  })

  it('shows another day where it is one', () => {
    const instant = Date.UTC(2026, 10, 19, 22)
    expect(wallClock('Pacific/Noumea', instant)).toEqual({ day: '2026-11-20', minute: 540 })
    expect(wallClock('America/Guadeloupe', instant)).toEqual({ day: '2026-11-19', minute: 1080 })
  })

  it('is there for every zone of public holidays, and is Paris for an unknown one', () => {
    for (const zone of HOLIDAY_ZONES) expect(isTimeZone(zoneOfHolidays(zone))).toBe(true)
    expect(zoneOfHolidays('nowhere')).toBe('Europe/Paris')
    expect(wallClock('Nowhere/None', Date.UTC(2026, 6, 1, 12))).toEqual({ day: '2026-07-01', minute: 720 })
  })
})
