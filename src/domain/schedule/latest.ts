import type { ScheduleOptions } from './activity'
import { calendarOf, lengthOf, type Spans } from './earliest'
import { before, finishFrom, lagOf, startFor } from './lags'
import { isSum, placeOf, type Link, type Network } from './network'

/** The backward pass: each activity as late as the project's finish, its links, constraint and imposed date allow. */
export function latest(network: Network, options: ScheduleOptions, early: Spans, projectFinish: number): Spans {
  const size = network.activities.length
  const spans: Spans = { start: new Float64Array(size), finish: new Float64Array(size) }
  // What a summary passes on to all below it.
  const ceilings: Limits[] = []
  for (let at = network.order.length - 1; at >= 0; at--) {
    const event = network.order[at]!
    const place = placeOf(event)
    const children = network.childrenOf[place]!
    if (isSum(event)) {
      const limits = limitsOf(network, options, early, spans, place, projectFinish)
      const above = ceilings[network.parentOf[place]!]
      ceilings[place] = above ? passedDown(network, early, place, limits, above) : limits
      if (children.length === 0) placeActivity(network, options, early, spans, place, ceilings[place])
    } else if (children.length > 0) {
      spans.start[place] = children.reduce((first, child) => Math.min(first, spans.start[child]!), Infinity)
      spans.finish[place] = children.reduce((last, child) => Math.max(last, spans.finish[child]!), -Infinity)
    }
  }
  return spans
}

interface Limits {
  finish: number
  start: number
}

/** Of a summary's limit on its start, only what starts with it is concerned: the rest may start later. */
function passedDown(network: Network, early: Spans, place: number, own: Limits, above: Limits): Limits {
  const startsWithIt = early.start[place] === early.start[network.parentOf[place]!]
  return {
    finish: Math.min(own.finish, above.finish),
    start: startsWithIt ? Math.min(own.start, above.start) : own.start,
  }
}

function limitsOf(
  network: Network,
  options: ScheduleOptions,
  early: Spans,
  spans: Spans,
  place: number,
  projectFinish: number,
): Limits {
  const ownEnd = options.everyEndIsCritical && isOpenEnd(network, place) ? early.finish[place]! : projectFinish
  const limits = { finish: ownEnd, start: Infinity }
  for (const at of network.outOf[place]!) {
    const link = network.links[at]!
    // What is done waits for nothing any more.
    if (network.activities[link.succ]!.pinned?.isDone) continue
    const instant = bound(network, options, early, spans, link)
    if (link.type === 'FS' || link.type === 'FF') limits.finish = Math.min(limits.finish, instant)
    else limits.start = Math.min(limits.start, instant)
  }
  const { deadline } = network.activities[place]!
  return { ...limits, finish: Math.min(limits.finish, deadline ?? Infinity) }
}

/** Nothing waits for it, nor for a summary above it. */
function isOpenEnd(network: Network, place: number): boolean {
  for (let at = place; at >= 0; at = network.parentOf[at]!) if (network.outOf[at]!.length > 0) return false
  return network.childrenOf[place]!.length === 0
}

/** The latest instant that a link leaves to the end of the predecessor that it holds. */
function bound(network: Network, options: ScheduleOptions, early: Spans, late: Spans, link: Link): number {
  const held = network.activities[link.succ]!
  const isSummary = network.childrenOf[link.succ]!.length > 0
  const toFinish = link.type === 'FF' || link.type === 'SF'
  if (isSummary && toFinish) return Infinity
  const lag = lagOf(link, lengthOf(network, options, early, link.pred), calendarOf(held, options))
  return before(toFinish ? late.finish[link.succ]! : late.start[link.succ]!, lag)
}

function placeActivity(
  network: Network,
  options: ScheduleOptions,
  early: Spans,
  spans: Spans,
  place: number,
  limits: Limits,
) {
  const activity = network.activities[place]!
  const { duration, constraint, pinned, begun } = activity
  const calendar = calendarOf(activity, options)
  if (pinned?.isDone || (constraint && (constraint.type === 'MSO' || constraint.type === 'MFO') && !begun && !pinned)) {
    spans.start[place] = early.start[place]!
    spans.finish[place] = early.finish[place]!
    return
  }
  let finish = limits.finish
  if (limits.start < Infinity) finish = Math.min(finish, finishFrom(limits.start, duration, calendar))
  if (constraint?.type === 'FNLT') finish = Math.min(finish, constraint.at)
  if (constraint?.type === 'SNLT') finish = Math.min(finish, finishFrom(constraint.at, duration, calendar))
  if (duration > 0) finish = calendar.finishAt(calendar.workedAt(finish))
  spans.finish[place] = finish
  // Of what is begun, followed links look at the start of what remains.
  spans.start[place] = startFor(finish, begun ? begun.remaining : duration, calendar)
}
