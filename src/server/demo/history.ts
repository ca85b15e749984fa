import { capacityOn } from '@/domain/calendar/capacity'
import { addDays, dayNumber, daysOfWeek, weekday, weekOf } from '@/domain/calendar/days'
import { absenceId, timeEntryId, weekSheetId } from '@/domain/identity/derived-id'
import { lagOn, wantedShare, type DatedStory } from './pace'
import type { DemoUser } from './people'
import { isFinished, type PlannedPart, type PlannedTask } from './plan'
import type { Random } from './random'

type Row = Record<string, unknown>

export const HISTORY_WEEKS = 16
const QUARTER = 250
const HALF = 500
/** How often somebody is away, has not entered last week yet, or forgets to hand the week in. */
const AWAY = 0.05
const LATE = 0.12
const HANDED_IN = 0.93
/** How often somebody with time left works ahead, and by how many days. */
const AHEAD = 0.7
const AHEAD_DAYS = 9
/** How often what a Friday leaves is training. */
const TRAINED = 0.08
/** How often a day knows no quarters. */
const HALVES = 0.5
/** How often the second most urgent task of a day comes first. */
const SWAPPED = 0.4

export interface DemoHistory {
  time_entries: Row[]
  remaining_estimates: Row[]
  week_sheets: Row[]
}

export interface ToldHistory {
  history: DemoHistory
  /** What of people's days went to no project. */
  elsewhere: Row[]
  /** Who was on leave for a whole week. */
  awayWeeks: { user: DemoUser; week: string }[]
}

/** What the history needs to know of the projects. */
export interface DemoSetting {
  leaves: readonly PlannedTask[]
  /** The days of each task as the launch planned them. */
  launched: ReadonlyMap<string, Row>
  stories: ReadonlyMap<string, DatedStory>
  today: string
}

/** What somebody has to do of a task, and when the launch planned it; day numbers. */
interface Duty {
  task: PlannedTask
  part: PlannedPart
  story: DatedStory
  startsOn: number
  endsOn: number
}

/** A person, with all of their duties. */
interface Doer {
  user: DemoUser
  duties: readonly Duty[]
}

/** A duty that a project wants something of by now. */
interface Due {
  task: PlannedTask
  part: PlannedPart
  effort: number
}

/**
 * Sixteen weeks of work, day by day: people do what their projects' plans want of them, as late as the story of each has it; what is
 * left of a day goes to no project. They give their RAF at the end of the week as well as their project's discipline lets them, and
 * hand their week in. The week of today is told up to yesterday.
 */
export function demoHistory(people: readonly DemoUser[], setting: DemoSetting, random: Random): ToldHistory {
  const told: ToldHistory = {
    history: { time_entries: [], remaining_estimates: [], week_sheets: [] },
    elsewhere: [],
    awayWeeks: [],
  }
  const doers = people.map((user) => ({ user, duties: dutiesOf(user, setting) }))
  for (let back = HISTORY_WEEKS; back >= 0; back--) {
    const days = daysOfWeek(weekOf(addDays(setting.today, -7 * back))).filter((day) => day < setting.today)
    if (days.length === 0) continue
    for (const doer of doers) if (hasBegun(doer, days)) tellWeek(doer, days, back, setting, told, random)
    const lastDay = days.at(Math.min(4, days.length - 1))!
    for (const task of setting.leaves) giveRemaining(task, lastDay, setting, told.history, random)
  }
  return told
}

function dutiesOf(user: DemoUser, { leaves, launched, stories }: DemoSetting): Duty[] {
  return leaves.flatMap((task) => {
    const { starts_on, ends_on } = launched.get(task.id)!
    const planned = { startsOn: dayNumber(String(starts_on)), endsOn: dayNumber(String(ends_on)) }
    const story = stories.get(task.project)!
    return task.parts.filter(({ doer }) => doer === user).map((part) => ({ task, part, story, ...planned }))
  })
}

/** Nobody gives time before a project of theirs has begun. */
function hasBegun({ duties }: Doer, days: readonly string[]): boolean {
  const last = dayNumber(days.at(-1)!)
  return duties.some(({ story }) => story.startedOn <= last)
}

