import type { Activity, ScheduleOptions } from './activity'
import { after, finishFrom, lagOf, startFor, startFrom } from './lags'
import { isSum, placeOf, type Link, type Network } from './network'
import { CONTINUOUS, type WorkingCalendar } from './working-calendar'

export interface Spans {
  start: Float64Array
  finish: Float64Array
}

export const calendarOf = (activity: Activity, options: ScheduleOptions): WorkingCalendar =>
  activity.calendar ?? options.calendar

/**
 * The forward pass: each activity as early as its links, its constraint and the project's start allow. `heldTo` fixes starts
 * that were found otherwise (NaN = none): those of activities planned as late as possible.
 */
export function earliest(
  network: Network,
  options: ScheduleOptions,
  projectStart: number,
  heldTo?: Float64Array,
): Spans {
  const size = network.activities.length
  const spans: Spans = { start: new Float64Array(size), finish: new Float64Array(size) }
  const gates = new Float64Array(size)
  for (const event of network.order) {
    const place = placeOf(event)
    const children = network.childrenOf[place]!
    if (children.length === 0) {
      if (!isSum(event))
        placeActivity(network, options, spans, place, gateAbove(network, gates, place, projectStart), heldTo)
      continue
    }
    const { pinned } = network.activities[place]!
    if (isSum(event) && pinned) {
      spans.start[place] = pinned.start
      spans.finish[place] = pinned.finish
    } else if (isSum(event)) {
      spans.start[place] = children.reduce((first, child) => Math.min(first, spans.start[child]!), Infinity)
      spans.finish[place] = children.reduce((last, child) => Math.max(last, spans.finish[child]!), -Infinity)
    } else {
      const above = gateAbove(network, gates, place, projectStart)
      gates[place] = Math.max(above, gateOfSummary(network, options, spans, place))
    }
  }
  return spans
}

function gateAbove(network: Network, gates: Float64Array, place: number, projectStart: number): number {
  const parent = network.parentOf[place]!
  return parent < 0 ? projectStart : gates[parent]!
}

/** A link to a summary holds the start of all below it; one to its finish can't (no planner's tool allows it) and holds nothing. */
function gateOfSummary(network: Network, options: ScheduleOptions, spans: Spans, place: number): number {
  const summary = network.activities[place]!
  let gate = -Infinity
  for (const at of network.into[place]!) {
    const link = network.links[at]!
    if (link.type === 'FS' || link.type === 'SS') gate = Math.max(gate, bound(network, options, spans, link))
  }
  if (summary.constraint?.type === 'SNET') gate = Math.max(gate, summary.constraint.at)
  return Math.max(gate, summary.notBefore ?? -Infinity)
}

/** The instant that a link sets for the end of the successor that it holds. */
export function bound(network: Network, options: ScheduleOptions, spans: Spans, link: Link): number {
  const held = network.activities[link.succ]!
  const fromStart = link.type === 'SS' || link.type === 'SF'
  const lag = lagOf(link, lengthOf(network, options, spans, link.pred), calendarOf(held, options))
  return after(fromStart ? spans.start[link.pred]! : spans.finish[link.pred]!, lag)
}

/** A summary is as long as the working time that it spans. */
export function lengthOf(network: Network, options: ScheduleOptions, spans: Spans, place: number): number {
  if (network.childrenOf[place]!.length === 0) return network.activities[place]!.duration
  return options.calendar.workedAt(spans.finish[place]!) - options.calendar.workedAt(spans.start[place]!)
}

function placeActivity(
  network: Network,
  options: ScheduleOptions,
  spans: Spans,
  place: number,
  gate: number,
  heldTo: Float64Array | undefined,
) {
  const activity = network.activities[place]!
  const calendar = calendarOf(activity, options)
  if (activity.pinned) {
    spans.start[place] = activity.pinned.start
    spans.finish[place] = activity.pinned.finish
    return
  }
  if (activity.begun) {
    const { start, resume, remaining } = activity.begun
    spans.start[place] = start
    spans.finish[place] = Math.max(start, finishFrom(startFrom(resume, remaining, calendar), remaining, calendar))
    return
  }
  const held = heldTo?.[place]
  const allowed = held === undefined || Number.isNaN(held) ? allowedFrom(network, options, spans, place, gate) : held
  const free = delayed(activity, calendar, startFrom(allowed, activity.duration, calendar))
  const start = constrainedStart(activity, calendar, free)
  spans.start[place] = start
  spans.finish[place] = finishFrom(start, activity.duration, calendar)
}

function allowedFrom(network: Network, options: ScheduleOptions, spans: Spans, place: number, gate: number): number {
  const { duration, notBefore, ...activity } = network.activities[place]!
  const calendar = calendarOf({ duration, ...activity }, options)
  let from = Math.max(gate, notBefore ?? -Infinity)
  for (const at of network.into[place]!) {
    const link = network.links[at]!
    const instant = bound(network, options, spans, link)
    const start = link.type === 'FS' || link.type === 'SS' ? instant : startFor(instant, duration, calendar)
    from = Math.max(from, start)
  }
  return from
}

function delayed(activity: Activity, calendar: WorkingCalendar, start: number): number {
  if (!activity.delay) return start
  const { amount, isElapsed } = activity.delay
  return startFrom(after(start, { amount, calendar: isElapsed ? CONTINUOUS : calendar }), activity.duration, calendar)
}

/** A constraint wins over links, as in the planners' tools: what it breaks shows as negative float. */
function constrainedStart(activity: Activity, calendar: WorkingCalendar, start: number): number {
  const { constraint, duration } = activity
  if (!constraint) return start
  const from = (instant: number) => startFrom(instant, duration, calendar)
  const toFinish = (instant: number) => from(startFor(instant, duration, calendar))
  switch (constraint.type) {
    case 'SNET':
      return Math.max(start, from(constraint.at))
    case 'FNET':
      return Math.max(start, toFinish(constraint.at))
    case 'SNLT':
      return Math.min(start, from(constraint.at))
    case 'FNLT':
      return Math.min(start, toFinish(constraint.at))
    case 'MSO':
      return from(constraint.at)
    case 'MFO':
      return toFinish(constraint.at)
    default:
      return start
  }
}
