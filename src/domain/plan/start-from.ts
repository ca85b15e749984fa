import { addDays, daysBetween } from '@/domain/calendar/days'
import { assignmentId, dependencyId, derivedId } from '@/domain/identity/derived-id'
import type { Assignment } from '@/schema/assignment'
import type { IsoDay } from '@/schema/brands'
import type { Dependency } from '@/schema/dependency'
import { EMPTY_TASK, type Task } from '@/schema/task'

/** A plan to start another one from. */
export interface SourcePlan {
  tasks: readonly Task[]
  links: readonly Dependency[]
  assignments: readonly Assignment[]
  /** What a person of the source works as; '' = unknown. */
  profileOf: (user: string) => string
}

export interface NewPlan {
  project: string
  /** First day of the new plan; '' = the days stay as they are. */
  startsOn: string
  isWorked: (day: string) => boolean
}

export type Created<Row> = Omit<Row, 'id'> & { id: string }

/**
 * The records of a plan like another one: its breakdown, its links, its efforts (change orders counted in, as the new
 * original estimate), its days moved so that the earliest one falls on `startsOn`, each on a worked day. Nothing of what
 * happened comes along: no time, no progress, no slips, no owner. People become the profiles that they worked as; where that
 * is unknown the effort stays on the task alone.
 */
export function planLike(source: SourcePlan, next: NewPlan) {
  const idOf = (id: string) => derivedId('started-from', next.project, id)
  const shift = shiftOf(source.tasks, next)
  const known = new Set<string>(source.tasks.map((task) => task.id))
  const tasks = source.tasks.map((task) => ({
    ...planned(task, shift),
    id: idOf(task.id),
    project: next.project,
    parent: known.has(task.parent) ? idOf(task.parent) : '',
  }))
  const links = source.links
    .filter((link) => known.has(link.predecessor) && known.has(link.successor))
    .map(({ predecessor, successor, type, lag }) => {
      const [from, to] = [idOf(predecessor), idOf(successor)]
      return { id: dependencyId(from, to), project: next.project, predecessor: from, successor: to, type, lag }
    })
  return { tasks, links, assignments: byProfile(source, next.project, idOf) }
}

function planned(task: Task, shift: (day: string) => IsoDay | '') {
  const day = shift(task.forecast_on || task.baseline_on)
  const isMilestone = task.kind === 'milestone'
  return {
    ...EMPTY_TASK,
    kind: task.kind,
    name: task.name,
    position: task.position,
    original_effort: Math.max(0, task.original_effort + task.approved_change),
    starts_on: shift(task.starts_on),
    ends_on: shift(task.ends_on),
    baseline_on: isMilestone ? day : '',
    forecast_on: isMilestone ? day : '',
    duration: task.duration ?? 0,
    constraint_type: task.constraint_type ?? '',
    constraint_on: shift(task.constraint_on ?? ''),
    manual: task.manual ?? false,
    priority: task.priority ?? 0,
  }
}

/** No calendar rests longer: beyond it a day stays where it falls. */
const LONGEST_REST = 14

/** Days keep their distance to the first one; one that would fall on a day of rest goes to the next worked day. */
function shiftOf(tasks: readonly Task[], { startsOn, isWorked }: NewPlan): (day: string) => IsoDay | '' {
  const days = tasks.flatMap((task) => [task.starts_on, task.forecast_on || task.baseline_on]).filter(Boolean)
  const first = days.toSorted()[0]
  const by = first && startsOn ? daysBetween(first, startsOn) : 0
  return (day) => {
    if (day === '' || by === 0) return day as IsoDay | ''
    const near = Array.from({ length: LONGEST_REST }, (_, days) => addDays(day, by + days))
    return near.find(isWorked) ?? near[0]!
  }
}

/** What was planned for people, by what they worked as; several of one profile are one line. */
function byProfile(source: SourcePlan, project: string, idOf: (id: string) => string) {
  const rows = new Map<
    string,
    { id: string; project: string; task: string; user: ''; profile: string; effort: number }
  >()
  for (const row of source.assignments) {
    const profile = row.user ? source.profileOf(row.user) : (row.profile ?? '')
    if (profile === '') continue
    const task = idOf(row.task)
    const id = assignmentId(task, { profile })
    const before = rows.get(id)?.effort ?? 0
    rows.set(id, { id, project, task, user: '', profile, effort: before + row.effort })
  }
  return [...rows.values()]
}
