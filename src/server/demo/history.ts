import { addDays, daysOfWeek, weekOf } from '@/domain/calendar/days'
import { capacityOn } from '@/domain/calendar/capacity'
import { timeEntryId, weekSheetId } from '@/domain/identity/derived-id'
import type { DemoUser } from './people'
import type { PlannedTask } from './plan'
import type { Random } from './random'

export const HISTORY_WEEKS = 16
const QUARTER = 250

export interface DemoHistory {
  time_entries: Record<string, unknown>[]
  remaining_estimates: Record<string, unknown>[]
  week_sheets: Record<string, unknown>[]
}

interface Doer {
  user: DemoUser
  tasks: PlannedTask[]
  /** Thousandths spent by this person on each task. */
  spent: Map<string, number>
  estimated: Set<string>
}

/**
 * Sixteen weeks of work, day by day: people advance on the earliest phase that is not finished, give their RAF at the end of the
 * week as well as their project's discipline lets them, and hand their week in. The week of today is half told.
 */
export function demoHistory(
  people: readonly DemoUser[],
  leaves: readonly PlannedTask[],
  startedOn: ReadonlyMap<string, string>,
  discipline: ReadonlyMap<string, number>,
  today: string,
  random: Random,
): DemoHistory {
  const history: DemoHistory = { time_entries: [], remaining_estimates: [], week_sheets: [] }
  const doers = people.map((user): Doer => ({
    user,
    tasks: leaves.filter((leaf) => leaf.doers.includes(user)),
    spent: new Map(),
    estimated: new Set(),
  }))
  for (let back = HISTORY_WEEKS; back >= 0; back--) {
    const days = daysOfWeek(weekOf(addDays(today, -7 * back)))
    for (const doer of doers) {
      // Now and then somebody is away, or the week was simply not entered.
      const away = random.chance(0.05)
      const late = back === 1 && random.chance(0.12)
      if (away || late) continue
      const worked = workWeek(doer, days, startedOn, back === 0 ? today : null, history, random)
      if (worked.size === 0) continue
      giveRemaining(doer, worked, days[4]!, back, discipline, today, history, random)
      const submitted = back > 0 && random.chance(0.93)
      history.week_sheets.push({
        id: weekSheetId(doer.user.id, weekOf(days[0]!)),
        user: doer.user.id,
        week: weekOf(days[0]!),
        state: submitted ? 'submitted' : 'open',
        comment: '',
      })
    }
  }
  return history
}

function workWeek(
  doer: Doer,
  days: readonly string[],
  startedOn: ReadonlyMap<string, string>,
  until: string | null,
  history: DemoHistory,
  random: Random,
): Set<PlannedTask> {
  const worked = new Set<PlannedTask>()
  for (const day of days) {
    // The week of today is entered up to the day before, by most.
    if (until !== null && (day >= until || random.chance(0.15))) continue
    const capacity = capacityOn({ weekPattern: doer.user.week_pattern, zone: doer.user.holiday_zone }, day)
    if (capacity === 0) continue
    for (const [task, effort] of shareOut(openTasks(doer, day, startedOn), capacity, random)) {
      task.spent += effort
      doer.spent.set(task.id, (doer.spent.get(task.id) ?? 0) + effort)
      worked.add(task)
      const id = timeEntryId(doer.user.id, task.id, day)
      history.time_entries.push({
        id,
        project: task.project,
        task: task.id,
        user: doer.user.id,
        day,
        effort,
        comment: '',
        author: doer.user.id,
      })
    }
  }
  return worked
}

/** At most one task a project is under way for a person: the first of the earliest phase that is not finished. */
function openTasks(doer: Doer, day: string, startedOn: ReadonlyMap<string, string>): PlannedTask[] {
  const firstOf = new Map<string, PlannedTask>()
  for (const task of doer.tasks) {
    if (task.spent >= task.truth || day < (startedOn.get(task.project) ?? '')) continue
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

function giveRemaining(
  doer: Doer,
  worked: ReadonlySet<PlannedTask>,
  friday: string,
  back: number,
  discipline: ReadonlyMap<string, number>,
  today: string,
  history: DemoHistory,
  random: Random,
) {
  for (const task of worked) {
    const finished = task.spent >= task.truth
    if (!finished && !random.chance(discipline.get(task.project) ?? 1)) continue
    doer.estimated.add(task.id)
    const day = back === 0 ? addDays(today, -1) : friday
    history.remaining_estimates.push({
      id: random.id(),
      project: task.project,
      task: task.id,
      user: doer.user.id,
      day,
      remaining: finished ? 0 : believedShare(task),
      progress: progressOf(task, finished),
      rank: 0,
    })
  }
}

/** What a doer believes remains for them: the plan at first, the truth as it comes near. */
function believedShare(task: PlannedTask): number {
  const seen = Math.min(1, (task.spent / task.truth) * 1.4)
  const believed = task.planned + (task.truth - task.planned) * seen
  const share = Math.max(0, believed - task.spent) / task.doers.length
  return Math.round(share / QUARTER) * QUARTER
}

/** φ by the doer, in steps of 10 %. */
function progressOf(task: PlannedTask, finished: boolean): number {
  return finished ? 1000 : Math.min(900, Math.floor((task.spent / task.truth) * 10) * 100)
}
