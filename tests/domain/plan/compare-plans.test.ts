import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { comparePlans, type PlanItem } from '@/domain/plan/compare-plans'

const item = (task: string, fields: Partial<PlanItem> = {}): PlanItem => ({
  task,
  name: task.toUpperCase(),
  starts_on: '2026-11-02',
  ends_on: '2026-11-06',
  effort: 5000,
  ...fields,
})
const anyItems = fc.uniqueArray(
  fc.record({
    task: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    name: fc.constantFrom('A', 'B'),
    starts_on: fc.constantFrom('', '2026-11-02', '2026-11-09'),
    ends_on: fc.constantFrom('', '2026-11-13', '2026-11-20'),
    effort: fc.nat(9000),
  }),
  { selector: ({ task }) => task },
)

describe('two states of a plan', () => {
  test('the example of the doc comment', () => {
    const [difference] = comparePlans([item('a')], [item('a', { ends_on: '2026-11-09', effort: 6000 })]).differences
    expect(difference).toMatchObject({ kind: 'changed', startMoved: 0, endMoved: 3, effortChange: 1000 })
  })

  test('a plan compared with itself differs in nothing', () => {
    fc.assert(
      fc.property(anyItems, (items) => {
        const found = comparePlans(items, items)
        expect(found.differences).toEqual([])
        expect(found.unchanged).toBe(items.length)
      }),
    )
  })

  test('the differences of effort add up to the difference of the sums, both ways', () => {
    fc.assert(
      fc.property(anyItems, anyItems, (before, after) => {
        const there = comparePlans(before, after)
        const sum = there.differences.reduce((total, one) => total + one.effortChange, 0)
        expect(sum).toBe(there.effort.after - there.effort.before)
        const back = comparePlans(after, before)
        expect(back.differences.map(({ task }) => task).toSorted()).toEqual(
          there.differences.map(({ task }) => task).toSorted(),
        )
        expect(back.effort).toEqual({ before: there.effort.after, after: there.effort.before })
      }),
    )
  })

  test('every task is either unchanged or told once', () => {
    fc.assert(
      fc.property(anyItems, anyItems, (before, after) => {
        const { differences, unchanged } = comparePlans(before, after)
        const all = new Set([...before, ...after].map(({ task }) => task))
        expect(new Set(differences.map(({ task }) => task)).size).toBe(differences.length)
        expect(differences.length + unchanged).toBe(all.size)
      }),
    )
  })

  test('the sum of a phase is shown and not counted again', () => {
    const items = [item('phase', { effort: 8000, isSum: true }), item('a'), item('b', { effort: 3000 })]
    expect(comparePlans([], items).effort).toEqual({ before: 0, after: 8000 })
    expect(comparePlans([], items).end).toEqual({ before: '', after: '2026-11-06' })
  })
})
