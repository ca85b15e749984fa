import { describe, expect, test } from 'vitest'
import { proposeSchedule } from '@/domain/schedule/propose'
import type { IsoDay } from '@/schema/brands'
import type { Dependency } from '@/schema/dependency'
import type { Task } from '@/schema/task'
import { demoPortfolio } from '@/server/demo/portfolio'

const TODAY = '2026-11-25' as IsoDay
const demo = demoPortfolio(TODAY)

/** What the store makes of an accepted proposal: phases follow what is below them. */
function accepted(tasks: readonly Task[], changes: ReturnType<typeof proposeSchedule>['changes']): Task[] {
  const by = new Map(changes.map((change) => [change.task, change]))
  return tasks.map((task) => {
    const change = by.get(task.id)
    if (!change || task.kind === 'phase') return task
    if (task.kind === 'milestone') return { ...task, forecast_on: change.ends_on }
    return { ...task, starts_on: change.starts_on, ends_on: change.ends_on }
  })
}

describe('an accepted proposal', () => {
  test.each(demo.projects.map((project) => [project['code'], project] as const))(
    '%s proposes nothing more',
    (_code, project) => {
      const tasks = (demo.tasks as unknown as Task[]).filter((task) => task.project === project['id'])
      const links = (demo.dependencies as unknown as Dependency[]).filter((link) => link.project === project['id'])
      const options = { projectStart: project['starts_on'] as IsoDay, today: TODAY, zone: 'metropole' }
      const first = proposeSchedule(tasks, links, options)
      expect(first.problem ?? first.cycle).toBe(null)
      const again = proposeSchedule(accepted(tasks, first.changes), links, options)
      const phases = new Set(tasks.filter((task) => task.kind === 'phase').map((task) => task.id as string))
      expect(again.changes.filter((change) => !phases.has(change.task))).toEqual([])
    },
  )
})
