import { capacityOn } from '@/domain/calendar/capacity'
import { addDays, daysOfWeek, weekOf } from '@/domain/calendar/days'
import { timeEntryId, weekSheetId } from '@/domain/identity/derived-id'
import type { DemoUser } from './people'
import type { PlannedTask } from './plan'
import type { Random } from './random'

export const HISTORY_WEEKS = 16
const QUARTER = 250
/** How often somebody is away, has not entered last week yet, or forgets to hand the week in. */
const AWAY = 0.05
const LATE = 0.12
const HANDED_IN = 0.93

export interface DemoHistory {
  time_entries: Record<string, unknown>[]
  remaining_estimates: Record<string, unknown>[]
  week_sheets: Record<string, unknown>[]
}

export interface ToldHistory {
  history: DemoHistory
  /** Who was on leave for a whole week. */
  awayWeeks: { user: DemoUser; week: string }[]
}

/** What the story needs to know of the projects, by their id. */
export interface DemoSetting {
  leaves: readonly PlannedTask[]
  startedOn: ReadonlyMap<string, string>
  /** How often the people of a project give their RAF, 0–1. */
  discipline: ReadonlyMap<string, number>
  today: string
}

/**
 * Sixteen weeks of work, day by day: people advance on the earliest phase that is not finished, give their RAF at the end of the
 * week as well as their project's discipline lets them, and hand their week in. The week of today is told up to yesterday.
 */
export function demoHistory(people: readonly DemoUser[], setting: DemoSetting, random: Random): ToldHistory {
  const awayWeeks: ToldHistory['awayWeeks'] = []
  const history: DemoHistory = { time_entries: [], remaining_estimates: [], week_sheets: [] }
  for (let back = HISTORY_WEEKS; back >= 0; back--) {
    const days = daysOfWeek(weekOf(addDays(setting.today, -7 * back))).filter((day) => day < setting.today)
    if (days.length === 0) continue
    for (const user of people) {
      const away = random.chance(AWAY)
      if (away) awayWeeks.push({ user, week: weekOf(days[0]!) })
      const missing = away || (back === 1 && random.chance(LATE))
      if (missing || workWeek(user, days, setting, history, random) === 0) continue
      const state = back > 0 && random.chance(HANDED_IN) ? 'submitted' : 'open'
      const week = weekOf(days[0]!)
      history.week_sheets.push({ id: weekSheetId(user.id, week), user: user.id, week, state, comment: '' })
    }
    const lastDay = days.at(Math.min(4, days.length - 1))!
    for (const task of setting.leaves) giveRemaining(task, lastDay, setting, history, random)
  }
  return { history, awayWeeks }
}

/** Enters a person's week; answers how much, in thousandths of a day. */
function workWeek(
  user: DemoUser,
  days: readonly string[],
  setting: DemoSetting,
  history: DemoHistory,
  random: Random,
): number {
  let entered = 0
  for (const day of days) {
    const capacity = capacityOn({ weekPattern: user.week_pattern, zone: user.holiday_zone }, day)
    if (capacity === 0) continue
    for (const [task, effort] of shareOut(openTasks(user, day, setting), capacity, random)) {
      task.spent += effort
      entered += effort
      const id = timeEntryId(user.id, task.id, day)
      const row = { id, project: task.project, task: task.id, user: user.id, author: user.id, day, effort, comment: '' }
      history.time_entries.push(row)
    }
  }
  return entered
}

/** At most one task a project is under way for a person: the first of the earliest phase that is not finished. */
function openTasks(user: DemoUser, day: string, setting: DemoSetting): PlannedTask[] {
  const firstOf = new Map<string, PlannedTask>()
  for (const task of setting.leaves) {
    if (!task.doers.includes(user) || left(task) === 0 || day < (setting.startedOn.get(task.project) ?? '')) continue
    const known = firstOf.get(task.project)
    if (!known || task.phase < known.phase) firstOf.set(task.project, task)
  }
  return [...firstOf.values()]
}

function shareOut(tasks: readonly PlannedTask[], capacity: number, random: Random): [PlannedTask, number][] {
  const [first, second] = tasks.length > 1 && random.chance(0.5) ? [tasks[1]!, tasks[0]!] : [tasks[0], tasks[1]]
  if (!first) return []
  const part = second && random.chance(0.55) ? QUARTER * (1 + random.below(3)) : 0
  const shares: [PlannedTask, number][] = [[first, Math.min(capacity - part, left(first))]]
  if (second && part > 0) shares.push([second, Math.min(part, left(second))])
  return shares.filter(([, effort]) => effort > 0)
}

function left(task: PlannedTask): number {
  return Math.max(0, task.truth - task.spent)
}

/** At the end of a week the doers of every task under way say what remains for each of them. */
function giveRemaining(task: PlannedTask, day: string, setting: DemoSetting, history: DemoHistory, random: Random) {
  if (task.spent === 0 || task.done) return
  task.done = left(task) === 0
  for (const doer of task.doers) {
    if (!task.done && !random.chance(setting.discipline.get(task.project) ?? 1)) continue
    history.remaining_estimates.push({
      id: random.id(),
      project: task.project,
      task: task.id,
      user: doer.id,
      day,
      remaining: task.done ? 0 : believedShare(task),
      progress: task.done ? 1000 : Math.min(900, Math.floor((task.spent / task.truth) * 10) * 100),
      rank: 0,
    })
  }
}

/** What a doer believes remains for them: the plan at first, the truth as it comes near. */
function believedShare(task: PlannedTask): number {
  const seen = Math.min(1, (task.spent / task.truth) * 1.4)
  const believed = task.planned + (task.truth - task.planned) * seen
  return Math.round(Math.max(0, believed - task.spent) / task.doers.length / QUARTER) * QUARTER
}
