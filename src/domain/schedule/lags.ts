import type { Link } from './network'
import { CONTINUOUS, type WorkingCalendar } from './working-calendar'

/** Between the two ends of a link, on the successor's calendar as planners expect, whatever the predecessor's. */
export function lagOf(link: Link, predecessorsDuration: number, successors: WorkingCalendar) {
  const isShare = link.lagKind === 'share' || link.lagKind === 'elapsed-share'
  const isElapsed = link.lagKind === 'elapsed' || link.lagKind === 'elapsed-share'
  const amount = isShare ? Math.round(link.lag * predecessorsDuration) : link.lag
  return { amount, calendar: isElapsed ? CONTINUOUS : successors }
}

/** The instant that lies that much work after the other; of an overlap, where work starts; with no lag, the instant itself. */
export function after(instant: number, lag: ReturnType<typeof lagOf>): number {
  if (lag.amount === 0) return instant
  const worked = lag.calendar.workedAt(instant) + lag.amount
  return lag.amount < 0 ? lag.calendar.startAt(worked) : lag.calendar.finishAt(worked)
}

/** The last instant from which the other can still be reached: the inverse of `after`. */
export function before(instant: number, lag: ReturnType<typeof lagOf>): number {
  if (lag.amount === 0) return instant
  return lag.calendar.startAt(lag.calendar.workedAt(instant) - lag.amount)
}

/** Where work of that length finishes when it starts there. Nothing to do = done where it starts. */
export function finishFrom(start: number, duration: number, calendar: WorkingCalendar): number {
  return duration === 0 ? start : calendar.finishAt(calendar.workedAt(start) + duration)
}

/** The start that brings the finish there: of work, the first moment at which it can go on from. */
export function startFor(finish: number, duration: number, calendar: WorkingCalendar): number {
  return duration === 0 ? finish : calendar.startAt(calendar.workedAt(finish) - duration)
}

/** Where it can start, being allowed from there: the next working moment. A milestone may stand where work has just finished. */
export function startFrom(instant: number, duration: number, calendar: WorkingCalendar): number {
  const worked = calendar.workedAt(instant)
  if (duration === 0 && calendar.finishAt(worked) === instant) return instant
  return calendar.startAt(worked)
}
