/** What the order of a plan is made of. */
export interface OutlineTask {
  id: string
  parent: string
  kind: 'phase' | 'task' | 'milestone'
  position: number
}

/** Where a task goes: under which parent, and as which of its children. */
export interface Place {
  parent: string
  index: number
}

export interface PlaceChange {
  id: string
  fields: { parent?: string; position?: number }
}

/** The children of a parent in their order; those whose parent is missing stand at the top. */
export function siblingsUnder<T extends OutlineTask>(tasks: readonly T[], parent: string): T[] {
  const known = new Set(tasks.map((task) => task.id))
  return tasks
    .filter((task) => (known.has(task.parent) ? task.parent : '') === parent)
    .toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
}

/**
 * The changes that put a task at a place: its own, and those of the brothers that must make room, as few as can be.
 * A task that is not among `tasks` yet is `entering`: only the brothers and its position come out.
 *
 * @example placed([a(1), b(2), c(3)], 'c', { parent: '', index: 0 }) // c before a: positions 1, 2, 3 become c 1, a 2, b 3
 */
export function placed(tasks: readonly OutlineTask[], id: string, { parent, index }: Place): PlaceChange[] {
  const moving = tasks.find((task) => task.id === id)
  const brothers = siblingsUnder(tasks, parent).filter((task) => task.id !== id)
  const order = brothers.toSpliced(index, 0, moving ?? { id, parent, kind: 'task', position: Number.NaN })
  const changes: PlaceChange[] = []
  let last = 0
  for (const task of order) {
    const isMoving = task.id === id
    const position = isMoving || task.position <= last ? last + 1 : task.position
    const fields = {
      ...(isMoving && task.parent !== parent ? { parent } : {}),
      ...(position === task.position ? {} : { position }),
    }
    if (Object.keys(fields).length) changes.push({ id: task.id, fields })
    last = position
  }
  return changes
}

/** Just below a task: as its next brother, or as the first child of an open phase. */
export function placeBelow(tasks: readonly OutlineTask[], id: string, isOpenPhase: boolean): Place {
  if (isOpenPhase) return { parent: id, index: 0 }
  const { parent, index } = placeOf(tasks, id)
  return { parent, index: index + 1 }
}

/** Where a task is now. */
export function placeOf(tasks: readonly OutlineTask[], id: string): Place {
  const task = tasks.find((one) => one.id === id)
  const parent = task && tasks.some((one) => one.id === task.parent) ? task.parent : ''
  return {
    parent,
    index: Math.max(
      0,
      siblingsUnder(tasks, parent).findIndex((one) => one.id === id),
    ),
  }
}

/** One step down into the phase before it; null where what is before it is no phase. */
export function indented(tasks: readonly OutlineTask[], id: string): Place | null {
  const { parent, index } = placeOf(tasks, id)
  const before = siblingsUnder(tasks, parent)[index - 1]
  if (before?.kind !== 'phase') return null
  return { parent: before.id, index: siblingsUnder(tasks, before.id).length }
}

/** One step up, just after the phase that it was in; null at the top. */
export function outdented(tasks: readonly OutlineTask[], id: string): Place | null {
  const { parent } = placeOf(tasks, id)
  if (parent === '') return null
  const above = placeOf(tasks, parent)
  return { parent: above.parent, index: above.index + 1 }
}

/** One place up (−1) or down (1) among its brothers; null at either end. */
export function stepped(tasks: readonly OutlineTask[], id: string, by: -1 | 1): Place | null {
  const { parent, index } = placeOf(tasks, id)
  const to = index + by
  return to < 0 || to >= siblingsUnder(tasks, parent).length ? null : { parent, index: to }
}

/** A task and all that is below it, itself first. */
export function branchOf<T extends OutlineTask>(tasks: readonly T[], id: string): T[] {
  const found: T[] = tasks.filter((task) => task.id === id)
  for (let index = 0; index < found.length; index++)
    found.push(...tasks.filter((task) => task.parent === found[index]!.id && !found.includes(task)))
  return found
}
