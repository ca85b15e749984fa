import { describe, expect, it } from 'vitest'
import { proposeSchedule, type ProposeOptions } from '@/domain/schedule/propose'
import type { Dependency } from '@/schema/dependency'
import type { Task } from '@/schema/task'
import { aDependency, anId, aTask } from '@tests/builders/records'

const options = { projectStart: '2026-11-23', today: '2026-11-23' } as ProposeOptions
const task = (name: string, fields: object = {}) => aTask({ id: anId(name), name, ...fields })
const link = (from: string, to: string, fields: object = {}) =>
  aDependency({ project: anId('project'), predecessor: anId(from), successor: anId(to), ...fields })
function daysAfter(tasks: Task[], links: Dependency[], over: Partial<ProposeOptions> = {}): Record<string, string> {
  const { changes } = proposeSchedule(tasks, links, { ...options, ...over })
  return Object.fromEntries(
    changes.map(({ task: id, starts_on, ends_on }) => [
      tasks.find((one) => one.id === id)!.name,
      `${starts_on} ${ends_on}`,
    ]),
  )
}

describe('the proposed days', () => {
  it('put a task after the one that it follows, over the weekend (the worked example)', () => {
    const a = task('a', { starts_on: '2026-11-23', ends_on: '2026-11-27', duration: 5000 })
    const b = task('b', { duration: 2000 })
    expect(proposeSchedule([a, b], [link('a', 'b')], options)).toMatchObject({
      changes: [{ task: b.id, starts_on: '2026-11-30', ends_on: '2026-12-01', was: { starts_on: '', ends_on: '' } }],
      critical: [a.id, b.id],
      ends_on: '2026-12-01',
      cycle: null,
    })
  })

  it('know half days, holidays and lags', () => {
    const tasks = [task('a', { duration: 1500 }), task('b', { duration: 500 }), task('c', { duration: 1000 })]
    const links = [link('a', 'b'), link('b', 'c', { lag: 1000 })]
    const over = { projectStart: '2026-12-24', today: '2026-12-01', zone: 'metropole' } as const
    expect(daysAfter(tasks, links, over as Partial<ProposeOptions>)).toEqual({
      a: '2026-12-24 2026-12-28',
      b: '2026-12-28 2026-12-28',
      c: '2026-12-30 2026-12-30',
    })
  })

  it('leave what is done, set by hand, or held by nothing', () => {
    const tasks = [
      task('done', { state: 'done', starts_on: '2026-11-02', ends_on: '2026-11-08' }),
      task('hand', { manual: true, starts_on: '2026-11-28', ends_on: '2026-11-29' }),
      task('free', { starts_on: '2026-12-07', ends_on: '2026-12-08' }),
    ]
    expect(daysAfter(tasks, [link('done', 'hand')])).toEqual({})
  })

  it('move only the end of what is begun, and start nothing before today', () => {
    const tasks = [
      task('begun', { starts_on: '2026-11-16', ends_on: '2026-11-27', original_effort: 10_000 }),
      task('late', { starts_on: '2026-11-16', ends_on: '2026-11-17' }),
    ]
    const progress = new Map([[anId('begun') as string, { actuals: 3000, remaining: 12_000 }]])
    expect(daysAfter(tasks, [], { progress })).toEqual({
      begun: '2026-11-16 2026-12-08',
      late: '2026-11-23 2026-11-24',
    })
  })

  it('move a milestone by its forecast, and a phase by what is below it', () => {
    const tasks = [
      task('phase', { kind: 'phase' }),
      task('a', { parent: anId('phase'), duration: 3000 }),
      task('reached', {
        parent: anId('phase'),
        kind: 'milestone',
        forecast_on: '2026-11-24',
        imposed_on: '2026-11-26',
      }),
    ]
    const proposal = proposeSchedule(tasks, [link('a', 'reached')], options)
    expect(daysAfter(tasks, [link('a', 'reached')])).toEqual({
      phase: '2026-11-23 2026-11-25',
      a: '2026-11-23 2026-11-25',
      reached: '2026-11-25 2026-11-25',
    })
    expect(proposal.floats.get(anId('reached'))).toEqual({ total: 0, free: 0 })
  })

  it('name the tasks of a loop and propose nothing', () => {
    const tasks = [task('a'), task('b'), task('c')]
    const proposal = proposeSchedule(tasks, [link('a', 'b'), link('b', 'c'), link('c', 'a')], options)
    expect(proposal.cycle?.toSorted()).toEqual([anId('a'), anId('b'), anId('c')].toSorted())
    expect(proposal.changes).toEqual([])
  })
})
