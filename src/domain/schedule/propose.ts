import type { IsoDay } from '@/schema/brands'
import type { Dependency } from '@/schema/dependency'
import type { Task } from '@/schema/task'
import type { Activity, Dated, Relation, ScheduleProblem } from './activity'
import { activityOf, type TaskProgress } from './activity-of-task'
import { dayCalendar, dayOf, startOf } from './day-calendar'
import { schedule } from './schedule'
import type { WorkingCalendar } from './working-calendar'

export interface ProposeOptions {
  projectStart: IsoDay
  today: IsoDay
  /** Monday to Sunday, thousandths of a day; five full days where absent. */
  weekPattern?: readonly number[]
  /** Public-holiday zone; none where absent. */
  zone?: string
  /** By task: what was spent and what remains, as task_totals has them. */
  progress?: ReadonlyMap<string, TaskProgress>
}

export interface TaskChange {
  task: string
  /** Of a milestone, both are the day of its forecast. */
  starts_on: IsoDay
  ends_on: IsoDay
  was: { starts_on: IsoDay | ''; ends_on: IsoDay | '' }
}

export interface ScheduleProposal {
  /** Only what would move, phases included. */
  changes: TaskChange[]
  /** Ids of the tasks, milestones and phases with no float left. */
  critical: string[]
  /** Total and free float by task, in days. */
  floats: Map<string, { total: number; free: number }>
  /** Where everything ends, '' where there is nothing. */
  ends_on: IsoDay | ''
  /** Ids along a loop of links, which nothing can put in order: then nothing is proposed. */
  cycle: string[] | null
  /** Any other reason for proposing nothing. */
  problem: Exclude<ScheduleProblem, { code: 'cycle' }> | null
}

const FULL_WEEK = [1000, 1000, 1000, 1000, 1000, 0, 0]

/**
 * What sequencing would make of the days of a project's tasks. A proposal: the person decides. Done tasks and those set by hand
 * stay; of those begun only the end moves; nothing not begun starts before today. A link to a task that is not given is left out.
 *
 * @example
 * // B of 2 days follows A, which ends on Friday 2026-11-27: B goes to Monday and Tuesday.
 * proposeSchedule([a, b], [link], { projectStart: '2026-11-23', today: '2026-11-23' }).changes
 * // [{ task: b.id, starts_on: '2026-11-30', ends_on: '2026-12-01', was: { starts_on: '', ends_on: '' } }]
 */
export function proposeSchedule(
  tasks: readonly Task[],
  dependencies: readonly Dependency[],
  options: ProposeOptions,
): ScheduleProposal {
  const calendar = calendarFor(tasks, options)
  const known = new Set(tasks.map(({ id }) => id as string))
  const relations = dependencies
    .filter(({ predecessor, successor }) => known.has(predecessor) && known.has(successor))
    .map(({ predecessor, successor, type, lag }) => ({ pred: predecessor, succ: successor, type, lag }))
  const held = heldTasks(tasks, relations)
  const activities = tasks.map((task) => ({
    ...activityOf(task, calendar, { ...options, isHeld: held.has(task.id), progress: options.progress?.get(task.id) }),
    ...(known.has(task.parent) && task.parent !== task.id && { parent: task.parent as string }),
  }))
  const start = startFromDay(options.projectStart, calendar)
  const result = schedule(activities, relations, { start, calendar })
  if (!result.ok) return nothing(result.problem)
  const parents = new Set(activities.map(({ parent }) => parent))
  const moving = (task: Task) => task.kind !== 'phase' || parents.has(task.id)
  const changes = tasks.map((task, place) =>
    moving(task) ? changeOf(task, activities[place]!, result.activities[place]!) : null,
  )
  return {
    changes: changes.filter((change) => change !== null),
    critical: result.activities.filter(({ critical }) => critical).map(({ id }) => id),
    floats: new Map(result.activities.map(({ id, TF, FF }) => [id, { total: TF / 1000, free: FF / 1000 }])),
    ends_on: tasks.length > 0 ? dayOf(result.finish) : '',
    cycle: null,
    problem: null,
  }
}

function nothing(problem: ScheduleProblem): ScheduleProposal {
  const empty = { changes: [], critical: [], floats: new Map<string, never>(), ends_on: '' as const }
  return problem.code === 'cycle'
    ? { ...empty, cycle: problem.path, problem: null }
    : { ...empty, cycle: null, problem }
}

function changeOf(task: Task, activity: Activity, { ES, EF }: Dated): TaskChange | null {
  // What nothing moves keeps its days to the letter, even those on a day off.
  if (activity.pinned) return null
  const [starts_on, ends_on] = task.kind === 'milestone' ? [dayOf(EF), dayOf(EF)] : [dayOf(ES), dayOf(EF)]
  const was =
    task.kind === 'milestone'
      ? { starts_on: task.forecast_on, ends_on: task.forecast_on }
      : { starts_on: task.starts_on, ends_on: task.ends_on }
  return was.starts_on === starts_on && was.ends_on === ends_on ? null : { task: task.id, starts_on, ends_on, was }
}

/** Tasks that a link holds, their own or one to a phase above them: the others keep the start that somebody gave them. */
function heldTasks(tasks: readonly Task[], relations: readonly Relation[]): Set<string> {
  const held = new Set(relations.map(({ succ }) => succ))
  const parents = new Map<string, string>(tasks.map(({ id, parent }) => [id, parent]))
  const inheriting = new Set<string>()
  for (const { id } of tasks) {
    const walked: string[] = []
    let at = id as string
    while (at && !held.has(at) && !inheriting.has(at) && walked.length <= tasks.length) {
      walked.push(at)
      at = parents.get(at) ?? ''
    }
    if (held.has(at) || inheriting.has(at)) for (const one of walked) inheriting.add(one)
  }
  return new Set([...held, ...inheriting])
}

/** Holidays are known over a century around the plan: a lag of years crosses them too. */
function calendarFor(tasks: readonly Task[], options: ProposeOptions): WorkingCalendar {
  const days = [options.projectStart, options.today, ...tasks.flatMap(({ starts_on, ends_on }) => [starts_on, ends_on])]
  const years = days.filter(Boolean).map((day) => Number(day.slice(0, 4)))
  return dayCalendar(
    { weekPattern: options.weekPattern ?? FULL_WEEK, zone: options.zone ?? '' },
    { from: Math.min(...years) - 1, to: Math.max(...years) + 30 },
  )
}

function startFromDay(day: string, calendar: WorkingCalendar): number {
  return calendar.startAt(calendar.workedAt(startOf(day)))
}
