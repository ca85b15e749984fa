import { daysBetween } from '@/domain/calendar/days'
import { expectedOn } from '@/domain/milestones/milestone'
import { driftBetween } from '@/domain/closing/drift'
import type { ClosingItem } from '@/schema/closing'

/** What a fact is about, in the order in which equal effects are told. */
export const NEWS_KINDS = [
  'milestone-reached',
  'milestone-slipped',
  'milestone-advanced',
  'landing-moved',
  'budget-moved',
  'task-added',
  'task-gone',
  'task-done',
  'late-time',
] as const
export type NewsKind = (typeof NEWS_KINDS)[number]

/** One fact since the closing before: a sentence is made of it, and its source opened by it. */
export interface News {
  kind: NewsKind
  /** The task or milestone that it is about. */
  subject: string
  name: string
  /** Days, or thousandths of a day, signed; 0 where the kind needs none. */
  amount: number
  /** A day that the sentence tells, '' where none. */
  day: string
  /** How much it weighs against the others: days of delay and days of effort count alike. */
  weight: number
}

type Item = Pick<
  ClosingItem,
  | 'kind'
  | 'name'
  | 'state'
  | 'original'
  | 'changes'
  | 'actuals'
  | 'remaining'
  | 'late'
  | 'baseline_on'
  | 'forecast_on'
  | 'actual_on'
  | 'imposed_on'
> & { task: string }

/** A milestone that others wait for weighs more than work inside the project. */
const MILESTONE_WEIGHT = 1.5
const REACHED_WEIGHT = 5
/** Drifts of less than half a day are noise. */
const LEAST_DRIFT = 500

/**
 * What is new between two closings: facts alone, the largest effect first, each about one thing. Comments are kept apart.
 *
 * @example whatsNew(itemsOfTheClosingBefore, itemsOfThisOne)[0] // { kind: 'milestone-slipped', name: 'Opening', amount: 14, … }
 */
export function whatsNew(before: readonly Item[], after: readonly Item[]): News[] {
  const then = new Map(before.map((item) => [item.task, item]))
  const news = [
    ...after.filter((item) => item.kind === 'milestone').flatMap((item) => milestoneNews(then.get(item.task), item)),
    ...taskNews(before, after),
    ...after
      .filter((item) => item.kind === 'task' && item.state === 'done' && then.get(item.task)?.state === 'open')
      .map((item) => fact('task-done', item, 0, 0.5)),
  ]
  return news.toSorted(
    (a, b) =>
      b.weight - a.weight || NEWS_KINDS.indexOf(a.kind) - NEWS_KINDS.indexOf(b.kind) || a.name.localeCompare(b.name),
  )
}

const fact = (kind: NewsKind, { task, name }: Pick<Item, 'task' | 'name'>, amount: number, weight: number, day = '') =>
  ({ kind, subject: task, name, amount, weight, day }) satisfies News

function milestoneNews(was: Item | undefined, is: Item): News[] {
  if (is.actual_on && !was?.actual_on) return [fact('milestone-reached', is, 0, REACHED_WEIGHT, is.actual_on)]
  const [from, to] = [was ? expectedOn(was) : '', expectedOn(is)]
  if (!from || !to || from === to) return []
  const days = daysBetween(from, to)
  return [fact(days > 0 ? 'milestone-slipped' : 'milestone-advanced', is, days, Math.abs(days) * MILESTONE_WEIGHT, to)]
}

function taskNews(before: readonly Item[], after: readonly Item[]): News[] {
  const drift = driftBetween(before, after)
  const late = drift.late === 0 ? [] : [fact('late-time', { task: '', name: '' }, drift.late, weightOf(drift.late))]
  const told = drift.tasks.flatMap((task): News[] => {
    if (task.kind === 'new') return [fact('task-added', task, task.budget, Math.max(1, weightOf(task.budget)))]
    if (task.kind === 'gone') return [fact('task-gone', task, -task.budget, Math.max(1, weightOf(task.budget)))]
    return [
      ...(Math.abs(task.restated) >= LEAST_DRIFT
        ? [fact('landing-moved', task, task.restated, weightOf(task.restated))]
        : []),
      ...(task.budget === 0 ? [] : [fact('budget-moved', task, task.budget, weightOf(task.budget))]),
    ]
  })
  return [...told, ...late]
}

/** Thousandths of a day as days. */
const weightOf = (effort: number) => Math.abs(effort) / 1000
