import { addDays, daysOfWeek, weekOf } from '@/domain/calendar/days'
import { rateOn, type RateLike } from '@/domain/budget/rates'
import { rolledUp, type CostAt } from '@/domain/closing/costs'
import { snapshotOf, type EntryAfter } from '@/domain/closing/snapshot'
import { derivedId } from '@/domain/identity/derived-id'
import { expectedEffort, type Member } from '@/domain/portfolio/summary'
import type { TotalLike } from '@/domain/progress/wbs'
import type { Task } from '@/schema/task'

type Row = Record<string, unknown>

/** What happened, as far as closings tell it. */
export interface DemoPast {
  tasks: readonly Row[]
  assignments: readonly Row[]
  memberships: readonly Row[]
  rates: readonly Row[]
  time_entries: readonly Row[]
  remaining_estimates: readonly Row[]
  milestone_moves: readonly Row[]
  flags: readonly Row[]
  actions: readonly Row[]
}

export interface ClosedProject {
  id: string
  startedOn: string
  members: readonly Member[]
}

/** The last weeks are open: they are what there is to collect and to close. */
const OPEN_WEEKS = 3
const CLOSED_WEEKS = 11
/** One phone of one project was without network for the end of this week, counted back from today. */
const LATE_WEEK = 6
const LATE_PROJECT = 0
/** One young project was never closed; another waits, a week behind the others, for what remains of its tasks. */
const NEVER_CLOSED = 11
const BEHIND = 7

/**
 * The weekly closings of each project until three weeks ago, each with the figures that its day had: what was entered, said to
 * remain, forecast and open by then. One week of one project was closed before a phone came back: the next closing says so. Not
 * everything is closed alike: one project is a week behind, one was never closed.
 */
export function demoClosings(projects: readonly ClosedProject[], past: DemoPast, author: string, today: string) {
  const sundays = Array.from({ length: CLOSED_WEEKS }, (_, index) => {
    const back = OPEN_WEEKS + CLOSED_WEEKS - 1 - index
    return daysOfWeek(weekOf(addDays(today, -7 * back))).at(-1)!
  })
  const late = new Set<Row>(lateEntries(projects[LATE_PROJECT]!.id, past, today))
  for (const entry of late) entry['late'] = true
  const daysOf = (index: number) => (index === NEVER_CLOSED ? [] : index === BEHIND ? sundays.slice(0, -1) : sundays)
  const made = projects.map((project, index) => closingsOf(project, daysOf(index), past, late, author))
  return {
    closings: made.flatMap(({ closings }) => closings),
    closing_items: made.flatMap(({ items }) => items),
    /** By project: the last day that is closed. */
    closedThrough: new Map(
      made.map(({ closings }, index) => [projects[index]!.id, String(closings.at(-1)?.['through'] ?? '')]),
    ),
  }
}

function lateEntries(project: string, { time_entries }: DemoPast, today: string): Row[] {
  const days = daysOfWeek(weekOf(addDays(today, -7 * LATE_WEEK))).slice(2)
  const ofWeek = time_entries.filter((row) => row['project'] === project && days.includes(String(row['day']) as never))
  return ofWeek.filter((row) => row['user'] === ofWeek[0]?.['user'])
}

function closingsOf(
  project: ClosedProject,
  sundays: readonly string[],
  past: DemoPast,
  late: ReadonlySet<Row>,
  author: string,
): { closings: Row[]; items: Row[] } {
  const own = (rows: readonly Row[]) => rows.filter((row) => row['project'] === project.id)
  const of = {
    ...past,
    tasks: own(past.tasks),
    assignments: own(past.assignments),
    time_entries: own(past.time_entries),
    remaining_estimates: own(past.remaining_estimates),
    milestone_moves: own(past.milestone_moves),
    flags: own(past.flags),
    actions: own(past.actions),
  }
  const rates = dayRates(project.id, past, of.time_entries)
  const closings: Row[] = []
  const items: Row[] = []
  for (const through of sundays.filter((day) => day > addDays(project.startedOn, 6))) {
    const before = closings.at(-1)
    const rank = closings.length + 1
    const id = derivedId('closing', project.id, String(rank))
    const isKnown = (row: Row) => !late.has(row) || weekOf(String(row['day'])) !== weekOf(through)
    const known = of.time_entries.filter((row) => String(row['day']) <= through && isKnown(row))
    const then = asOf(through, of, known)
    const previous = before && {
      through: String(before['through']),
      items: items.filter((item) => item['closing'] === before['id']) as never[],
    }
    const { figures, items: lines } = snapshotOf({ through, ...then, lastWords: [], previous: previous ?? null })
    const placed = lines.map((line) => ({ task: String(line.task), parent: String(line.parent) }))
    const costs = rolledUp(placed, costsOf(known, rates))
    const entered = known.filter((row) => weekOf(String(row['day'])) === weekOf(through))
    closings.push({
      id,
      project: project.id,
      through,
      rank,
      previous: before?.['id'] ?? '',
      author,
      closed_at: Date.parse(`${addDays(through, 1)}T09:12:00Z`),
      note: '',
      state: 'closed',
      reopened_by: '',
      reopened_at: 0,
      reopen_reason: '',
      ...figures,
      expected: expectedEffort(project.members, weekOf(through)),
      entered: entered.reduce((sum, row) => sum + Number(row['effort']), 0),
      open_risks: of.flags.filter(
        (row) => ['risk', 'issue'].includes(String(row['state'])) && String(row['day']) <= through,
      ).length,
      open_actions: of.actions.filter((row) => row['state'] === 'open').length,
      overdue_actions: of.actions.filter(
        (row) => row['state'] === 'open' && String(row['due']) !== '' && String(row['due']) <= through,
      ).length,
      cost: costs.all,
    })
    for (const line of lines)
      items.push({
        ...line,
        id: derivedId('closing_item', id, String(line.task)),
        project: project.id,
        closing: id,
        cost: costs.of(String(line.task)),
      })
  }
  return { closings, items }
}

