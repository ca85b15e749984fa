import { addDays, dayNumber } from '@/domain/calendar/days'
import { languageTag, t } from './translate'

/** Figures and days as people of the chosen language write them. */

const DAY_MS = 86_400_000
const formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `n${languageTag.value}${JSON.stringify(options)}`
  let known = formats.get(key) as Intl.NumberFormat | undefined
  if (!known) formats.set(key, (known = new Intl.NumberFormat(languageTag.value, options)))
  return known
}

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `d${languageTag.value}${JSON.stringify(options)}`
  let known = formats.get(key) as Intl.DateTimeFormat | undefined
  if (!known) formats.set(key, (known = new Intl.DateTimeFormat(languageTag.value, { timeZone: 'UTC', ...options })))
  return known
}

const at = (day: string) => new Date(dayNumber(day) * DAY_MS)

/** Thousandths of a day as days, without unit. @example effort(3750) // '3,75' */
export function effort(thousandths: number): string {
  return numberFormat({ maximumFractionDigits: 3 }).format(thousandths / 1000)
}

/** With its unit. @example days(3750) // '3,75 j' */
export function days(thousandths: number): string {
  return t('unit.days', { n: effort(thousandths) })
}

/** To the tenth of a day, still in thousandths: for what was computed from estimates and is no more exact. @example tenths(95_563) // 95600 */
export const tenths = (thousandths: number) => Math.round(thousandths / 100) * 100

/** Minutes as hours, as a clock counts them. @example hours(210) // '3 h 30' */
export function hours(minutes: number): string {
  const whole = numberFormat({}).format(Math.floor(minutes / 60))
  return t('unit.hours', { h: whole, m: String(minutes % 60).padStart(2, '0') })
}

/** With a sign always, as a variance is read. @example signedEffort(4000) // '+4' */
export function signedEffort(thousandths: number): string {
  return numberFormat({ maximumFractionDigits: 3, signDisplay: 'exceptZero' }).format(thousandths / 1000)
}

const CURRENCY = /^[A-Z]{3}$/

/**
 * Cents in a currency of ISO 4217: without cents where a table is read, with them (`exact`) where an amount is opened.
 *
 * @example money(1_250_050, 'EUR') // '12 501 €'
 * @example money(1_250_050, 'EUR', { exact: true }) // '12 500,50 €'
 */
export function money(cents: number, currency: string, options: { exact?: boolean; signed?: boolean } = {}): string {
  const digits = options.exact && cents % 100 !== 0 ? 2 : 0
  return numberFormat({
    style: 'currency',
    currency: CURRENCY.test(currency) ? currency : 'EUR',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: options.signed ? 'exceptZero' : 'auto',
  }).format(cents / 100)
}

/** An amount as it is typed again: no currency, no grouping. @example plainMoney(125_050) // '1250,50' */
export function plainMoney(cents: number): string {
  const digits = cents % 100 === 0 ? 0 : 2
  return numberFormat({ useGrouping: false, minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
    cents / 100,
  )
}

/** A figure as it is typed again. @example plainNumber(2.5) // '2,5' */
export const plainNumber = (value: number) =>
  numberFormat({ useGrouping: false, maximumFractionDigits: 3 }).format(value)

/** A share 0–1; unknown is a dash. @example percent(0.2) // '20 %' */
export function percent(share: number | null, options: { signed?: boolean } = {}): string {
  if (share === null) return t('unknown')
  return numberFormat({
    style: 'percent',
    maximumFractionDigits: Math.abs(share) < 0.1 ? 1 : 0,
    signDisplay: options.signed ? 'exceptZero' : 'auto',
  }).format(share)
}

const FRACTIONS: Record<number, string> = { 0: '0', 250: '¼', 500: '½', 750: '¾', 1000: '1' }

/** A part of a day as it stands on the gauge. @example fraction(750) // '¾' */
export function fraction(thousandths: number): string {
  return FRACTIONS[thousandths] ?? effort(thousandths)
}

/** @example longDay('2026-11-19') // 'jeudi 19 novembre' */
export const longDay = (day: string) => dateFormat({ weekday: 'long', day: 'numeric', month: 'long' }).format(at(day))
/** @example shortWeekday('2026-11-19') // 'jeu.' */
export const shortWeekday = (day: string) => dateFormat({ weekday: 'short' }).format(at(day)).replace('.', '')
export const dayOfMonth = (day: string) => String(Number(day.slice(8)))
/** @example mediumDay('2026-11-19') // '19 nov. 2026' */
export const mediumDay = (day: string) =>
  dateFormat({ day: 'numeric', month: 'short', year: 'numeric' }).format(at(day))
/** @example shortDay('2026-11-19') // '19 nov.' */
export const shortDay = (day: string) => dateFormat({ day: 'numeric', month: 'short' }).format(at(day))

/** @example shortMonth('2026-11-19') // 'nov.' */
export const shortMonth = (day: string) => dateFormat({ month: 'short' }).format(at(day))
/** Calendar days with their sign. @example signedDays(21) // '+21 j' */
export const signedDays = (count: number) =>
  t('unit.days', { n: numberFormat({ signDisplay: 'exceptZero' }).format(count) })

/** @example dayRange('2026-11-16', '2026-11-20') // '16–20 novembre 2026' */
export function dayRange(from: string, to: string): string {
  return dateFormat({ day: 'numeric', month: 'long', year: 'numeric' }).formatRange(at(from), at(to))
}

const A_SUNDAY = '2026-11-22'

/** By its ISO number. @example weekdayName(1, 'long') // 'lundi' */
export const weekdayName = (weekday: number, length: 'short' | 'long') =>
  dateFormat({ weekday: length })
    .format(at(addDays(A_SUNDAY, weekday)))
    .replace('.', '')

/** A time of day. @example clock(540) // '09:00' */
export function clock(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** An IANA zone by its place. @example zoneName('America/St_Barthelemy') // 'St Barthelemy (America)' */
export function zoneName(zone: string): string {
  const [region = '', place] = zone.split('/')
  return place ? `${place.replaceAll('_', ' ')} (${region})` : region
}
/** @example monthName('2026-11') // 'novembre 2026' */
export const monthName = (month: string) => dateFormat({ month: 'long', year: 'numeric' }).format(at(`${month}-01`))

/** An index such as CPI. @example index(0.6667) // '0,67' */
export const index = (value: number) =>
  numberFormat({ minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value)

/** A duration in weeks, to the tenth. @example weeks(-1.42, { signed: true }) // '-1,4 sem.' */
export const weeks = (value: number, options: { signed?: boolean } = {}) =>
  t('schedule.weeks', {
    n: numberFormat({ maximumFractionDigits: 1, signDisplay: options.signed ? 'exceptZero' : 'auto' }).format(value),
  })

/** A moment in the reader's own time zone. @example moment(…) // '23 nov., 10:42' */
export function moment(milliseconds: number): string {
  return new Intl.DateTimeFormat(languageTag.value, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(milliseconds)
}

export const capitalised = (text: string) => text.charAt(0).toLocaleUpperCase(languageTag.value) + text.slice(1)
