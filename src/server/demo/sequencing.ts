import { addDays, daysBetween, weekday } from '@/domain/calendar/days'
import { baselineItemId, dependencyId, derivedId } from '@/domain/identity/derived-id'
import type { LinkType } from '@/schema/dependency'
import type { DemoPlan } from './plan'

type Row = Record<string, unknown>

export interface DemoSequence {
  dependencies: Row[]
  baselines: Row[]
  baseline_items: Row[]
}

/** As much as a task slips in one stretch of the plan. */
interface Slip {
  today: string
  days: number
}

/**
 * Staggers the tasks of each phase, links them, keeps the plan of the launch as a baseline, and then lets what
 * is not over slip as the project's story has it. The plan's rows are changed in place.
 */
export function demoSequence(plan: DemoPlan, project: string, author: string, slip: Slip): DemoSequence {
  const phases = plan.tasks.filter((task) => task['kind'] === 'phase')
  const dependencies: Row[] = []
  /** The milestone that ended the phase before. */
  let before: Row | undefined
  for (const phase of phases) {
    const inside = plan.tasks.filter((task) => task['parent'] === phase['id'])
    const leaves = inside.filter((task) => task['kind'] === 'task')
    const end = inside.find((task) => task['kind'] === 'milestone')
    stagger(leaves, String(phase['starts_on']), String(phase['ends_on']))
    dependencies.push(...linksOf(project, leaves, before, end))
    before = end ?? before
  }
  const baseline = derivedId('demo-baseline', project)
  const startedOn = String(phases[0]?.['starts_on'] ?? slip.today)
  const baseline_items = plan.tasks.map((task) => itemOf(task, project, baseline))
  for (const task of plan.tasks) slipped(task, slip)
  return {
    dependencies,
    baselines: [{ id: baseline, project, name: 'Lancement', taken_on: startedOn, author }],
    baseline_items,
  }
}

/** The tasks of a phase overlap, as people work on them: each begins a little later and ends a little later than the last. */
function stagger(tasks: readonly Row[], from: string, to: string) {
  const days = daysBetween(from, to) + 1
  tasks.forEach((task, index) => {
    const share = index / Math.max(1, tasks.length)
    task['starts_on'] = workedFrom(addDays(from, Math.floor(days * share * 0.3)))
    task['ends_on'] = workedUpTo(addDays(to, -Math.floor(days * 0.2 * (1 - (index + 1) / tasks.length))))
  })
}

/** The first task waits for the phase before, the others for the start of the one above, the milestone for all of them. */
function linksOf(project: string, leaves: readonly Row[], before: Row | undefined, end: Row | undefined): Row[] {
  const first = leaves[0]
  return [
    ...(before && first ? [link(project, before, first, 'FS', 0)] : []),
    ...leaves.slice(1).map((task, index) => {
      const above = leaves[index]!
      return link(project, above, task, 'SS', workedBetween(String(above['starts_on']), String(task['starts_on'])))
    }),
    ...(end ? leaves.map((task) => link(project, task, end, 'FS', 0)) : []),
  ]
}

/** Working days from one day to another, thousandths; holidays are not taken off: nobody plans a lag that finely. */
function workedBetween(from: string, to: string): number {
  let count = 0
  for (let day = from; day < to; day = addDays(day, 1)) if (weekday(day) < 6) count += 1
  return count * 1000
}

const workedFrom = (day: string) => addDays(day, weekday(day) > 5 ? 8 - weekday(day) : 0)
const workedUpTo = (day: string) => addDays(day, weekday(day) > 5 ? 5 - weekday(day) : 0)

function link(project: string, predecessor: Row, successor: Row, type: LinkType, lag: number): Row {
  const [from, to] = [String(predecessor['id']), String(successor['id'])]
  return { id: dependencyId(from, to), project, predecessor: from, successor: to, type, lag }
}

function itemOf(task: Row, project: string, baseline: string): Row {
  const [from, to] =
    task['kind'] === 'milestone' ? [task['baseline_on'], task['baseline_on']] : [task['starts_on'], task['ends_on']]
  const effort = Math.max(0, Number(task['original_effort']))
  const id = baselineItemId(baseline, String(task['id']))
  return { id, project, baseline, task: task['id'], name: task['name'], starts_on: from, ends_on: to, effort }
}

/** What has not begun moves whole; of what is under way only the end does, and what would be over by now is. */
function slipped(task: Row, { today, days }: Slip) {
  if (task['kind'] === 'milestone' || days === 0 || addDays(String(task['ends_on']), days) < today) return
  if (String(task['starts_on']) > today) task['starts_on'] = workedFrom(addDays(String(task['starts_on']), days))
  task['ends_on'] = workedUpTo(addDays(String(task['ends_on']), days))
}