/** What a day of each entry costs: looked up once, for all closings. */
function dayRates(project: string, { memberships, rates }: DemoPast, entries: readonly Row[]): Map<Row, number | null> {
  const own = rates.filter((row) => row['project'] === project) as unknown as RateLike[]
  const members = memberships.filter((row) => row['project'] === project)
  const profiles = new Map(members.map((row) => [row['user'], String(row['profile'])]))
  return new Map(entries.map((row) => [row, rateOn(own, profiles.get(row['user']) ?? '', String(row['day']))]))
}

/** As the triggers add it up: exact, with what has no rate beside it. */
function costsOf(known: readonly Row[], rates: ReadonlyMap<Row, number | null>): CostAt[] {
  const costs = new Map<string, CostAt>()
  for (const entry of known) {
    const task = String(entry['task'])
    const sum = costs.get(task) ?? { task, cost: 0, unpriced: 0 }
    const [rate, effort] = [rates.get(entry) ?? null, Number(entry['effort'])]
    if (rate === null) sum.unpriced += effort
    else sum.cost += effort * rate
    costs.set(task, sum)
  }
  return [...costs.values()]
}

/** The project as a closing of that day found it. */
function asOf(through: string, past: DemoPast, known: readonly Row[]) {
  const words = past.remaining_estimates.filter((row) => String(row['day']) <= through)
  const totals = new Map(
    past.tasks.map((task) => [String(task['id']), totalOf(String(task['id']), past, known, words)]),
  )
  const lastDay = (task: string) =>
    past.time_entries
      .filter((row) => row['task'] === task)
      .map((row) => String(row['day']))
      .toSorted()
      .at(-1) ?? ''
  const tasks = past.tasks.map((task) => {
    const id = String(task['id'])
    if (task['kind'] === 'milestone') return milestoneAt(task, past, through)
    return { ...task, state: task['state'] === 'done' && lastDay(id) <= through ? 'done' : 'open' }
  })
  const entries: EntryAfter[] = known.map((row) => ({
    task: String(row['task']),
    user: String(row['user']),
    day: String(row['day']),
    effort: Number(row['effort']),
  }))
  return { tasks: tasks as unknown as Task[], totals, entries }
}

function milestoneAt(task: Row, { milestone_moves }: DemoPast, through: string): Row {
  const moved = milestone_moves
    .filter((move) => move['task'] === task['id'] && String(move['day']) <= through)
    .toSorted((a, b) => Number(a['rank']) - Number(b['rank']))
    .at(-1)
  const isReached = String(task['actual_on']) !== '' && String(task['actual_on']) <= through
  return {
    ...task,
    forecast_on: moved?.['forecast_on'] ?? task['baseline_on'],
    actual_on: isReached ? task['actual_on'] : '',
    state: isReached ? 'done' : 'open',
  }
}

/** As the triggers add it up: the latest word of each doer, the plan for those who gave none. */
function totalOf(task: string, past: DemoPast, known: readonly Row[], words: readonly Row[]): TotalLike {
  const spent = known.filter((row) => row['task'] === task)
  const latest = new Map<string, Row>()
  for (const word of words) {
    const before = latest.get(String(word['user']))
    if (word['task'] === task && (!before || String(before['day']) <= String(word['day'])))
      latest.set(String(word['user']), word)
  }
  const silent = past.assignments.filter((row) => row['task'] === task && !latest.has(String(row['user'])))
  const said = [...latest.values()]
  const measured = said.filter((word) => word['progress'] !== null)
  const weight = (word: Row) => Number(word['remaining']) + sum(spent.filter((row) => row['user'] === word['user']))
  const weights = measured.reduce((all, word) => all + weight(word), 0)
  const progress = measured.reduce((all, word) => all + Number(word['progress']) * weight(word), 0)
  return {
    actuals: sum(spent),
    remaining: said.reduce((all, word) => all + Number(word['remaining']), 0) + sum(silent),
    unconfirmed: silent.length,
    confirmed_on: said.map((word) => String(word['day'])).toSorted()[0] ?? '',
    progress: measured.length === 0 ? null : weights === 0 ? 0 : Math.round(progress / weights),
  }
}

const sum = (rows: readonly Row[]) => rows.reduce((all, row) => all + Number(row['effort']), 0)
