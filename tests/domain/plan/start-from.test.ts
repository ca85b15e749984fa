import { describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { weekday } from '@/domain/calendar/days'
import { planLike } from '@/domain/plan/start-from'
import { assignment } from '@/schema/assignment'
import { dependency } from '@/schema/dependency'
import { task } from '@/schema/task'
import { aDependency, anAssignment, anId, aTask } from '../../builders/records'

const project = anId('old')
const phase = aTask({ id: anId('phase'), project, kind: 'phase', name: 'Design' })
const first = aTask({
  id: anId('first'),
  project,
  parent: phase.id,
  original_effort: 8000,
  approved_change: 2000,
  starts_on: '2026-03-02',
  ends_on: '2026-03-06',
  state: 'done',
  physical_progress: 1000,
  owner: anId('anna'),
  external_uid: '12',
})
const second = aTask({ id: anId('second'), project, parent: phase.id, starts_on: '2026-03-09', ends_on: '2026-03-13' })
const gate = aTask({
  id: anId('gate'),
  project,
  kind: 'milestone',
  baseline_on: '2026-03-13',
  forecast_on: '2026-03-20',
  actual_on: '2026-03-24',
  imposed_on: '2026-04-01',
  state: 'done',
})
const links = [aDependency({ project, predecessor: first.id, successor: second.id })]
const isWorked = (day: string) => weekday(day) < 6
const source = {
  tasks: [phase, first, second, gate],
  links,
  assignments: [
    anAssignment({ project, task: first.id, user: anId('anna'), effort: 4000 }),
    anAssignment({ project, task: first.id, user: anId('bruno'), effort: 3000 }),
    anAssignment({ project, task: first.id, user: anId('chloe'), effort: 1000 }),
  ],
  profileOf: (user: string) => (user === anId('chloe') ? '' : 'Engineer'),
}
const started = (startsOn = '2027-01-06') => planLike(source, { project: anId('new'), startsOn, isWorked })

describe('a plan started from another', () => {
  test('has the same breakdown, with new ids of its own project', () => {
    const { tasks } = started()
    expect(tasks.map(({ name, kind }) => [name, kind])).toEqual(source.tasks.map(({ name, kind }) => [name, kind]))
    expect(new Set(tasks.map(({ id }) => id)).size).toBe(4)
    expect(tasks.every(({ id, project: of }) => of === anId('new') && !source.tasks.some((one) => one.id === id))).toBe(
      true,
    )
    expect(tasks[1]!.parent).toBe(tasks[0]!.id)
  })

  test('starts on the day asked, keeps the distances, and puts no day on a week-end', () => {
    const { tasks } = started()
    expect(tasks[1]).toMatchObject({ starts_on: '2027-01-06' })
    // 2026-03-09 is a week after the first day: a Wednesday now. 2026-03-06 would be a Sunday.
    expect(tasks[2]).toMatchObject({ starts_on: '2027-01-13' })
    expect(tasks[1]!.ends_on).toBe('2027-01-11')
    const days = tasks.flatMap((one) => [one.starts_on, one.ends_on, one.forecast_on]).filter(Boolean)
    expect(days.every(isWorked)).toBe(true)
  })

  test('brings nothing of what happened', () => {
    const { tasks } = started()
    for (const one of tasks) {
      expect(one).toMatchObject({ state: 'open', actual_on: '', imposed_on: '', physical_progress: null })
      expect(one).not.toHaveProperty('external_uid')
      expect(one).not.toHaveProperty('owner')
    }
    expect(tasks[1]!.original_effort).toBe(10_000)
    expect(tasks[3]!.baseline_on).toBe(tasks[3]!.forecast_on)
  })

  test('turns people into the profile that they worked as, their efforts added', () => {
    expect(started().assignments).toMatchObject([{ user: '', profile: 'Engineer', effort: 7000 }])
  })

  test('is made of valid records, the same each time', () => {
    const { tasks, links: made, assignments } = started()
    for (const one of tasks) v.parse(task, one)
    for (const one of made) v.parse(dependency, one)
    for (const one of assignments) v.parse(assignment, one)
    expect(started()).toEqual(started())
  })

  test('keeps its days as they are where no day is asked', () => {
    expect(started('').tasks[1]).toMatchObject({ starts_on: '2026-03-02', ends_on: '2026-03-06' })
  })
})
