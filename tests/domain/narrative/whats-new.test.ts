import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { whatsNew } from '@/domain/narrative/whats-new'
import { aClosingItem, anId } from '../../builders/records'

const item = (name: string, fields: object = {}) =>
  aClosingItem({ project: anId('p'), closing: anId('c'), task: anId(name), name, ...fields })
const gate = (name: string, forecast_on: string, fields: object = {}) =>
  item(name, {
    kind: 'milestone',
    baseline_on: '2026-12-01',
    forecast_on,
    actuals: 0,
    remaining: 0,
    original: 0,
    ...fields,
  })

const told = (before: ReturnType<typeof item>[], after: ReturnType<typeof item>[]) =>
  whatsNew(before, after).map(({ kind, name, amount, day }) => [kind, name, amount, day])

describe('what is new since the closing before', () => {
  test('nothing, where nothing changed', () => {
    const items = [item('Walls'), gate('Permit', '2026-12-01')]
    expect(whatsNew(items, items)).toEqual([])
  })

  test('a slip of two weeks comes before four more days of work, and those before a task that is done', () => {
    expect(
      told(
        [item('Walls'), item('Roof'), gate('Opening', '2026-12-01')],
        [item('Walls', { remaining: 10_000 }), item('Roof', { state: 'done' }), gate('Opening', '2026-12-15')],
      ),
    ).toEqual([
      ['milestone-slipped', 'Opening', 14, '2026-12-15'],
      ['landing-moved', 'Walls', 4000, ''],
      ['task-done', 'Roof', 0, ''],
    ])
  })

  test('a milestone that is reached is told as reached, not as moved', () => {
    expect(
      told([gate('Permit', '2026-12-01')], [gate('Permit', '2026-12-03', { actual_on: '2026-12-03', state: 'done' })]),
    ).toEqual([['milestone-reached', 'Permit', 0, '2026-12-03']])
  })

  test('late time is a fact of its own, no drift of the tasks that it was for', () => {
    expect(told([item('Walls')], [item('Walls', { actuals: 4750, late: 750 })])).toEqual([['late-time', '', 750, '']])
  })

  test('a task that came, one that went, and a budget that was changed are three facts', () => {
    expect(
      told([item('Walls'), item('Old', { remaining: 0, actuals: 0 })], [item('Walls', { changes: 2000 }), item('New')]),
    ).toEqual([
      ['task-added', 'New', 10_000, ''],
      ['task-gone', 'Old', 10_000, ''],
      ['budget-moved', 'Walls', 2000, ''],
    ])
  })

  test('the largest effect first, whatever the order of the lines', () => {
    const names = ['a', 'b', 'c', 'd', 'e']
    const amounts = fc.array(fc.integer({ min: -8000, max: 8000 }), { minLength: 5, maxLength: 5 })
    fc.assert(
      fc.property(amounts, fc.shuffledSubarray(names, { minLength: 5 }), (moved, order) => {
        const before = names.map((name) => item(name, { remaining: 9000 }))
        const after = order.map((name) => item(name, { remaining: 9000 + moved[names.indexOf(name)]! }))
        const weights = whatsNew(before, after).map(({ weight }) => weight)
        expect(weights).toEqual(weights.toSorted((a, b) => b - a))
        expect(whatsNew(before, after)).toEqual(whatsNew(before, after.toReversed()))
      }),
    )
  })
})
