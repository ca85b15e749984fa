import { addDays, dayFromNumber, dayNumber, daysBetween } from '@/domain/calendar/days'
import { baselineItemId, dependencyId, derivedId } from '@/domain/identity/derived-id'
import type { LinkType } from '@/schema/dependency'
import { laggedDay, type DatedStory } from './pace'
import type { DemoPlan } from './plan'
import { workedBetween, workedFrom, workedUpTo } from './worked-days'

type Row = Record<string, unknown>

export interface DemoSequence {
  dependencies: Row[]
  baselines: Row[]
  baseline_items: Row[]
}

/**
 * Staggers the tasks of each phase, links them, keeps the plan of the launch as a baseline, and then lets all
 * of it come about as late as the project's story has it. The plan's rows are changed in place.
 */
export function demoSequence(
  plan: DemoPlan,
  project: string,
  author: string,
  story: DatedStory,
  today: string,
): DemoSequence {
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
  const startedOn = String(phases[0]?.['starts_on'] ?? today)
  const baseline_items = plan.tasks.map((task) => itemOf(task, project, baseline))
  for (const task of plan.tasks) if (task['kind'] !== 'milestone') slip(task, story, dayNumber(today))
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

function slip(task: Row, story: DatedStory, today: number) {
  const late = (day: unknown) => dayFromNumber(laggedDay(story, dayNumber(String(day)), today))
  Object.assign(task, { starts_on: workedFrom(late(task['starts_on'])), ends_on: workedUpTo(late(task['ends_on'])) })
}
