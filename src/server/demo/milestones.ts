import { addDays, daysBetween } from '@/domain/calendar/days'
import { derivedId } from '@/domain/identity/derived-id'
import { DELIVERABLES, SLIP_REASONS } from './milestone-stories'
import type { Random } from './random'
import type { Story } from './stories'

type Row = Record<string, unknown>

export interface DemoMilestones {
  milestone_moves: Row[]
  deliverables: Row[]
}

/** What the story needs to know of a project. */
export interface MilestoneProject {
  story: Story
  id: string
  manager: string
  owners: readonly string[]
  sponsor: string
  startedOn: string
  milestones: readonly Row[]
}

const SETTLING_DAYS = 14
const QUIET_DAYS = 3
/** A slip of so many days was told in that many steps. */
const STEPS: readonly { from: number; steps: number }[] = [
  { from: 20, steps: 3 },
  { from: 10, steps: 2 },
  { from: 1, steps: 1 },
]
const SOON_DAYS = 30
/** A project that slipped by more hands over with reservations. */
const SHAKEN_DAYS = 12

/**
 * How each milestone came to its forecast of today: a few moves, each with its reason, that add up to its slip; and what each
 * milestone hands over.
 */
export function demoMilestones(projects: readonly MilestoneProject[], today: string, random: Random): DemoMilestones {
  return {
    milestone_moves: projects.flatMap((project) => movesOf(project, today, random)),
    deliverables: projects.flatMap((project) => deliverablesOf(project, today)),
  }
}

/** What holds one milestone up holds up those after it: one day, one reason for all that are still to come. */
function movesOf(project: MilestoneProject, today: string, random: Random): Row[] {
  const from = addDays(project.startedOn, SETTLING_DAYS)
  const span = daysBetween(from, addDays(today, -QUIET_DAYS))
  const count = STEPS.find((step) => project.story.slipDays >= step.from)?.steps ?? 0
  const reasons = SLIP_REASONS[project.story.programme]
  const first = random.below(reasons.length)
  const events = Array.from({ length: count }, (_, index) => ({
    day: addDays(from, Math.round((span * (index + 0.3 + random.next() * 0.5)) / count)),
    reason: reasons[(first + index) % reasons.length]!,
  }))
  return project.milestones.flatMap((milestone) => movesOfOne(project, milestone, events, from))
}

function movesOfOne(
  project: MilestoneProject,
  milestone: Row,
  events: readonly { day: string; reason: string }[],
  from: string,
): Row[] {
  const [baseline, forecast] = [String(milestone['baseline_on']), String(milestone['forecast_on'])]
  const slip = daysBetween(baseline, forecast)
  if (slip <= 0) return []
  const end = String(milestone['actual_on']) || forecast
  const before = events.filter((event) => event.day < addDays(end, -QUIET_DAYS))
  // What was reached early on slipped a little before it was.
  const early = { day: later(from, addDays(baseline, -2 * QUIET_DAYS)), reason: events[0]?.reason ?? '' }
  const told = before.length ? before : [early]
  return told.map(({ day, reason }, rank) => ({
    id: derivedId('demo-move', String(milestone['id']), String(rank)),
    project: project.id,
    task: milestone['id'],
    day,
    forecast_on: addDays(baseline, Math.round((slip * (rank + 1)) / told.length)),
    reason,
    author: project.manager,
    rank,
  }))
}

const later = (a: string, b: string) => (a > b ? a : b)

function deliverablesOf(project: MilestoneProject, today: string): Row[] {
  const names = DELIVERABLES[project.story.programme === 'Numérique' ? 'software' : 'works']
  return project.milestones.flatMap((milestone, phase) =>
    (names[phase] ?? []).map((name, index) => ({
      id: derivedId('demo-deliverable', String(milestone['id']), String(index)),
      project: project.id,
      milestone: milestone['id'],
      name,
      owner: project.owners[(phase + index) % project.owners.length]!,
      due: addDays(String(milestone['baseline_on']), -7 * index),
      ...fateOf(project, milestone, index, today),
    })),
  )
}

/** Accepted with its milestone, a few with reservations; handed over when its milestone is near; else still to come. */
function fateOf({ sponsor, story }: MilestoneProject, milestone: Row, index: number, today: string): Row {
  const nothing = { state: 'planned', version: '', accepted_by: '', accepted_on: '', note: '' }
  const reachedOn = String(milestone['actual_on'])
  if (reachedOn) {
    const isReserved = index === 1 && story.slipDays > SHAKEN_DAYS
    const accepted = { ...nothing, version: 'V1.0', accepted_by: sponsor, accepted_on: reachedOn }
    if (!isReserved) return { ...accepted, state: 'accepted' }
    return { ...accepted, state: 'reserved', note: 'Deux remarques mineures à lever dans la version suivante.' }
  }
  const isNear = daysBetween(today, String(milestone['forecast_on'])) <= SOON_DAYS
  return isNear && index === 0 ? { ...nothing, state: 'submitted', version: 'V0.9' } : nothing
}
