import { latestEstimates, type EstimateLike } from '@/domain/timesheet/remaining'
import { centsOf, money, type Money } from './money'
import { rateOn, type RateLike } from './rates'

export interface LabourTask {
  id: string
  state: 'open' | 'done'
  original_effort: number
  approved_change: number
}

export interface PlannedWork {
  task: string
  user: string
  effort: number
  profile?: string | undefined
}

export interface CostLike {
  /** Thousandths of a cent. */
  cost: number
  /** Thousandths of a day. */
  unpriced: number
}

export interface LabourInput {
  /** Null where the reader may not know them: nothing to come can be priced. */
  rates: readonly RateLike[] | null
  today: string
  assignments: readonly PlannedWork[]
  estimates: readonly EstimateLike[]
  /** By user id. */
  profileOf: (user: string) => string
  /** By task id: what the server keeps. */
  costs: ReadonlyMap<string, CostLike>
}

/** What remains for one doer of a task, and at which rate. Effort in thousandths of a day, rate in cents a day. */
export interface DoerToCome {
  /** '' where only a profile is planned, or nobody. */
  user: string
  profile: string
  effort: number
  /** Null where no rate is known today. */
  rate: number | null
}

/** Prices a project's labour, task by task: what was spent by the day's own rate, what remains by today's. */
export function labourPrices(input: LabourInput) {
  const assigned = grouped(input.assignments)
  const said = grouped([...latestEstimates(input.estimates).values()])
  const priced = (user: string, profile: string, effort: number): DoerToCome => ({
    user,
    profile,
    effort,
    rate: input.rates === null ? null : rateOn(input.rates, profile, input.today),
  })

  /**
   * Who still has what to do: each doer's latest word; the plan of those who gave none; all of the budget where nobody is
   * planned. The same rule as the server's totals, so that nothing that remains is left out.
   */
  function toComeOf(task: LabourTask): DoerToCome[] {
    if (task.state === 'done') return []
    const words = said.get(task.id) ?? []
    const plans = assigned.get(task.id) ?? []
    if (words.length === 0 && plans.length === 0)
      return [priced('', '', Math.max(0, task.original_effort + task.approved_change))]
    const heard = new Set(words.map(({ user }) => user))
    return [
      ...words.map((word) => priced(word.user, input.profileOf(word.user), word.remaining)),
      ...plans
        .filter(({ user }) => !heard.has(user))
        .map((plan) => priced(plan.user, plan.user ? input.profileOf(plan.user) : (plan.profile ?? ''), plan.effort)),
    ].filter(({ effort }) => effort > 0)
  }

  /** One task in cents; its budget is on the labour lines of its phase. */
  function moneyOf(task: LabourTask): Money {
    const spent = input.costs.get(task.id) ?? { cost: 0, unpriced: 0 }
    const doers = toComeOf(task)
    const unknown = input.rates === null && doers.length > 0
    const toCome = doers.reduce((sum, doer) => sum + doer.effort * (doer.rate ?? 0), 0)
    const unpriced = doers.reduce((sum, doer) => sum + (doer.rate === null ? doer.effort : 0), 0)
    return money({
      actual: centsOf(spent.cost),
      toCome: unknown ? null : centsOf(toCome),
      unpriced: spent.unpriced + (unknown ? 0 : unpriced),
    })
  }

  return { moneyOf, toComeOf }
}

function grouped<W extends { task: string }>(works: readonly W[]): Map<string, W[]> {
  const groups = new Map<string, W[]>()
  for (const work of works) {
    const group = groups.get(work.task)
    if (group) group.push(work)
    else groups.set(work.task, [work])
  }
  return groups
}
