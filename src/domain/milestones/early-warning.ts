import { dayFromNumber, dayNumber } from '@/domain/calendar/days'
import type { TrendPoint } from './trend'

/** How many of the last points the trend is drawn through, and how few say nothing. */
const MOST_POINTS = 4
const LEAST_POINTS = 3

/**
 * The day on which the trend meets the imposed date, where that comes before the milestone does; null where it does not.
 *
 * The rule: a straight line by least squares through the last four points of the trend (today's included, so that a date which
 * has held for long flattens its line), three at least. The forecast grows by `slope` days a day; it equals the imposed date on
 * day d. If d is before the imposed date, then on d the milestone is still to come: the warning. Otherwise the line crosses the
 * bisector first, which means reached. A forecast already beyond the imposed date is no early warning any more, but a state.
 *
 * @example Said on 1 Sep.: 1 Dec.; on 1 Oct.: 11 Dec.; on 31 Oct.: 21 Dec. A slope of a third: an imposed date of 31 Dec.
 * is met on 30 Nov.
 */
export function meetsImposedOn(trend: readonly TrendPoint[], imposed: string, today: string): string | null {
  const points = trend.slice(-MOST_POINTS)
  const last = points.at(-1)
  if (!last || !imposed || points.length < LEAST_POINTS || last.forecast > imposed || imposed <= today) return null
  const line = leastSquares(points.map(({ day, forecast }) => [dayNumber(day), dayNumber(forecast)]))
  if (line.slope <= 0) return null
  const meets = Math.ceil(line.x + (dayNumber(imposed) - line.y) / line.slope)
  // A scattered past may put the meeting behind us: then it is now.
  return meets < dayNumber(imposed) ? dayFromNumber(Math.max(meets, dayNumber(today))) : null
}

/** The line through the middle of the points; points of one day have no slope. */
function leastSquares(points: readonly (readonly [number, number])[]): { x: number; y: number; slope: number } {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const x = mean(points.map(([day]) => day))
  const y = mean(points.map(([, forecast]) => forecast))
  const spread = points.reduce((sum, [day]) => sum + (day - x) ** 2, 0)
  const together = points.reduce((sum, [day, forecast]) => sum + (day - x) * (forecast - y), 0)
  return { x, y, slope: spread === 0 ? 0 : together / spread }
}