function tellWeek(
  { user, duties }: Doer,
  days: readonly string[],
  back: number,
  { today }: DemoSetting,
  told: ToldHistory,
  random: Random,
) {
  const week = weekOf(days[0]!)
  const isAway = random.chance(AWAY)
  if (isAway) told.awayWeeks.push({ user, week })
  if (isAway || (back === 1 && random.chance(LATE))) return
  for (const day of days) workDay({ user, duties }, day, dayNumber(today), told, random)
  const state = back > 0 && random.chance(HANDED_IN) ? 'submitted' : 'open'
  told.history.week_sheets.push({ id: weekSheetId(user.id, week), user: user.id, week, state, comment: '' })
}

/** First what the plans want, then, on most days, what they will want soon; what is left goes to no project. */
function workDay({ user, duties }: Doer, day: string, today: number, told: ToldHistory, random: Random) {
  let free = capacityOn({ weekPattern: user.week_pattern, zone: user.holiday_zone }, day)
  const given = new Map<PlannedTask, number>()
  for (const ahead of random.chance(AHEAD) ? [0, AHEAD_DAYS] : [0]) {
    for (const { task, part, effort: due } of dueOf(duties, { day: dayNumber(day), ahead, today }, random)) {
      const effort = Math.min(free, due)
      if (effort < QUARTER) continue
      part.spent += effort
      free -= effort
      given.set(task, (given.get(task) ?? 0) + effort)
    }
  }
  for (const [{ id: task, project }, effort] of given) {
    const id = timeEntryId(user.id, task, day)
    told.history.time_entries.push({ id, project, task, user: user.id, author: user.id, day, effort, comment: '' })
  }
  if (free > 0) {
    const kind = weekday(day) === 5 && random.chance(TRAINED) ? 'training' : 'internal'
    told.elsewhere.push(absence(user, day, kind, free))
  }
}

/** A day, and how many days ahead of the plan people look on it; day numbers. */
interface Horizon {
  day: number
  ahead: number
  today: number
}

/**
 * What a person should work on: half a day at least on some days, or the rest of a task; what should be over
 * first, then what lags most, more or less.
 */
function dueOf(duties: readonly Duty[], at: Horizon, random: Random): Due[] {
  const least = random.chance(HALVES) ? HALF : QUARTER
  const due = duties
    .filter(({ story, part }) => story.startedOn <= at.day && !isFinished(part))
    .map((duty) => dueNow(duty, at))
    .filter((one) => one.effort >= least || (one.effort > 0 && isLast(one)))
    .toSorted((a, b) => Number(isLast(b)) - Number(isLast(a)) || b.effort - a.effort)
  const [first, second, ...others] = due
  return first && second && random.chance(SWAPPED) ? [second, first, ...others] : due
}

/** Its plan wants all of it: what comes after it waits. */
const isLast = ({ part, effort }: Due) => part.spent + effort === part.truth

function dueNow({ task, part, story, startsOn, endsOn }: Duty, { day, ahead, today }: Horizon): Due {
  // What slips waits for somebody else: little of it can be done ahead.
  const reach = Math.ceil(ahead / (story.slipDays > 0 ? 2 : 1))
  const wanted = part.truth * wantedShare(startsOn, endsOn, day + reach - lagOn(story, day, today))
  return { task, part, effort: Math.floor((wanted - part.spent) / QUARTER) * QUARTER }
}

/** At the end of a week the doers of every task under way say what remains for each of them. */
function giveRemaining(task: PlannedTask, day: string, setting: DemoSetting, history: DemoHistory, random: Random) {
  const discipline = setting.stories.get(task.project)!.discipline
  for (const part of task.parts) {
    if (part.spent === 0 || part.saidDone) continue
    part.saidDone = isFinished(part)
    if (!part.saidDone && !random.chance(discipline)) continue
    history.remaining_estimates.push({
      id: random.id(),
      project: task.project,
      task: task.id,
      user: part.doer.id,
      day,
      remaining: part.saidDone ? 0 : believed(part),
      progress: part.saidDone ? 1000 : Math.min(950, Math.max(50, Math.round((part.spent / part.truth) * 20) * 50)),
      rank: 0,
    })
  }
}

/** What a doer believes remains: the plan at first, the truth as it comes near. */
function believed(part: PlannedPart): number {
  const seen = Math.min(1, (part.spent / part.truth) * 1.4)
  const landing = part.planned + (part.truth - part.planned) * seen
  return Math.round(Math.max(0, landing - part.spent) / QUARTER) * QUARTER
}

/** A part of somebody's day that goes to no project. */
export function absence(user: DemoUser, day: string, kind: string, effort: number) {
  return { id: absenceId(user.id, day, kind), user: user.id, day, kind, effort }
}
