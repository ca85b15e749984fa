import type { IsoDay } from '@/schema/brands'
import type { Constraint, Task } from '@/schema/task'
import type { Activity } from './activity'
import { endOf, startOf } from './day-calendar'
import type { WorkingCalendar } from './working-calendar'

/** What was spent on a task and what its doers say remains, thousandths of a day of effort. */
export interface TaskProgress {
  actuals: number
  remaining: number
}

interface Situation {
  today: IsoDay
  /** A link holds it. */
  isHeld: boolean
  progress: TaskProgress | undefined
}

/** A record of the app as the engine sequences it. Its parent is the caller's to say. */
export function activityOf(task: Task, calendar: WorkingCalendar, situation: Situation): Activity {
  const duration = durationOf(task, calendar)
  const base: Activity = { id: task.id, duration }
  if (task.kind === 'phase') return { ...base, constraint: constraintOf(task) }
  const deadline = task.imposed_on ? { deadline: endOf(task.imposed_on) } : {}
  const pinned = pinnedDays(task, situation)
  if (pinned) return { ...base, ...deadline, pinned }
  if (task.kind === 'task' && situation.progress && situation.progress.actuals > 0 && task.starts_on)
    return { ...base, ...deadline, begun: begunOf(task, duration, situation, situation.progress) }
  const constraint = constraintOf(task)
  const given = task.kind === 'milestone' ? task.forecast_on : task.starts_on
  const keptStart = !situation.isHeld && !constraint && given ? startOf(given) : -Infinity
  return { ...base, ...deadline, constraint, notBefore: Math.max(keptStart, startOf(situation.today)) }
}

/**
 * Told by `duration`; else by its days; else by its effort, as one person full time would take; else a day: a bar that nobody
 * sized must be seen to be sized.
 */
function durationOf(task: Task, calendar: WorkingCalendar): number {
  if (task.kind !== 'task') return 0
  if (task.duration) return task.duration
  if (task.starts_on && task.ends_on) {
    const worked = calendar.workedAt(endOf(task.ends_on)) - calendar.workedAt(startOf(task.starts_on))
    if (worked > 0) return worked
  }
  return Math.max(task.original_effort + task.approved_change, 0) || 1000
}

/** Done without a day: it holds nothing back, since nothing starts before today. */
function pinnedDays(task: Task, { today, progress }: Situation): Activity['pinned'] {
  const isDone = task.state === 'done' || (task.kind === 'milestone' && task.actual_on !== '')
  if (task.kind === 'milestone') {
    const day = task.actual_on || (isDone || task.manual ? task.forecast_on : '') || (isDone ? today : '')
    return day ? { start: startOf(day), finish: startOf(day), isDone } : undefined
  }
  if (isDone || (task.manual && task.starts_on && task.ends_on)) {
    const finish = endOf(task.ends_on || task.starts_on || today)
    return { start: Math.min(startOf(task.starts_on || today), finish), finish, isDone }
  }
  // All is said to be spent, and nobody said that it is done: it ends today at the latest.
  if (progress && progress.actuals > 0 && progress.remaining === 0 && task.starts_on) {
    const ended = endOf(task.ends_on && task.ends_on < today ? task.ends_on : today)
    return { start: Math.min(startOf(task.starts_on), ended), finish: ended, isDone }
  }
  return undefined
}

/**
 * What remains of the duration, as much as remains of the effort: a team that took ten days for twenty days of effort takes one
 * more for two that remain. It goes on from today.
 */
function begunOf(task: Task, duration: number, { today }: Situation, progress: TaskProgress) {
  const planned = task.original_effort + task.approved_change
  const remaining = planned > 0 ? Math.round((duration * progress.remaining) / planned) : progress.remaining
  return { start: startOf(task.starts_on), resume: startOf(today), remaining }
}

const OF_FINISH: readonly Constraint[] = ['FNET', 'FNLT', 'MFO']

function constraintOf(task: Task): Activity['constraint'] {
  const type = task.constraint_type
  if (!type) return undefined
  if (type === 'ASAP' || type === 'ALAP') return { type, at: 0 }
  if (!task.constraint_on) return undefined
  // A milestone stands at one instant of its day, whichever end the constraint names.
  const isFinish = OF_FINISH.includes(type) && task.kind !== 'milestone'
  return { type, at: isFinish ? endOf(task.constraint_on) : startOf(task.constraint_on) }
}
