import type { Activity, Dated, ScheduleOptions } from './activity'
import { calendarOf, lengthOf, type Spans } from './earliest'
import { before, lagOf } from './lags'
import { isSum, placeOf, type Network } from './network'

/** Both passes side by side, in the order of the activities. */
export function dated(network: Network, options: ScheduleOptions, early: Spans, late: Spans, finish: number): Dated[] {
  const limits = followersLimits(network, options, early, finish)
  const all = network.activities.map((activity, place) => {
    const [ES, EF] = [early.start[place]!, early.finish[place]!]
    const [LS, LF] = [activity.begun ? ES : late.start[place]!, late.finish[place]!]
    const isDone = activity.pinned?.isDone === true
    const TF = totalFloat(activity, options, { ES, EF, LS, LF })
    const { workedAt } = calendarOf(activity, options)
    const free = Math.min(
      workedAt(limits.finish[place]!) - workedAt(EF),
      workedAt(limits.start[place]!) - workedAt(ES),
      Math.max(TF, 0),
    )
    return {
      id: activity.id,
      ES,
      EF,
      LS,
      LF,
      TF,
      FF: isDone ? 0 : free,
      critical: !isDone && TF <= (options.criticalUpTo ?? 0),
    }
  })
  markSummaries(network, all)
  return all
}

/** A summary is critical when something below it is. */
function markSummaries(network: Network, all: readonly Dated[]) {
  for (const event of network.order) {
    const below = network.childrenOf[placeOf(event)]!
    if (isSum(event) && below.length > 0) all[placeOf(event)]!.critical = below.some((child) => all[child]!.critical)
  }
}

/** How much it can move without the project, an imposed date or a constraint moving: the lesser of both ends. */
function totalFloat(activity: Activity, options: ScheduleOptions, at: Pick<Dated, 'ES' | 'EF' | 'LS' | 'LF'>): number {
  const { workedAt } = calendarOf(activity, options)
  const atFinish = workedAt(at.LF) - workedAt(at.EF)
  // What is begun keeps its start: only its finish can move. What stands by hand likewise.
  if (activity.begun || activity.pinned) return atFinish
  return Math.min(atFinish, workedAt(at.LS) - workedAt(at.ES))
}

/** Up to where each end can move with no follower moving: its own, or those of a summary above it. */
function followersLimits(network: Network, options: ScheduleOptions, early: Spans, finish: number): Spans {
  const size = network.activities.length
  const limits: Spans = { start: new Float64Array(size).fill(Infinity), finish: new Float64Array(size).fill(finish) }
  for (const event of network.order) {
    if (isSum(event)) continue
    const place = placeOf(event)
    const parent = network.parentOf[place]!
    if (parent >= 0) limits.finish[place] = limits.finish[parent]!
    for (const at of network.outOf[place]!) {
      const link = network.links[at]!
      if (network.activities[link.succ]!.pinned?.isDone) continue
      const lag = lagOf(
        link,
        lengthOf(network, options, early, place),
        calendarOf(network.activities[link.succ]!, options),
      )
      const followers = link.type === 'FS' || link.type === 'SS' ? early.start : early.finish
      const end = link.type === 'SS' || link.type === 'SF' ? limits.start : limits.finish
      end[place] = Math.min(end[place]!, before(followers[link.succ]!, lag))
    }
  }
  return limits
}
