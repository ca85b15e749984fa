import { progressOf } from '@/domain/progress/wbs'
import type { PresentPlan } from '@/files'
import type { SyncSession } from '@/sync/door'

/**
 * A project as an import meets it, read at that moment. `months` are looked through for time that is on this device alone: the
 * totals know what the server has.
 */
export async function presentPlan(data: SyncSession, project: string, months: readonly string[]): Promise<PresentPlan> {
  const ofProject = <Row extends { project: string }>(shown: readonly { row: Row }[]) =>
    shown.map(({ row }) => row).filter((row) => row.project === project)
  const [tasks, dependencies, assignments, baselines, totals, entries] = await Promise.all([
    data.list('tasks', project),
    data.list('dependencies', project),
    data.list('assignments', project),
    data.list('baselines', project),
    data.list('task_totals', project),
    data.entries({ months, scope: project }),
  ])
  const [members, users, flags, deliverables, moves, estimates] = await Promise.all([
    data.list('memberships'),
    data.list('users'),
    data.list('flags', project),
    data.list('deliverables', project),
    data.list('milestone_moves', project),
    data.list('remaining_estimates', project),
  ])
  const isMember = new Set<string>(ofProject(members).map(({ user }) => user))
  const people = new Map<string, PresentPlan['people'][number]>(
    users
      .filter(({ row }) => isMember.has(row.id))
      .map(({ row }) => [row.id, { id: row.id, name: row.name, email: row.email ?? '' }]),
  )
  const totalOf = new Map(totals.map(({ row }) => [row.id, row]))
  const shownProgress = ofProject(tasks).flatMap((task) => {
    const progress = progressOf(task, totalOf.get(task.id))
    return progress === null ? [] : [[task.id, progress] as const]
  })
  const withTime = [
    ...totals
      .filter(({ row }) => row.actuals > 0 || row.last_day !== '' || row.confirmed_on !== '')
      .map(({ row }) => row.id),
    ...ofProject(entries).map(({ task }) => task),
    ...ofProject(estimates).map(({ task }) => task),
  ]
  const withHistory = [
    ...ofProject(flags).map(({ task }) => task),
    ...ofProject(deliverables).map(({ milestone }) => milestone),
    ...ofProject(moves).map(({ task }) => task),
  ]
  return {
    project,
    tasks: ofProject(tasks),
    dependencies: ofProject(dependencies),
    assignments: ofProject(assignments),
    baselines: ofProject(baselines).map(({ id, name }) => ({ id, name })),
    people: [...people.values()],
    progress: Object.fromEntries(shownProgress),
    withTime: [...new Set<string>(withTime)],
    withHistory: [...new Set<string>(withHistory)].filter(Boolean),
  }
}
