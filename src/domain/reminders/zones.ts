import { addDays, dayFromNumber, dayNumber, weekday } from '@/domain/calendar/days'
import type { HolidayZone } from '@/domain/calendar/holidays'
import type { IsoDay } from '@/schema/brands'

/**
 * The hours of a zone, without Intl: the server's engine has none, and its own tables are those of the machine, which may
 * have none either and would then take every clock for UTC. Checked against Node's Intl in the tests.
 */

const MINUTE_MS = 60_000
const DAY_MINUTES = 1440

/** When a zone puts its clocks forward: not at all, as the European Union does, or as North America does. */
type Summer = 'none' | 'eu' | 'us'

const inGroup = (
  summer: Summer,
  offset: number,
  names: readonly string[],
): [string, { offset: number; summer: Summer }][] => names.map((name) => [name, { offset, summer }])

const LISTED = [
  ...inGroup('eu', 0, ['Europe/Dublin', 'Europe/Lisbon', 'Europe/London', 'Atlantic/Canary', 'Atlantic/Madeira']),
  ...inGroup('eu', 60, [
    'Europe/Amsterdam',
    'Europe/Andorra',
    'Europe/Belgrade',
    'Europe/Berlin',
    'Europe/Bratislava',
    'Europe/Brussels',
    'Europe/Budapest',
    'Europe/Copenhagen',
    'Europe/Ljubljana',
    'Europe/Luxembourg',
    'Europe/Madrid',
    'Europe/Malta',
    'Europe/Monaco',
    'Europe/Oslo',
    'Europe/Paris',
    'Europe/Prague',
    'Europe/Rome',
    'Europe/Sarajevo',
    'Europe/Skopje',
    'Europe/Stockholm',
    'Europe/Tirane',
    'Europe/Vienna',
    'Europe/Warsaw',
    'Europe/Zagreb',
    'Europe/Zurich',
  ]),
  ...inGroup('eu', 120, [
    'Europe/Athens',
    'Europe/Bucharest',
    'Europe/Helsinki',
    'Europe/Kiev',
    'Europe/Riga',
    'Europe/Sofia',
    'Europe/Tallinn',
    'Europe/Vilnius',
    'Asia/Nicosia',
  ]),
  ...inGroup('eu', -60, ['Atlantic/Azores']),
  ...inGroup('us', -180, ['America/Miquelon']),
  ...inGroup('us', -300, ['America/Toronto']),
  ...inGroup('none', 0, ['UTC', 'Atlantic/Reykjavik', 'Africa/Abidjan', 'Africa/Dakar']),
  ...inGroup('none', 60, ['Africa/Algiers', 'Africa/Douala', 'Africa/Tunis']),
  ...inGroup('none', 180, ['Europe/Istanbul', 'Indian/Mayotte']),
  ...inGroup('none', 240, ['Indian/Reunion']),
  ...inGroup('none', -180, ['America/Cayenne']),
  ...inGroup('none', -240, ['America/Guadeloupe', 'America/Marigot', 'America/Martinique', 'America/St_Barthelemy']),
  ...inGroup('none', 660, ['Pacific/Noumea']),
  ...inGroup('none', -600, ['Pacific/Tahiti']),
  ...inGroup('none', 720, ['Pacific/Wallis']),
]
const ZONES = new Map(LISTED)

/** IANA names that a person may choose from, in order. */
export const TIME_ZONES: readonly string[] = [...ZONES.keys()].sort()

const OF_HOLIDAYS: Record<HolidayZone, string> = {
  metropole: 'Europe/Paris',
  'alsace-moselle': 'Europe/Paris',
  guadeloupe: 'America/Guadeloupe',
  guyane: 'America/Cayenne',
  'la-reunion': 'Indian/Reunion',
  martinique: 'America/Martinique',
  mayotte: 'Indian/Mayotte',
  'nouvelle-caledonie': 'Pacific/Noumea',
  'polynesie-francaise': 'Pacific/Tahiti',
  'saint-barthelemy': 'America/St_Barthelemy',
  'saint-martin': 'America/Marigot',
  'saint-pierre-et-miquelon': 'America/Miquelon',
  'wallis-et-futuna': 'Pacific/Wallis',
}

/** The clock of those who have these public holidays. @example zoneOfHolidays('la-reunion') // 'Indian/Reunion' */
export function zoneOfHolidays(holidayZone: string): string {
  return OF_HOLIDAYS[holidayZone as HolidayZone] ?? OF_HOLIDAYS.metropole
}

export const isTimeZone = (name: string): boolean => ZONES.has(name)

/** A day and a time of day on somebody's wall. */
export interface WallClock {
  day: IsoDay
  /** Minutes after midnight. */
  minute: number
}

/**
 * What a clock of that zone shows at an instant (milliseconds since the epoch); an unknown zone shows UTC.
 * @example wallClock('Europe/Paris', Date.UTC(2026, 2, 29, 1)) // { day: '2026-03-29', minute: 180 }: 2:00 was skipped
 */
export function wallClock(zone: string, instant: number): WallClock {
  const minutes = Math.floor(instant / MINUTE_MS) + offsetAt(zone, instant)
  const day = Math.floor(minutes / DAY_MINUTES)
  return { day: dayFromNumber(day), minute: minutes - day * DAY_MINUTES }
}

/** Minutes ahead of UTC at an instant. @example offsetAt('Europe/Paris', Date.UTC(2026, 6, 1)) // 120 */
export function offsetAt(zone: string, instant: number): number {
  const known = ZONES.get(zone)
  if (!known) return 0
  return known.offset + (isSummer(known.summer, known.offset, instant) ? 60 : 0)
}

function isSummer(summer: Summer, offset: number, instant: number): boolean {
  if (summer === 'none') return false
  const year = new Date(instant).getUTCFullYear()
  const minute = Math.floor(instant / MINUTE_MS)
  const [from, to] = summer === 'eu' ? europeanSummer(year) : americanSummer(year, offset)
  return minute >= from && minute < to
}

/** Directive 2000/84/EC: everywhere at 1:00 UTC, on the last Sundays of March and October. */
function europeanSummer(year: number): [number, number] {
  return [sundayUpTo(`${year}-03-31`) + 60, sundayUpTo(`${year}-10-31`) + 60]
}

/** At 2:00 on each zone's own clock, on the second Sunday of March and the first of November. */
function americanSummer(year: number, offset: number): [number, number] {
  return [sundayUpTo(`${year}-03-14`) + 120 - offset, sundayUpTo(`${year}-11-07`) + 60 - offset]
}

/** Midnight UTC of the Sunday on or before a day, in minutes since the epoch. */
function sundayUpTo(day: string): number {
  return dayNumber(addDays(day, -(weekday(day) % 7))) * DAY_MINUTES
}
