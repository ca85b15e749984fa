import type { LinkType } from '@/schema/dependency'
import type { Activity, LagKind, Relation, ScheduleProblem } from './activity'

/** One link as the passes read it, between places in the list of activities. */
export interface Link {
  pred: number
  succ: number
  type: LinkType
  lag: number
  lagKind: LagKind
}

/**
 * The activities and their order. A summary counts twice: as a gate, which nothing below it may pass before, and as a sum, known
 * when all below it are. So a link to or from a summary needs no rule of its own, and a cycle through one is an ordinary cycle.
 */
export interface Network {
  activities: readonly Activity[]
  links: readonly Link[]
  /** Places of links by successor and by predecessor. */
  into: readonly (readonly number[])[]
  outOf: readonly (readonly number[])[]
  /** Place of the summary above, -1 at the top; and of what is below. */
  parentOf: Int32Array
  childrenOf: readonly (readonly number[])[]
  /** Events in order: place × 2 = the gate of a summary, or the activity; × 2 + 1 = the sum of a summary. */
  order: Int32Array
}

export const isSum = (event: number) => (event & 1) === 1
export const placeOf = (event: number) => event >> 1

export function networkOf(
  activities: readonly Activity[],
  relations: readonly Relation[],
): { network: Network } | { problem: ScheduleProblem } {
  const places = new Map<string, number>()
  for (const [place, { id }] of activities.entries()) {
    if (places.has(id)) return { problem: { code: 'duplicate-id', id } }
    places.set(id, place)
  }
  const links: Link[] = []
  for (const { pred, succ, type, lag, lagKind = 'working' } of relations) {
    const [from, to] = [places.get(pred), places.get(succ)]
    if (from === undefined || to === undefined)
      return { problem: { code: 'unknown-id', id: from === undefined ? pred : succ } }
    links.push({ pred: from, succ: to, type, lag, lagKind })
  }
  const parentOf = new Int32Array(activities.length).fill(-1)
  const childrenOf: number[][] = activities.map(() => [])
  for (const [place, { parent }] of activities.entries()) {
    if (!parent) continue
    const above = places.get(parent)
    if (above === undefined) return { problem: { code: 'unknown-id', id: parent } }
    parentOf[place] = above
    childrenOf[above]!.push(place)
  }
  const into: number[][] = activities.map(() => [])
  const outOf: number[][] = activities.map(() => [])
  for (const [at, { pred, succ }] of links.entries()) {
    into[succ]!.push(at)
    outOf[pred]!.push(at)
  }
  const followers = followersOf(links, outOf, parentOf, childrenOf)
  const { order, waitsFor } = inOrder(activities.length * 2, followers)
  if (order.length < activities.length * 2) {
    const path = cycleAmong(followers, waitsFor).map((event) => activities[placeOf(event)]!.id)
    return { problem: { code: 'cycle', path: withoutRepeats(path) } }
  }
  return { network: { activities, links, into, outOf, parentOf, childrenOf, order } }
}

/** What each event holds back, on demand: no list is built for the edges that the tree implies. */
function followersOf(
  links: readonly Link[],
  outOf: readonly (readonly number[])[],
  parentOf: Int32Array,
  childrenOf: readonly (readonly number[])[],
) {
  return (event: number): number[] => {
    const place = placeOf(event)
    if (!isSum(event)) return [event + 1, ...childrenOf[place]!.map((child) => child * 2)]
    const after = outOf[place]!.map((at) => links[at]!.succ * 2)
    if (parentOf[place]! >= 0) after.push(parentOf[place]! * 2 + 1)
    return after
  }
}

/** Kahn's order; what is left out of it waits for itself. */
function inOrder(size: number, followers: (event: number) => number[]) {
  const waitsFor = new Int32Array(size)
  for (let event = 0; event < size; event++) for (const next of followers(event)) waitsFor[next]!++
  const order = new Int32Array(size)
  let known = 0
  for (let event = 0; event < size; event++) if (waitsFor[event] === 0) order[known++] = event
  for (let at = 0; at < known; at++)
    for (const next of followers(order[at]!)) if (--waitsFor[next]! === 0) order[known++] = next
  return { order: order.subarray(0, known), waitsFor }
}

/** One cycle among the events that still wait: walks back from one of them until an event comes again. */
function cycleAmong(followers: (event: number) => number[], waitsFor: Int32Array): number[] {
  const cause = new Int32Array(waitsFor.length).fill(-1)
  let start = -1
  for (let event = 0; event < waitsFor.length; event++) {
    if (waitsFor[event] === 0) continue
    start = event
    for (const next of followers(event)) if (waitsFor[next]! > 0) cause[next] = event
  }
  const seenAt = new Map<number, number>()
  const walked: number[] = []
  for (let event = start; ; event = cause[event]!) {
    const before = seenAt.get(event)
    if (before !== undefined) return walked.slice(before).toReversed()
    seenAt.set(event, walked.length)
    walked.push(event)
  }
}

function withoutRepeats(path: readonly string[]): string[] {
  const once = path.filter((id, index) => id !== path[index - 1])
  return once.length > 1 && once[0] === once.at(-1) ? once.slice(0, -1) : once
}
