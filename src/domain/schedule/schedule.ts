import type { Activity, Relation, Scheduled, ScheduleOptions } from './activity'
import { earliest, type Spans } from './earliest'
import { dated } from './floats'
import { latest } from './latest'
import { networkOf, type Network } from './network'

/**
 * The critical path: early and late dates, floats, critical activities. Linear in activities and links, without recursion.
 *
 * @example
 * // A (3) then B (2); C (1) beside: five in all, C can wait four.
 * schedule([{ id: 'A', duration: 3 }, { id: 'B', duration: 2 }, { id: 'C', duration: 1 }],
 *   [{ pred: 'A', succ: 'B', type: 'FS', lag: 0 }], { start: 0, calendar: CONTINUOUS })
 * // finish 5; A and B critical; C: TF 4
 */
export function schedule(
  activities: readonly Activity[],
  relations: readonly Relation[],
  options: ScheduleOptions,
): Scheduled {
  const built = networkOf(activities, relations)
  if ('problem' in built) return { ok: false, problem: built.problem }
  const { network } = built
  let start = options.start
  let early = earliest(network, options, start)
  let finish = options.finishBy ?? finishOf(network, early, options)
  let late = latest(network, options, early, finish)
  const held = heldLate(network, options, late)
  if (held) {
    // As late as possible takes the total float: what follows it moves with it.
    if (options.finishBy !== undefined) start = Math.min(start, firstOf(network, late, start))
    early = earliest(network, options, start, held)
    finish = Math.max(finish, finishOf(network, early, options))
    late = latest(network, options, early, finish)
  }
  const lost = network.activities.find(
    (_, place) => !Number.isFinite(early.finish[place]) || !Number.isFinite(late.start[place]),
  )
  if (lost) return { ok: false, problem: { code: 'no-working-time', id: lost.id } }
  return { ok: true, start, finish, activities: dated(network, options, early, late, finish) }
}

/** The last finish; the project's start where there is nothing. */
function finishOf(network: Network, spans: Spans, options: ScheduleOptions): number {
  if (network.activities.length === 0) return options.start
  return spans.finish.reduce((last, finish) => Math.max(last, finish), -Infinity)
}

function firstOf(network: Network, spans: Spans, start: number): number {
  if (network.activities.length === 0) return start
  return spans.start.reduce((first, one) => Math.min(first, one), Infinity)
}

/** The late starts of what is planned as late as possible; null where nothing is. */
function heldLate(network: Network, options: ScheduleOptions, late: Spans): Float64Array | null {
  const held = new Float64Array(network.activities.length).fill(Number.NaN)
  let any = false
  for (const [place, { constraint, pinned, begun }] of network.activities.entries()) {
    const isLate = constraint ? constraint.type === 'ALAP' : options.finishBy !== undefined
    if (!isLate || pinned || begun || network.childrenOf[place]!.length > 0) continue
    held[place] = late.start[place]!
    any = true
  }
  return any ? held : null
}
