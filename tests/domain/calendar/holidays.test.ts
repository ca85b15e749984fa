import { describe, expect, it } from 'vitest'
import { easter, HOLIDAY_ZONES, holidayOn, holidays } from '@/domain/calendar/holidays'

/** Published by data.gouv.fr (jours fériés en France), 2024 to 2028. */
const METROPOLE: Record<number, string[]> = {
  2024: ['01-01', '04-01', '05-01', '05-08', '05-09', '05-20', '07-14', '08-15', '11-01', '11-11', '12-25'],
  2025: ['01-01', '04-21', '05-01', '05-08', '05-29', '06-09', '07-14', '08-15', '11-01', '11-11', '12-25'],
  2026: ['01-01', '04-06', '05-01', '05-08', '05-14', '05-25', '07-14', '08-15', '11-01', '11-11', '12-25'],
  2027: ['01-01', '03-29', '05-01', '05-06', '05-08', '05-17', '07-14', '08-15', '11-01', '11-11', '12-25'],
  2028: ['01-01', '04-17', '05-01', '05-08', '05-25', '06-05', '07-14', '08-15', '11-01', '11-11', '12-25'],
}

/** What each zone has beyond metropolitan France, in 2026. */
const EXTRA_2026: Record<string, string[]> = {
  metropole: [],
  'alsace-moselle': ['04-03', '12-26'],
  guadeloupe: ['05-27'],
  guyane: ['06-10'],
  'la-reunion': ['12-20'],
  martinique: ['05-22'],
  mayotte: ['04-27'],
  'nouvelle-caledonie': [],
  'polynesie-francaise': [],
  'saint-barthelemy': ['10-09'],
  'saint-martin': ['05-28'],
  'saint-pierre-et-miquelon': [],
  'wallis-et-futuna': [],
}

describe('French public holidays', () => {
  for (const [year, days] of Object.entries(METROPOLE)) {
    it(`metropolitan France ${year} is as published`, () => {
      expect([...holidays('metropole', Number(year)).keys()]).toEqual(days.map((day) => `${year}-${day}`))
    })
  }

  it('has thirteen zones, each with its own days', () => {
    expect(HOLIDAY_ZONES).toHaveLength(13)
    for (const zone of HOLIDAY_ZONES) {
      const expected = [...METROPOLE[2026]!, ...EXTRA_2026[zone]!].sort().map((day) => `2026-${day}`)
      expect([...holidays(zone, 2026).keys()], zone).toEqual(expected)
    }
  })

  it('Easter is as astronomers publish it, early and late years included', () => {
    const published = ['1954-04-18', '1981-04-19', '2000-04-23', '2008-03-23', '2011-04-24', '2038-04-25', '2049-04-18']
    expect(published.map((day) => easter(Number(day.slice(0, 4))))).toEqual(published)
  })

  it('Ascension that falls on 1 May (2008) leaves one holiday that day', () => {
    expect(holidayOn('metropole', '2008-05-01')).toBe('labour-day')
    expect(holidays('metropole', 2008).size).toBe(10)
  })

  it('Good Friday is a holiday in Alsace-Moselle only', () => {
    expect(holidayOn('alsace-moselle', '2026-04-03')).toBe('good-friday')
    expect(holidayOn('metropole', '2026-04-03')).toBeNull()
  })
})
