import { addDays } from '@/domain/calendar/days'
import { derivedId, rateId } from '@/domain/identity/derived-id'
import { CHANGES, kindOf, LEADERS, PROFILES, PURCHASES, UNFINISHED, type PurchaseStory } from './budget-stories'
import type { DemoUser } from './people'
import type { DemoPlan, PlannedTask } from './plan'
import type { Story } from './stories'

type Row = Record<string, unknown>

export interface DemoBudget {
  rates: Row[]
  budget_lines: Row[]
  change_orders: Row[]
}

/** What the story needs to know of a project. */
export interface BudgetProject {
  story: Story
  id: string
  manager: string
  team: readonly DemoUser[]
  startedOn: string
  plan: DemoPlan
}

/** A rate grows by 3 % in the middle of what is told, rounded to 5 of the currency's own unit. */
const RAISE = 1.03
const RATE_STEP = 500
const HUNDRED = 10_000
/** A project that is heavier than this buys dearer as well. */
const DEARER_FROM = 1.1

/** What everybody of a project works as: the same for the same place in the team. */
export function demoProfile(story: Story, place: number): string {
  const profiles = PROFILES[kindOf(story)]
  return profiles[place % profiles.length]!.name
}

/** Rates, budgets, purchases and change orders that tell the same stories as the time does. */
export function demoBudget(projects: readonly BudgetProject[], today: string): DemoBudget {
  return {
    rates: projects.flatMap((project) => ratesOf(project, today)),
    budget_lines: projects.flatMap((project) => [...labourLines(project), ...purchaseLines(project, today)]),
    change_orders: projects.flatMap((project, index) => ordersOf(project, index, today)),
  }
}

function ratesOf({ story, id, startedOn }: BudgetProject, today: string): Row[] {
  const raisedOn = addDays(today, -Math.round((7 * story.startedWeeksAgo) / 2))
  const row = (profile: string, starts_on: string, daily_rate: number) => ({
    id: rateId(id, profile, starts_on),
    project: id,
    profile,
    starts_on,
    daily_rate,
  })
  return [...PROFILES[kindOf(story)], ...LEADERS]
    .filter(({ name }) => story.code !== UNFINISHED.code || name !== UNFINISHED.profile)
    .flatMap(({ name, rate }) => [
      row(name, startedOn, rate),
      row(name, raisedOn, Math.round((rate * RAISE) / RATE_STEP) * RATE_STEP),
    ])
}

/** What the work of these tasks was to cost, as planned before any change; cents. */
function plannedCost(project: BudgetProject, leaves: readonly PlannedTask[]): number {
  const { story, team, plan } = project
  const rateOf = (doer: DemoUser) =>
    PROFILES[kindOf(story)].find((one) => one.name === demoProfile(story, team.indexOf(doer)))!.rate
  const originalOf = (leaf: PlannedTask) =>
    Number(plan.tasks.find((task) => task['id'] === leaf.id)!['original_effort'])
  return leaves.reduce((sum, leaf) => {
    const mean = leaf.parts.reduce((total, { doer }) => total + rateOf(doer), 0) / leaf.parts.length
    return sum + (originalOf(leaf) * mean) / 1000
  }, 0)
}

const hundreds = (cents: number) => Math.round(cents / HUNDRED) * HUNDRED

const phasesOf = ({ plan }: BudgetProject) => plan.tasks.filter((task) => task['kind'] === 'phase')

function line(project: BudgetProject, phase: Row, label: string, fields: Row): Row {
  return {
    id: derivedId('demo-budget', project.id, label, String(phase['id'])),
    project: project.id,
    phase: phase['id'],
    label,
    committed: 0,
    actual: 0,
    to_commit: 0,
    note: '',
    ...fields,
  }
}

function labourLines(project: BudgetProject): Row[] {
  return phasesOf(project).map((phase, index) => {
    const budget = hundreds(
      plannedCost(
        project,
        project.plan.leaves.filter((leaf) => leaf.phase === index),
      ),
    )
    return line(project, phase, `Équipe, ${String(phase['name']).toLowerCase()}`, {
      kind: 'labour',
      category: '',
      budget,
    })
  })
}

function purchaseLines(project: BudgetProject, today: string): Row[] {
  const labour = plannedCost(project, project.plan.leaves)
  const phases = phasesOf(project)
  return PURCHASES[kindOf(project.story)].flatMap((story) => {
    const phase = phases[story.phase]
    if (!phase) return []
    const budget = hundreds((labour * story.share) / 1000)
    const bought = {
      kind: 'purchase',
      category: story.category,
      budget,
      ...purchased(project.story, story, budget, phase, today),
    }
    return [line(project, phase, story.label, bought)]
  })
}

/** Of a phase that is over all is invoiced; of one under way part of it; of one to come nothing is ordered. */
function purchased(story: Story, purchase: PurchaseStory, budget: number, phase: Row, today: string): Row {
  const isDearer = story.truth > DEARER_FROM
  const price = hundreds(budget * (isDearer ? 1 + (story.truth - 1) / 2 : Math.min(1, story.truth)))
  const note = isDearer ? purchase.dearer : ''
  if (String(phase['ends_on']) < today) return { committed: price, actual: price, note }
  if (String(phase['starts_on']) > today) return { to_commit: budget }
  const committed = hundreds(price * 0.7)
  return { committed, actual: hundreds(committed * 0.4), to_commit: price - committed, note }
}

function ordersOf(project: BudgetProject, index: number, today: string): Row[] {
  const { story, id, manager, plan } = project
  const words = CHANGES[kindOf(story)]
  const row = (label: string, fields: Row) => ({
    id: derivedId('demo-change', id, label),
    project: id,
    task: '',
    label,
    effort: 0,
    decided_on: '',
    author: manager,
    ...fields,
  })
  const priced = (leaf: PlannedTask, effort: number) => hundreds((plannedCost(project, [leaf]) * effort) / leaf.planned)
  const approved = plan.leaves.flatMap((leaf) => {
    const effort = Number(plan.tasks.find((task) => task['id'] === leaf.id)!['approved_change'])
    if (effort === 0) return []
    const decided = { state: 'approved', day: addDays(today, -41), decided_on: addDays(today, -33) }
    return [row(words.approved, { task: leaf.id, effort, amount: priced(leaf, effort), ...decided })]
  })
  const next = plan.leaves.filter((leaf) => leaf.phase === 2).at(-1)
  const proposed = next
    ? [
        row(words.proposed, {
          task: next.id,
          effort: 6000,
          amount: priced(next, 6000) + 40 * HUNDRED,
          state: 'proposed',
          day: addDays(today, -6 - index),
        }),
      ]
    : []
  const declined = {
    state: 'refused',
    day: addDays(today, -30),
    decided_on: addDays(today, -19),
    amount: 250 * HUNDRED,
  }
  return [...approved, ...(index % 2 === 0 ? proposed : []), ...(index % 3 === 0 ? [row(words.refused, declined)] : [])]
}
