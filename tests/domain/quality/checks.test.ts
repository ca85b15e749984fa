import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lookOver, qualityScore, type CheckedProject } from '@/domain/quality/checks'
import { wbsTree } from '@/domain/progress/wbs'
import type { Task } from '@/schema/task'
import { anId, aTask } from '../../builders/records'

const TODAY = '2026-11-25'
const total = (fields: object = {}) => ({
  actuals: 4000,
  remaining: 6000,
  unconfirmed: 0,
  confirmed_on: '2026-11-20',
  progress: null,
  ...fields,
})
const sound = aTask({ id: anId('a'), starts_on: '2026-11-02', ends_on: '2026-11-27' })

function project(task: Task, totals = total(), more: Partial<CheckedProject> = {}): CheckedProject {
  const nodes = wbsTree<Task>([task], new Map([[task.id as string, totals]]))
  return { today: TODAY, nodes, milestones: [], members: [], isAssigned: () => true, ...more }
}
const wrong = (of: CheckedProject) =>
  lookOver(of)
    .filter(({ isFine }) => !isFine)
    .map(({ check, measure }) => [check, measure])

describe('data quality', () => {
  test('finds nothing in a plan that is looked after', () => {
    expect(wrong(project(sound))).toEqual([])
    expect(qualityScore(lookOver(project(sound)))).toBe(1000)
  })

  test.each([
    ['stale-remaining', 15, project(sound, total({ confirmed_on: '2026-11-10' }))],
    ['no-remaining', 0, project(sound, total({ unconfirmed: 1 }))],
    ['no-estimate', 0, project(aTask({ ...sound, original_effort: 0 }))],
    ['no-owner', 0, project(sound, total(), { isAssigned: () => false })],
    ['no-dates', 0, project(aTask({ ...sound, ends_on: '' }))],
    ['progress-gap', 300, project(aTask({ ...sound, physical_progress: 100 }))],
  ] as const)('%s is told, with its measure', (check, measure, of) => {
    expect(wrong(of)).toEqual([[check, measure]])
  })

  test('a milestone past and not reached, a week not given, a device that is silent', () => {
    const milestones = [
      { id: 'm', name: 'Permit', expected: '2026-11-20', reached: false },
      { id: 'n', name: 'Opening', expected: '2026-11-20', reached: true },
      { id: 'o', name: 'Later', expected: '2026-12-20', reached: false },
    ]
    const member = {
      user: 'u',
      name: 'Anna',
      expected: 5000,
      entered: 3000,
      submitted: false,
      waiting: 2,
      lastContact: '2026-11-20',
    }
    const quiet = { ...member, user: 'v', expected: 0, entered: 0, waiting: 0 }
    expect(wrong(project(sound, total(), { milestones, members: [member, quiet] }))).toEqual([
      ['missing-week', 2000],
      ['unsynced-device', 2],
      ['past-milestone', 5],
    ])
  })

  test('what was submitted is not asked for again, and what nobody knows is not counted', () => {
    const member = {
      user: 'u',
      name: 'Anna',
      expected: 5000,
      entered: 0,
      submitted: true,
      waiting: null,
      lastContact: null,
    }
    const looked = lookOver(project(sound, total(), { members: [member] }))
    expect(looked.filter(({ subject }) => subject === 'u')).toMatchObject([{ check: 'missing-week', isFine: true }])
  })

  test('work that is done asks for nothing', () => {
    const done = aTask({ id: anId('done'), state: 'done', original_effort: 0 })
    expect(lookOver(project(done))).toEqual([])
    expect(qualityScore([])).toBe(null)
  })

  test('the score is 1000 exactly where all is in order, and mending one thing never lowers it', () => {
    const items = fc.array(fc.record({ isFine: fc.boolean() }), { minLength: 1 })
    fc.assert(
      fc.property(items, fc.nat(), (looked, which) => {
        const score = qualityScore(looked)!
        expect(score === 1000).toBe(looked.every(({ isFine }) => isFine))
        const mended = looked.map((one, index) => (index === which % looked.length ? { isFine: true } : one))
        expect(qualityScore(mended)!).toBeGreaterThanOrEqual(score)
      }),
    )
  })
})
