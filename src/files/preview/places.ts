import type { Task } from '@/schema/task'
import { listed } from './recognise'

interface Placed {
  id: string
  parent: string
  /** As it is now; null = new below this parent. */
  position: number | null
}

/**
 * Positions of what is new below a parent, in the order of the file, between the siblings that are there. Where there is no room
 * between two, all below that parent are counted again.
 * @returns the positions to write, by task id
 */
export function placesFor(inFile: readonly Placed[], present: readonly Task[]): Map<string, number> {
  const children = new Map<string, Placed[]>()
  for (const one of inFile) listed(children, one.parent).push(one)
  const places = new Map<string, number>()
  const listedIds = new Set(inFile.map(({ id }) => id))
  const others = new Map<string, Task[]>()
  for (const task of present) if (!listedIds.has(task.id)) listed(others, task.parent).push(task)
  for (const [parent, ordered] of children)
    if (ordered.some(({ position }) => position === null)) placeBelow(ordered, others.get(parent) ?? [], places)
  return places
}

function placeBelow(ordered: readonly Placed[], others: readonly Task[], places: Map<string, number>): void {
  const all = withOthers(ordered, others)
  const standing = all.flatMap(({ position }) => (position === null ? [] : [position]))
  // The person has put them in another order than the file: that order stays, and what is new follows.
  const isReordered = standing.some((position, index) => index > 0 && position < standing[index - 1]!)
  const last = standing.reduce((most, position) => Math.max(most, position), 0)
  const fresh = all.filter(({ position }) => position === null)
  const room = isReordered ? fresh.map(({ id }, index) => [id, last + 1 + index] as const) : between(all)
  for (const [id, position] of room ?? all.map(({ id }, index) => [id, (index + 1) * 10] as const))
    places.set(id, position)
}

/** Those that the file does not have stay behind the one that they follow now. */
function withOthers(ordered: readonly Placed[], others: readonly Task[]): Placed[] {
  const all: Placed[] = [...ordered]
  for (const task of others.toSorted((a, b) => a.position - b.position)) {
    const before = all.findLastIndex(({ position }) => position !== null && position <= task.position)
    all.splice(before + 1, 0, { id: task.id, parent: task.parent, position: task.position })
  }
  return all
}

/** Whole numbers between the known ones; null where they do not fit. */
function between(all: readonly Placed[]): [string, number][] | null {
  const found: [string, number][] = []
  let last: number | null = null
  let waiting: string[] = []
  for (const { id, position } of all) {
    if (position === null) {
      waiting.push(id)
      continue
    }
    if (waiting.length > 0 && last !== null && position - last <= waiting.length) return null
    const from: number = last ?? position - waiting.length - 1
    for (const [index, one] of waiting.entries()) found.push([one, from + 1 + index])
    waiting = []
    last = position
  }
  const from = last ?? 0
  return [...found, ...waiting.map((one, index): [string, number] => [one, from + 1 + index])]
}
