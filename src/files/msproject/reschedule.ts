import type { Activity, LagKind, Relation, ScheduleProblem } from '@/domain/schedule/activity'
import { finishFrom, startFor, startFrom } from '@/domain/schedule/lags'
import { schedule } from '@/domain/schedule/schedule'
import { CONTINUOUS, type WorkingCalendar } from '@/domain/schedule/working-calendar'
import type { Plan, PlanLink, PlanTask } from './plan'
import { isElapsedFormat, isShareFormat } from './values'
import { calendarsOf, type PlanCalendars } from './working-time'

export interface RescheduledTask {
  uid: string
  start: number | null
  finish: number | null
  critical: boolean
}

export type Rescheduled =
  { ok: true; tasks: RescheduledTask[] } | { ok: false; problem: ScheduleProblem | { code: 'no-start' } }

/**
 * The dates of a plan from its durations, links, constraints and calendars, as MS Project computes them. Manual, inactive and
 * external tasks keep theirs; what is done or begun keeps its actual ones.
 */
export function reschedule(plan: Plan): Rescheduled {
  const start = projectStart(plan)
  if (start === null)
    return plan.tasks.length === 0 ? { ok: true, tasks: [] } : { ok: false, problem: { code: 'no-start' } }
  const calendars = calendarsOf(plan)
  const taking = plan.tasks.filter((task) => task.isActive && task.outlineLevel > 0)
  const taken = new Set(taking.map(({ uid }) => uid))
  const activities = taking.map((task) => activityOf(task, calendarOfTask(plan, calendars)(task), start, taken))
  const relations = taking.flatMap((task) =>
    task.links.filter(({ predUid }) => taken.has(predUid)).map((link) => relationOf(task, link)),
  )
  const result = schedule(activities, relations, {
    start,
    calendar: calendars.project,
    criticalUpTo: plan.project.criticalSlackDays * plan.project.minutesPerDay * 60,
    everyEndIsCritical: plan.project.everyEndIsCritical,
    finishBy: plan.project.fromStart ? undefined : (plan.project.finish ?? undefined),
  })
  if (!result.ok) return result
  const dated = new Map(result.activities.map((one) => [one.id, one]))
  const whole = { start: Infinity, finish: -Infinity, critical: false }
  for (const { ES, EF, critical } of result.activities) {
    whole.start = Math.min(whole.start, ES)
    whole.finish = Math.max(whole.finish, EF)
    whole.critical ||= critical
  }
  return {
    ok: true,
    tasks: plan.tasks.map((task) => {
      const found = dated.get(task.uid)
      if (found) return { uid: task.uid, start: found.ES, finish: found.EF, critical: found.critical }
      if (task.outlineLevel === 0 && dated.size > 0) return { uid: task.uid, ...whole }
      return { uid: task.uid, start: task.start, finish: task.finish, critical: false }
    }),
  }
}

function projectStart({ project, tasks }: Plan): number | null {
  if (project.start !== null) return project.start
  const starts = tasks.flatMap(({ start }) => (start === null ? [] : [start]))
  return starts.length === 0 ? null : starts.reduce((first, one) => Math.min(first, one))
}

/** Work of people follows their calendars, except where the duration is fixed or the task says to ignore them. */
function calendarOfTask(plan: Plan, calendars: PlanCalendars) {
  const resources = new Map(plan.resources.map((one) => [one.uid, one]))
  const theirs = new Map<string, string[]>()
  for (const { taskUid, resourceUid, units } of plan.assignments) {
    const resource = resources.get(resourceUid)
    if (resource?.type === 1 && units > 0) theirs.set(taskUid, [...(theirs.get(taskUid) ?? []), resource.calendarUid])
  }
  return (task: PlanTask): WorkingCalendar => {
    if (isElapsedFormat(task.durationFormat)) return CONTINUOUS
    const ignores = task.type === 1 || (task.ignoresResourceCalendar && task.calendarUid !== '')
    return calendars.ofTask(task.calendarUid, ignores ? [] : (theirs.get(task.uid) ?? []))
  }
}

function activityOf(
  task: PlanTask,
  calendar: WorkingCalendar,
  projectStart: number,
  taken: ReadonlySet<string>,
): Activity {
  const duration = task.duration ?? durationBetween(task, calendar)
  return {
    id: task.uid,
    ...(taken.has(task.parentUid) && { parent: task.parentUid }),
    duration,
    calendar,
    constraint: constraintOf(task),
    deadline: task.deadline ?? undefined,
    delay:
      task.levelingDelay > 0
        ? { amount: task.levelingDelay, isElapsed: isElapsedFormat(task.levelingDelayFormat) }
        : undefined,
    pinned: pinnedOf(task, duration, calendar, projectStart),
    begun: begunOf(task, duration, calendar),
  }
}

/** Some tools write dates alone. */
function durationBetween({ start, finish }: PlanTask, calendar: WorkingCalendar): number {
  return start === null || finish === null ? 0 : Math.max(0, calendar.workedAt(finish) - calendar.workedAt(start))
}

function constraintOf({ constraint, constraintDate }: PlanTask): Activity['constraint'] {
  if (constraint === 'ASAP') return { type: 'ASAP', at: 0 }
  if (constraint === 'ALAP') return { type: 'ALAP', at: 0 }
  return constraintDate === null ? undefined : { type: constraint, at: constraintDate }
}

function pinnedOf(
  task: PlanTask,
  duration: number,
  calendar: WorkingCalendar,
  projectStart: number,
): Activity['pinned'] {
  const isDone = task.actualFinish !== null || task.percentComplete >= 100
  if (!isDone && !task.manual && !task.isExternal) return undefined
  if (task.summary && !task.manual) return undefined
  const finish = (isDone ? task.actualFinish : null) ?? task.finish
  const start =
    (isDone ? task.actualStart : null) ??
    task.start ??
    (finish === null ? projectStart : startFor(finish, duration, calendar))
  return { start, finish: finish ?? finishFrom(startFrom(start, duration, calendar), duration, calendar), isDone }
}

function begunOf(task: PlanTask, duration: number, calendar: WorkingCalendar): Activity['begun'] {
  if (task.summary || task.actualStart === null) return undefined
  const remaining = task.remainingDuration ?? Math.round((duration * (100 - task.percentComplete)) / 100)
  const worked = finishFrom(
    startFrom(task.actualStart, duration, calendar),
    Math.max(0, duration - remaining),
    calendar,
  )
  // Work that was broken off goes on where the plan says.
  const isSplit = task.stop !== null && task.resume !== null && task.resume > task.stop
  return { start: task.actualStart, resume: isSplit ? Math.max(worked, task.resume!) : worked, remaining }
}

function relationOf(task: PlanTask, link: PlanLink): Relation {
  const [isShare, isElapsed] = [isShareFormat(link.lagFormat), isElapsedFormat(link.lagFormat) || link.lagFormat === 20]
  const kinds: LagKind[] = isShare ? ['share', 'elapsed-share'] : ['working', 'elapsed']
  return {
    pred: link.predUid,
    succ: task.uid,
    type: link.type,
    lag: isShare ? link.lag / 100 : link.lag,
    lagKind: kinds[isElapsed ? 1 : 0]!,
  }
}
