import { expectedOn, type MilestoneDates } from './milestone'

/** What the rules need of a recorded move. */
export interface MoveLike {
  id: string
  day: string
  forecast_on: string
  rank: number
}

/** What was expected as of a day: a point of the 45° chart. */
export interface TrendPoint {
  day: string
  forecast: string
}

/** In the order in which they were said. */
export function inOrderOfMove<M extends MoveLike>(moves: readonly M[]): M[] {
  return moves.toSorted((a, b) => compare(a.day, b.day) || a.rank - b.rank || compare(a.id, b.id))
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** The last word of each day: what was said and taken back within a day leaves no trace in a trend. */
export function lastWordOfEachDay<M extends MoveLike>(moves: readonly M[]): M[] {
  const ordered = inOrderOfMove(moves)
  return ordered.filter((move, index) => ordered[index + 1]?.day !== move.day)
}

/**
 * The forecast as of each day that has one: the baseline at the start of the project, each move, then today's forecast, or the
 * day itself once it is reached: a point on the bisector. Without moves: the baseline, then today's forecast.
 *
 * @example trendOf({ baseline_on: '2026-12-01', forecast_on: '2026-12-15', actual_on: '', imposed_on: '' },
 *   [{ id: 'a', day: '2026-10-05', forecast_on: '2026-12-15', rank: 0 }], { startedOn: '2026-09-01', today: '2026-11-25' })
 * // 2026-09-01 → 2026-12-01, 2026-10-05 → 2026-12-15, 2026-11-25 → 2026-12-15
 */
export function trendOf(
  dates: MilestoneDates,
  moves: readonly MoveLike[],
  { startedOn, today }: { startedOn: string; today: string },
): TrendPoint[] {
  const until = dates.actual_on || today
  const said = lastWordOfEachDay(moves)
    .filter((move) => move.forecast_on !== '' && move.day < until)
    .map((move) => ({ day: move.day, forecast: move.forecast_on }))
  const now = expectedOn(dates)
  return [
    ...baselinePoint(dates, startedOn, said[0]?.day ?? until),
    ...said,
    ...(now ? [{ day: until, forecast: now }] : []),
  ]
}

function baselinePoint(dates: MilestoneDates, startedOn: string, before: string): TrendPoint[] {
  if (!dates.baseline_on || !startedOn || startedOn >= before) return []
  return [{ day: startedOn, forecast: dates.baseline_on }]
}

/** The baseline, every forecast that was said since, and the one of now where it was changed without a word. */
function forecastsOf(dates: MilestoneDates, moves: readonly MoveLike[]): string[] {
  const said = lastWordOfEachDay(moves).map((move) => move.forecast_on)
  const now = dates.forecast_on
  const all = [dates.baseline_on, ...said].filter(Boolean)
  return now && now !== all.at(-1) ? [...all, now] : all
}

/** How often it went later. @example from 1 Dec. to 15 Dec., then to 10 Dec., then to 20 Dec. // 2 */
export function slipsOf(dates: MilestoneDates, moves: readonly MoveLike[]): number {
  return stepsOf(forecastsOf(dates, moves)).filter((step) => step > 0).length
}

/** How often it went later since it last held or came earlier. A move that confirms the date ends the row. */
export function slipsInARow(dates: MilestoneDates, moves: readonly MoveLike[]): number {
  const steps = stepsOf(forecastsOf(dates, moves))
  const lastGood = steps.findLastIndex((step) => step <= 0)
  return steps.length - 1 - lastGood
}

const stepsOf = (forecasts: readonly string[]) =>
  forecasts.slice(1).map((forecast, index) => compare(forecast, forecasts[index]!))
