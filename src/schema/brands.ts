import * as v from 'valibot'

/**
 * The small values that every record is made of: ids, days, weeks, efforts.
 * They are branded so that a day can't be passed where a week is meant.
 */

/** 15 characters a–z0–9, made on the device (see domain/identity for those the world fixes). */
export const recordId = v.pipe(v.string(), v.regex(/^[a-z0-9]{15}$/, 'id'), v.brand('RecordId'))
export type RecordId = v.InferOutput<typeof recordId>

/** A reference that may be left empty: PocketBase stores '' for "none". */
export const optionalId = v.union([recordId, v.literal('')])

/** A calendar day `YYYY-MM-DD` that exists (2026-02-30 is refused), between 1970 and 2199. */
export const isoDay = v.pipe(v.string(), v.check(isRealDay, 'day'), v.brand('IsoDay'))
export type IsoDay = v.InferOutput<typeof isoDay>
export const optionalDay = v.union([isoDay, v.literal('')])

/** An ISO week `YYYY-Www`. */
export const weekId = v.pipe(
  v.string(),
  v.regex(/^(19[7-9]\d|20\d\d|21\d\d)-W(0[1-9]|[1-4]\d|5[0-3])$/, 'week'),
  v.brand('WeekId'),
)
export type WeekId = v.InferOutput<typeof weekId>

/** An effort: an integer number of thousandths of a day, so that sums are exact. */
export const effort = v.pipe(v.number(), v.integer('integer'), v.minValue(0, 'min'), v.maxValue(10_000_000, 'max'))
export type Effort = v.InferOutput<typeof effort>

/** A change of effort: less than nothing where work is taken out. */
export const signedEffort = v.pipe(
  v.number(),
  v.integer('integer'),
  v.minValue(-10_000_000, 'min'),
  v.maxValue(10_000_000, 'max'),
)

const MOST_CENTS = 1_000_000_000_000

/** Money: an integer number of cents of the organisation's currency. */
export const cents = v.pipe(v.number(), v.integer('integer'), v.minValue(0, 'min'), v.maxValue(MOST_CENTS, 'max'))

/** A change of money. */
export const signedCents = v.pipe(
  v.number(),
  v.integer('integer'),
  v.minValue(-MOST_CENTS, 'min'),
  v.maxValue(MOST_CENTS, 'max'),
)

/** Cents a day, at most 100,000 a day in the currency's own unit. */
export const dailyRate = v.pipe(v.number(), v.integer('integer'), v.minValue(0, 'min'), v.maxValue(10_000_000, 'max'))

/** A share in thousandths: 1000 = 100 %. */
export const permille = v.pipe(v.number(), v.integer('integer'), v.minValue(0, 'min'), v.maxValue(1000, 'max'))

/** Text that people type: trimmed at the ends, stored literally. */
export const line = (max: number) => v.pipe(v.string(), v.maxLength(max, 'max'))

const DAY_LIKE = /^(19[7-9]\d|2[01]\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

function isRealDay(text: string): boolean {
  if (!DAY_LIKE.test(text)) return false
  const day = Number(text.slice(8))
  return day <= 28 || day <= daysInMonth(Number(text.slice(0, 4)), Number(text.slice(5, 7)))
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}
