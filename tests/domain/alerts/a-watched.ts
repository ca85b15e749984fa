import fc from 'fast-check'
import { addDays, addWeeks, weekOf } from '@/domain/calendar/days'
import { wbsTree } from '@/domain/progress/wbs'
import type { Watched, WatchedAction, WatchedLoad, WatchedMilestone, WatchedProject } from '@/domain/alerts/alert'
import { FULL_TIME } from '@/schema/user'
import { anId, aTask } from '@tests/builders/records'

/** What the rules look at, quiet until a test says otherwise. */

export const TODAY = '2026-11-25'
export const P = anId('project')

export const aProject = (fields: Partial<WatchedProject> = {}): WatchedProject => ({
  id: P,
  name: 'Footbridge',
  startedOn: '2026-06-01',
  milestones: [],
  roots: [],
  actions: [],
  members: [],
  ...fields,
})

export const watching = (fields: Partial<WatchedProject>, loads: WatchedLoad[] = [], today = TODAY): Watched => ({
  today,
  projects: [aProject(fields)],
  loads,
})

export const aMilestone = (fields: Partial<WatchedMilestone> = {}): WatchedMilestone => ({
  id: anId('milestone'),
  name: 'Opening',
  baseline_on: '2026-12-01',
  forecast_on: '2026-12-01',
  actual_on: '',
  imposed_on: '',
  moves: [],
  ...fields,
})

export const anAction = (fields: Partial<WatchedAction> = {}): WatchedAction => ({
  id: anId('action'),
  title: 'Book the crane',
  due: '2026-11-20',
  state: 'open',
  done_on: '',
  risk: null,
  ...fields,
})

/** One task with this budget, and what it comes to; thousandths of a day. */
export function aWork(budget: number, actuals: number, remaining: number, id = anId('task')) {
  const task = aTask({ id, project: P, original_effort: budget })
  const total = { actuals, remaining, unconfirmed: 0, confirmed_on: '', progress: null }
  return wbsTree([task], new Map([[id, total]]))
}

export const aMember = (sheets: Record<string, 'open' | 'submitted'>, allocation = 1000, user = anId('anna')) => ({
  user,
  pattern: { weekPattern: FULL_TIME, zone: 'nowhere' },
  allocation,
  sheets: new Map(Object.entries(sheets)),
})

/** The weeks to come of somebody: permille of five days, the one under way first. */
export function aLoad(shares: readonly number[], user = anId('anna'), today = TODAY): WatchedLoad {
  const cells = shares.map((share, index) => ({
    week: addWeeks(weekOf(today), index),
    demand: share * 5,
    capacity: 5000,
    rate: share / 1000,
    isOver: share > 1000,
    items: [{ task: anId('task'), project: P, amount: share * 5, isOverdue: false }],
  }))
  return { user, name: 'Anna', cells }
}

const aDay = fc.integer({ min: -60, max: 60 }).map((days) => addDays(TODAY, days) as string)
const dayOrNone = fc.option(aDay, { nil: '' })
const ids = (word: string) => fc.integer({ min: 0, max: 30 }).map((n) => anId(`${word} ${n}`))

const someMilestones = fc.uniqueArray(
  fc.record({
    id: ids('milestone'),
    name: fc.string(),
    baseline_on: dayOrNone,
    forecast_on: dayOrNone,
    actual_on: fc.oneof({ weight: 4, arbitrary: fc.constant('') }, { weight: 1, arbitrary: aDay }),
    imposed_on: dayOrNone,
    moves: fc.array(fc.record({ id: ids('move'), day: aDay, forecast_on: aDay, rank: fc.nat(5) }), { maxLength: 4 }),
  }),
  { selector: (one) => one.id, maxLength: 5 },
)

const someActions = fc.uniqueArray(
  fc.record({
    id: ids('action'),
    title: fc.string(),
    due: dayOrNone,
    state: fc.constantFrom('open' as const, 'done' as const),
    done_on: fc.constant(''),
    risk: fc.option(fc.record({ id: ids('flag'), name: fc.constant('The crane') })),
  }),
  { selector: (one) => one.id, maxLength: 6 },
)

const someTasks = fc
  .uniqueArray(
    fc.record({ id: ids('task'), budget: fc.nat(40_000), actuals: fc.nat(40_000), remaining: fc.nat(40_000) }),
    { selector: (one) => one.id, maxLength: 5 },
  )
  .map((all) => all.flatMap((one) => aWork(one.budget, one.actuals, one.remaining, one.id)))

const lastWeeks = [-1, -2, -3].map((back) => addWeeks(weekOf(TODAY), back))
const someMembers = fc.array(
  fc
    .record({
      states: fc.tuple(...lastWeeks.map(() => fc.constantFrom('open' as const, 'submitted' as const, null))),
      allocation: fc.constantFrom(0, 500, 1000),
      user: ids('user'),
    })
    .map(({ states, allocation, user }) =>
      aMember(
        Object.fromEntries(lastWeeks.flatMap((week, index) => (states[index] ? [[week, states[index]]] : []))),
        allocation,
        user,
      ),
    ),
  { maxLength: 4 },
)

const someProjects = fc.uniqueArray(
  fc.record({
    id: ids('project'),
    name: fc.string(),
    startedOn: fc.constant('2026-06-01'),
    milestones: someMilestones,
    roots: someTasks,
    actions: someActions,
    members: someMembers,
  }),
  { selector: (one) => one.id, maxLength: 3 },
)

/** A record is of one project. */
function ofOneProject(project: WatchedProject): WatchedProject {
  const own = (id: string) => anId(`${project.id} ${id}`)
  return {
    ...project,
    milestones: project.milestones.map((one) => ({ ...one, id: own(one.id) })),
    roots: project.roots.map((node) => ({ ...node, task: { ...node.task, id: own(node.task.id) } })),
    actions: project.actions.map((one) => ({
      ...one,
      id: own(one.id),
      risk: one.risk && { ...one.risk, id: own(one.risk.id) },
    })),
  }
}

const someLoads = fc.uniqueArray(
  fc
    .tuple(ids('user'), fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 6, maxLength: 6 }))
    .map(([user, shares]) => aLoad(shares, user)),
  { selector: (one) => one.user, maxLength: 4 },
)

/** Anything that the rules may come to see. */
export const anythingWatched = fc.record({
  today: fc.constant(TODAY),
  projects: someProjects.map((all) => all.map(ofOneProject)),
  loads: someLoads,
})
