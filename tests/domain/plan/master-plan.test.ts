import { describe, expect, test } from 'vitest'
import { masterRows, type MasterChoice } from '@/domain/plan/master-plan'
import { wbsTree } from '@/domain/progress/wbs'
import type { Task } from '@/schema/task'
import { anId, aTask } from '../../builders/records'

const phase = (name: string) => aTask({ id: anId(name), kind: 'phase', name, position: 1 })
const work = (name: string, parent: string, starts_on: string, ends_on: string) =>
  aTask({ id: anId(name), name, parent: anId(parent), starts_on, ends_on })
const gate = (name: string, parent: string, forecast_on: string) =>
  aTask({
    id: anId(name),
    kind: 'milestone',
    name,
    parent: parent && anId(parent),
    forecast_on,
    baseline_on: forecast_on,
  })

const project = (name: string, programme: string, tasks: readonly Task[]) => ({
  id: anId(name),
  code: name,
  name,
  programme,
  tree: wbsTree<Task>(tasks, new Map()),
})
const bridge = project('Bridge', 'Rail', [
  phase('Design'),
  work('Drawings', 'Design', '2026-03-02', '2026-04-10'),
  gate('Permit', 'Design', '2026-05-04'),
  gate('Opening', '', '2026-09-01'),
])
const tunnel = project('Tunnel', 'Rail', [phase('Dig'), work('Drill', 'Dig', '2026-01-05', '2026-02-06')])
const hall = project('Hall', '', [])

const rows = (projects: (typeof bridge)[], choice: Partial<MasterChoice> = {}) =>
  masterRows(projects, { isOpen: () => true, milestonesOnly: false, today: '2026-03-15', ...choice })

describe('several projects on one time axis', () => {
  test('a project covers its plan and bears its milestones; its phases come below', () => {
    const [first, second] = rows([bridge])
    expect(first).toMatchObject({ kind: 'project', depth: 0, from: '2026-03-02', to: '2026-09-01' })
    expect(first!.marks.map(({ name }) => name)).toEqual(['Permit', 'Opening'])
    expect(second).toMatchObject({ kind: 'phase', name: 'Design', depth: 1, from: '2026-03-02', to: '2026-05-04' })
    expect(second!.marks.map(({ name }) => name)).toEqual(['Permit'])
  })

  test('a programme spans its projects; those without one come last, under no name', () => {
    const names = rows([hall, bridge, tunnel], { isOpen: (key) => key.startsWith('programme') })
    expect(names.map(({ kind, name }) => [kind, name])).toEqual([
      ['programme', 'Rail'],
      ['project', 'Bridge'],
      ['project', 'Tunnel'],
      ['programme', ''],
      ['project', 'Hall'],
    ])
    expect(names[0]).toMatchObject({ from: '2026-01-05', to: '2026-09-01' })
    expect(names[4]).toMatchObject({ from: '', to: '', marks: [], hasChildren: false })
  })

  test('one programme alone is no level of its own', () => {
    expect(rows([bridge, tunnel], { isOpen: () => false }).map(({ kind }) => kind)).toEqual(['project', 'project'])
  })

  test('milestones only: each on a line of its own, in the order of their days', () => {
    const found = rows([bridge], { milestonesOnly: true })
    expect(found.map(({ kind, name, from }) => [kind, name, from])).toEqual([
      ['project', 'Bridge', '2026-03-02'],
      ['milestone', 'Permit', '2026-05-04'],
      ['milestone', 'Opening', '2026-09-01'],
    ])
  })

  test('what is closed hides what is below it, and nothing else', () => {
    const open = rows([bridge, hall])
    const closed = rows([bridge, hall], { isOpen: (key) => key !== anId('Bridge') })
    expect(closed.map(({ key }) => key)).toEqual(open.map(({ key }) => key).filter((key) => key !== anId('Design')))
  })
})
