import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  branchOf,
  indented,
  outdented,
  placeBelow,
  placed,
  siblingsUnder,
  stepped,
  type OutlineTask,
  type PlaceChange,
} from '@/domain/plan/outline'

const one = (id: string, position: number, parent = '', kind: OutlineTask['kind'] = 'task'): OutlineTask => ({
  id,
  parent,
  kind,
  position,
})
const after = (tasks: readonly OutlineTask[], changes: readonly PlaceChange[]) =>
  tasks.map((task) => ({ ...task, ...changes.find(({ id }) => id === task.id)?.fields }))
const namesUnder = (tasks: readonly OutlineTask[], parent = '') => siblingsUnder(tasks, parent).map(({ id }) => id)

/** A plan of phases at the top with tasks below, positions as sparse or as equal as they come. */
const plans = fc
  .array(fc.record({ position: fc.integer({ min: 0, max: 9 }), parent: fc.integer({ min: -1, max: 2 }) }), {
    minLength: 1,
    maxLength: 14,
  })
  .map((rows) => [
    ...[0, 1, 2].map((index) => one(`phase${index}`, index + 1, '', 'phase')),
    ...rows.map(({ position, parent }, index) => one(`task${index}`, position, parent < 0 ? '' : `phase${parent}`)),
  ])

describe('the order of a plan', () => {
  test('the example of the doc comment', () => {
    const tasks = [one('a', 1), one('b', 2), one('c', 3)]
    expect(placed(tasks, 'c', { parent: '', index: 0 })).toEqual([
      { id: 'c', fields: { position: 1 } },
      { id: 'a', fields: { position: 2 } },
      { id: 'b', fields: { position: 3 } },
    ])
  })

  test('a task put at a place stands there, and nothing else changes its order', () => {
    fc.assert(
      fc.property(plans, fc.nat(), fc.nat(), (tasks, which, where) => {
        const task = tasks.filter(({ kind }) => kind === 'task')[which % (tasks.length - 3)]!
        const parent = ['', 'phase0', 'phase1', 'phase2'][where % 4]!
        const others = namesUnder(tasks, parent).filter((id) => id !== task.id)
        const index = where % (others.length + 1)
        const now = after(tasks, placed(tasks, task.id, { parent, index }))
        expect(namesUnder(now, parent)).toEqual(others.toSpliced(index, 0, task.id))
        for (const other of ['', 'phase0', 'phase1', 'phase2'].filter((id) => id !== parent))
          expect(namesUnder(now, other)).toEqual(namesUnder(tasks, other).filter((id) => id !== task.id))
      }),
    )
  })

  test('into the phase before and out again is just after that phase', () => {
    const tasks = [one('phase', 1, '', 'phase'), one('a', 1, 'phase'), one('b', 2), one('c', 3)]
    const inside = after(tasks, placed(tasks, 'b', indented(tasks, 'b')!))
    expect(namesUnder(inside, 'phase')).toEqual(['a', 'b'])
    const outside = after(inside, placed(inside, 'a', outdented(inside, 'a')!))
    expect(namesUnder(outside)).toEqual(['phase', 'a', 'c'])
  })

  test('only a phase takes tasks in, and the top has no way up', () => {
    const tasks = [one('a', 1), one('b', 2)]
    expect(indented(tasks, 'b')).toBe(null)
    expect(indented(tasks, 'a')).toBe(null)
    expect(outdented(tasks, 'a')).toBe(null)
  })

  test('a step at either end goes nowhere; elsewhere two neighbours change places', () => {
    const tasks = [one('a', 1), one('b', 2), one('c', 3)]
    expect(stepped(tasks, 'a', -1)).toBe(null)
    expect(stepped(tasks, 'c', 1)).toBe(null)
    expect(namesUnder(after(tasks, placed(tasks, 'a', stepped(tasks, 'a', 1)!)))).toEqual(['b', 'a', 'c'])
  })

  test('below an open phase is its first child; below a closed one or a task, the next brother', () => {
    const tasks = [one('phase', 1, '', 'phase'), one('a', 1, 'phase'), one('b', 2)]
    expect(placeBelow(tasks, 'phase', true)).toEqual({ parent: 'phase', index: 0 })
    expect(placeBelow(tasks, 'phase', false)).toEqual({ parent: '', index: 1 })
    expect(placeBelow(tasks, 'a', false)).toEqual({ parent: 'phase', index: 1 })
  })

  test('a branch is the task and all below it, even where parents go round', () => {
    const tasks = [one('a', 1, 'c'), one('b', 1, 'a'), one('c', 1, 'b'), one('d', 1)]
    expect(branchOf(tasks, 'a').map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  })
})
