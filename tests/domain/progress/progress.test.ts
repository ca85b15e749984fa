import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { consumption, effortProgress, quantities, varianceShare } from '@/domain/progress/quantities'
import { freshness } from '@/domain/progress/freshness'
import { visibleNodes, wbsTree, type WbsTask } from '@/domain/progress/wbs'
import { completeness, expectedEffort, projectSums } from '@/domain/portfolio/summary'

const aTask = (over: Partial<WbsTask> & { id: string }): WbsTask => ({
  parent: '',
  kind: 'task',
  state: 'open',
  position: 0,
  original_effort: 0,
  approved_change: 0,
  physical_progress: null,
  ...over,
})
const aTotal = (actuals: number, remaining: number) => ({
  actuals,
  remaining,
  unconfirmed: 0,
  confirmed_on: '2026-11-20',
  progress: null,
})

describe('the quantities', () => {
  it('reproduce the worked case: B 20, C 12, R 12 → A 24, E +4, +20 %', () => {
    const worked = quantities({ original: 20_000, changes: 0, actuals: 12_000, remaining: 12_000 })
    expect(worked).toMatchObject({ budget: 20_000, landing: 24_000, variance: 4_000 })
    expect(varianceShare(worked)).toBe(0.2)
    expect(effortProgress(worked)).toBe(0.5)
    expect(consumption(worked)).toBe(0.6)
  })

  it('A = C + R and E = A − B whatever the figures, and A may exceed B', () => {
    const effort = fc.nat(1_000_000)
    fc.assert(
      fc.property(
        effort,
        fc.integer({ min: -1000, max: 1000 }),
        effort,
        effort,
        (original, changes, actuals, remaining) => {
          const all = quantities({ original, changes, actuals, remaining })
          expect(all.landing).toBe(actuals + remaining)
          expect(all.variance).toBe(actuals + remaining - original - changes)
        },
      ),
    )
  })

  it('a ratio over nothing is unknown, never 0, NaN or Infinity', () => {
    const nothing = quantities({ original: 0, changes: 0, actuals: 0, remaining: 0 })
    expect([varianceShare(nothing), effortProgress(nothing), consumption(nothing)]).toEqual([null, null, null])
  })
})

describe('the WBS', () => {
  const tasks = [
    aTask({ id: 'p1', kind: 'phase', position: 1 }),
    aTask({ id: 'a', parent: 'p1', position: 2, original_effort: 10_000, physical_progress: 500 }),
    aTask({ id: 'b', parent: 'p1', position: 1, original_effort: 30_000, physical_progress: 100 }),
    aTask({ id: 'lost', parent: 'gone', position: 9, original_effort: 5_000 }),
  ]
  const totals = new Map([
    ['a', aTotal(4_000, 7_000)],
    ['b', aTotal(6_000, 24_000)],
  ])

  it('numbers its nodes in order of position and keeps a task whose parent is missing', () => {
    const lines = visibleNodes(wbsTree(tasks, totals), () => false)
    expect(lines.map((node) => [node.number, node.task.id])).toEqual([
      ['1', 'p1'],
      ['1.1', 'b'],
      ['1.2', 'a'],
      ['2', 'lost'],
    ])
  })

  it('sums each phase from its leaves, φ weighted by B', () => {
    const phase = wbsTree(tasks, totals)[0]!
    expect(phase.quantities).toMatchObject({ budget: 40_000, actuals: 10_000, remaining: 31_000, variance: 1_000 })
    expect(phase.progress).toBe(200)
  })

  it('before anybody estimated, all of the plan remains', () => {
    const lost = wbsTree(tasks, totals)[1]!
    expect(lost.quantities).toMatchObject({ actuals: 0, remaining: 5_000, variance: 0 })
  })

  it('a task said to be done is done, and awaits nothing', () => {
    const done = { ...tasks[1]!, state: 'done' as const, physical_progress: null }
    const [node] = wbsTree([done], new Map([['a', { ...aTotal(4_000, 0), unconfirmed: 2, progress: 530 }]]))
    expect(node).toMatchObject({ progress: 1000, unconfirmed: 0, confirmedOn: '' })
  })

  it('φ of a sum is unknown while one part was never measured', () => {
    const withC = [...tasks, aTask({ id: 'c', parent: 'p1', original_effort: 1 })]
    expect(wbsTree(withC, new Map([...totals, ['c', aTotal(1, 1)]]))[0]!.progress).toBeNull()
    // Nobody has started it: that is known to be 0.
    expect(wbsTree(withC, totals)[0]!.progress).toBe(200)
  })

  it('the project is the sum of its leaves for any tree', () => {
    const treeOf = fc.array(fc.record({ parent: fc.nat(20), original_effort: fc.nat(9_000), leaf: fc.boolean() }), {
      maxLength: 20,
    })
    fc.assert(
      fc.property(treeOf, (nodes) => {
        // A parent always comes earlier in the list, so there is no cycle.
        const all = nodes.map((node, index) =>
          aTask({
            id: `n${index}`,
            parent: node.parent < index ? `n${node.parent}` : '',
            original_effort: node.original_effort,
          }),
        )
        const expected = all.reduce((sum, task) => sum + task.original_effort, 0)
        expect(projectSums(wbsTree(all, new Map())).quantities.budget).toBe(expected)
      }),
    )
  })
})

describe('freshness and completeness', () => {
  it('age from the day of the last confirmation', () => {
    const today = '2026-11-23'
    expect(['2026-11-16', '2026-11-10', '2026-10-01', ''].map((day) => freshness(day, today))).toEqual([
      'fresh',
      'ageing',
      'stale',
      'never',
    ])
  })

  it('expected = working days − public holidays, × allocation', () => {
    const pattern = { weekPattern: [1000, 1000, 1000, 1000, 1000, 0, 0], zone: 'metropole' }
    expect(expectedEffort([{ pattern, allocation: 500 }], '2026-W46')).toBe(2_000)
    expect(completeness(1_000, 2_000)).toBe(0.5)
    expect(completeness(1_000, 0)).toBeNull()
  })
})
