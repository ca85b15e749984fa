import type { IsoDay } from '@/schema/brands'
import { addDays } from './days'

/** The zones of French public holidays, named as the open data of data.gouv.fr names them. */
export const HOLIDAY_ZONES = [
  'metropole',
  'alsace-moselle',
  'guadeloupe',
  'guyane',
  'la-reunion',
  'martinique',
  'mayotte',
  'nouvelle-caledonie',
  'polynesie-francaise',
  'saint-barthelemy',
  'saint-martin',
  'saint-pierre-et-miquelon',
  'wallis-et-futuna',
] as const
export type HolidayZone = (typeof HOLIDAY_ZONES)[number]

/** A code for each holiday; its words are in the locale files. */
export const HOLIDAY_CODES = [
  'new-year',
  'good-friday',
  'easter-monday',
  'labour-day',
  'victory-1945',
  'ascension',
  'whit-monday',
  'bastille-day',
  'assumption',
  'all-saints',
  'armistice-1918',
  'christmas',
  'second-christmas',
  'abolition-of-slavery',
] as const
export type HolidayCode = (typeof HOLIDAY_CODES)[number]

const FIXED: [HolidayCode, string][] = [
  ['new-year', '01-01'],
  ['labour-day', '05-01'],
  ['victory-1945', '05-08'],
  ['bastille-day', '07-14'],
  ['assumption', '08-15'],
  ['all-saints', '11-01'],
  ['armistice-1918', '11-11'],
  ['christmas', '12-25'],
]

const FROM_EASTER: [HolidayCode, number][] = [
  ['easter-monday', 1],
  ['ascension', 39],
  ['whit-monday', 50],
]

/** Law 83-550 and decrees: the day on which each territory commemorates. */
const ABOLITION: Partial<Record<HolidayZone, string>> = {
  mayotte: '04-27',
  martinique: '05-22',
  guadeloupe: '05-27',
  'saint-martin': '05-28',
  guyane: '06-10',
  'saint-barthelemy': '10-09',
  'la-reunion': '12-20',
}

/**
 * Easter Sunday of the Gregorian calendar, by the anonymous algorithm published in Nature (1876).
 * @example easter(2026) // '2026-04-05'
 */
export function easter(year: number): IsoDay {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const inCentury = year % 100
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451)
  const monthAndDay = epact + toSunday - 7 * late + 114
  return date(year, Math.floor(monthAndDay / 31), (monthAndDay % 31) + 1)
}

/**
 * The public holidays of a zone in a year, by day.
 * Source: Code du travail L3133-1 and L3422-2, local law of Alsace-Moselle; checked against data.gouv.fr in the tests.
 *
 * @example holidays('alsace-moselle', 2026).get('2026-04-03') // 'good-friday'
 */
export function holidays(zone: HolidayZone, year: number): ReadonlyMap<IsoDay, HolidayCode> {
  const key = `${zone} ${year}`
  let known = computed.get(key)
  if (!known) computed.set(key, (known = compute(zone, year)))
  return known
}

/** A week asks for the same year many times; a year of a zone never changes. */
const computed = new Map<string, ReadonlyMap<IsoDay, HolidayCode>>()

function compute(zone: HolidayZone, year: number): ReadonlyMap<IsoDay, HolidayCode> {
  const sunday = easter(year)
  const all: [IsoDay, HolidayCode][] = [
    ...FIXED.map(([code, day]): [IsoDay, HolidayCode] => [`${pad(year)}-${day}` as IsoDay, code]),
    ...FROM_EASTER.map(([code, offset]): [IsoDay, HolidayCode] => [addDays(sunday, offset), code]),
  ]
  if (zone === 'alsace-moselle') {
    all.push([addDays(sunday, -2), 'good-friday'], [date(year, 12, 26), 'second-christmas'])
  }
  const abolition = ABOLITION[zone]
  if (abolition) all.push([`${pad(year)}-${abolition}` as IsoDay, 'abolition-of-slavery'])
  // Two holidays may share a day (Ascension on 1 or 8 May): the fixed one, which comes first, keeps it.
  const byDay = new Map<IsoDay, HolidayCode>()
  for (const [day, code] of all) if (!byDay.has(day)) byDay.set(day, code)
  return new Map([...byDay].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The holiday on that day in that zone, or null. */
export function holidayOn(zone: HolidayZone, day: string): HolidayCode | null {
  return holidays(zone, Number(day.slice(0, 4))).get(day as IsoDay) ?? null
}

export function isHolidayZone(text: string): text is HolidayZone {
  return (HOLIDAY_ZONES as readonly string[]).includes(text)
}

function date(year: number, month: number, day: number): IsoDay {
  return `${pad(year)}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as IsoDay
}

function pad(year: number): string {
  return String(year).padStart(4, '0')
}
