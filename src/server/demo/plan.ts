import { addDays, dayFromNumber, dayNumber } from '@/domain/calendar/days'
import { derivedId } from '@/domain/identity/derived-id'
import { laggedDay, type DatedStory } from './pace'
import type { DemoUser } from './people'
import type { Random } from './random'
import { phasesOf } from './stories'
import { workedUpTo } from './worked-days'

/** What one person has to do of a task; efforts in thousandths of a day. */
export interface PlannedPart {
  doer: DemoUser
  planned: number
  /** What it will really take. */
  truth: number
  /** Filled in by the history. */
  spent: number
  saidDone: boolean
}

/** One leaf of a demo plan with what the story knows about it. */
export interface PlannedTask {
  id: string
  project: string
  phase: number
  planned: number
  parts: PlannedPart[]
}

export const isFinished = ({ spent, truth }: PlannedPart) => spent >= truth

export interface DemoPlan {
  tasks: Record<string, unknown>[]
  assignments: Record<string, unknown>[]
  leaves: PlannedTask[]
}

const QUARTER = 250
const WEEKS_PLANNED = 26

/** Phases, tasks and milestones of one project, and who is on what. */
export function demoPlan(
  story: DatedStory,
  project: string,
  team: readonly DemoUser[],
  today: string,
  random: Random,
): DemoPlan {
  const start = addDays(today, -7 * story.startedWeeksAgo)
  const plan: DemoPlan = { tasks: [], assignments: [], leaves: [] }
  let position = 0
  let week = 0
  phasesOf(story).forEach((template, phaseIndex) => {
    const phase = random.id()
    const weeks = Math.round((WEEKS_PLANNED * template.share) / 100)
    const from = addDays(start, 7 * week)
    const to = addDays(start, 7 * (week + weeks) - 3)
    week += weeks
    const row = {
      project,
      parent: '',
      state: 'open',
      approved_change: 0,
      original_effort: 0,
      baseline_on: '',
      forecast_on: '',
      actual_on: '',
      imposed_on: '',
      physical_progress: null,
    }
    plan.tasks.push({
      ...row,
      id: phase,
      kind: 'phase',
      name: template.name,
      position: ++position,
      starts_on: from,
      ends_on: to,
    })
    const doers = doersOf(team, template.tasks.length, phaseIndex)
    const places = doers.flat().length
    template.tasks.forEach((name, index) => {
      const id = random.id()
      const part = (story.plannedDays * 1000 * template.share) / 100 / places
      const planned = quarters(part * doers[index]!.length)
      // One change order a project, on the first task of the third phase.
      const change = phaseIndex === 2 && index === 0 && story.truth > 1.1 ? quarters(planned * 0.1) : 0
      plan.tasks.push({
        ...row,
        id,
        parent: phase,
        kind: 'task',
        name,
        position: ++position,
        original_effort: planned,
        approved_change: change,
        starts_on: from,
        ends_on: to,
      })
      const weight = story.truth * (0.9 + random.next() * 0.2)
      const parts = doers[index]!.map((doer) => ({
        doer,
        planned: quarters((planned + change) / doers[index]!.length),
        truth: quarters(part * weight),
        spent: 0,
        saidDone: false,
      }))
      plan.leaves.push({ id, project, phase: phaseIndex, planned: planned + change, parts })
      for (const { doer, planned: effort } of parts) {
        plan.assignments.push({ id: derivedId('assignment', id, doer.id), project, task: id, user: doer.id, effort })
      }
    })
    const baseline = to
    const forecast = workedUpTo(dayFromNumber(laggedDay(story, dayNumber(baseline), dayNumber(today))))
    const reached = forecast < today
    plan.tasks.push({
      ...row,
      id: random.id(),
      parent: phase,
      kind: 'milestone',
      name: template.milestone,
      position: ++position,
      starts_on: '',
      ends_on: '',
      state: reached ? 'done' : 'open',
      baseline_on: baseline,
      forecast_on: forecast,
      actual_on: reached ? forecast : '',
      imposed_on: phaseIndex === 3 ? addDays(baseline, 14) : '',
    })
  })
  return plan
}

/** Everybody has work in every phase, and nobody works alone: by task, who is on it. */
function doersOf(team: readonly DemoUser[], tasks: number, phase: number): DemoUser[][] {
  return Array.from({ length: tasks }, (_, task) => {
    const doers = team.filter((_, place) => (place + phase) % tasks === task)
    return doers.length > 1 ? doers : [...doers, team[(team.indexOf(doers[0]!) + 1) % team.length]!]
  })
}

function quarters(thousandths: number): number {
  return Math.round(thousandths / QUARTER) * QUARTER
}
