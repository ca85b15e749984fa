import { missingRates } from '@/domain/budget/rates'
import { rateId } from '@/domain/identity/derived-id'
import type { BudgetLine } from '@/schema/budget-line'
import type { ChangeOrder, ChangeOrderState } from '@/schema/change-order'
import type { Rate } from '@/schema/rate'
import type { Task } from '@/schema/task'
import type { LocalWrite } from '@/sync/door'
import { newId } from './new-id'

export type LineDraft = Pick<
  BudgetLine,
  'kind' | 'phase' | 'category' | 'label' | 'budget' | 'committed' | 'actual' | 'to_commit' | 'note'
>
export type OrderDraft = Pick<ChangeOrder, 'task' | 'day' | 'label' | 'effort' | 'amount'>

interface BudgetHold {
  project: () => string
  today: () => string
  me: () => string
  rates: () => readonly Rate[]
  taskOf: (id: string) => Task | undefined
  save: (writes: readonly LocalWrite[]) => Promise<void>
}

/** What is done to a project's money. Everything of one thing done is one save. */
export function makeBudgetWriting(hold: BudgetHold) {
  const write = (op: LocalWrite['op'], coll: LocalWrite['coll'], id: string, fields: object = {}): LocalWrite => ({
    op,
    coll,
    id,
    scope: hold.project(),
    fields: { ...fields },
  })
  const changed = <Row extends object>(before: Row, draft: Partial<Row>): Partial<Row> =>
    Object.fromEntries(
      Object.entries(draft).filter(([field, value]) => before[field as keyof Row] !== value),
    ) as Partial<Row>
  const rateRow = (profile: string, starts_on: string, daily_rate: number) => ({
    project: hold.project(),
    profile,
    starts_on,
    daily_rate,
  })

  /** What a day of a profile costs from a day on; the rate of that very day is replaced. */
  async function setRate(profile: string, startsOn: string, cents: number): Promise<void> {
    const name = profile.trim()
    const id = rateId(hold.project(), name, startsOn)
    const known = hold.rates().find((rate) => rate.id === id)
    if (known?.daily_rate === cents) return
    await hold.save([
      known
        ? write('patch', 'rates', id, { daily_rate: cents })
        : write('create', 'rates', id, rateRow(name, startsOn, cents)),
    ])
  }

  const removeRate = (rate: Rate) => hold.save([write('delete', 'rates', rate.id)])

  /** Adds the rates of another project that are missing here; answers how many. */
  async function copyRates(from: string): Promise<number> {
    const all = hold.rates()
    const of = (project: string) => all.filter((rate) => rate.project === project)
    const added = missingRates(of(from), of(hold.project()))
    const creating = added.map(({ profile, starts_on, daily_rate }) =>
      write('create', 'rates', rateId(hold.project(), profile, starts_on), rateRow(profile, starts_on, daily_rate)),
    )
    if (creating.length) await hold.save(creating)
    return creating.length
  }

  async function saveLine(draft: LineDraft, before?: BudgetLine): Promise<void> {
    const { kind, ...fields } = { ...draft, label: draft.label.trim(), category: draft.category.trim() }
    if (!before)
      return hold.save([write('create', 'budget_lines', newId(), { project: hold.project(), kind, ...fields })])
    const different = changed<LineDraft>(before, fields)
    if (Object.keys(different).length) await hold.save([write('patch', 'budget_lines', before.id, different)])
  }

  const removeLine = (line: BudgetLine) => hold.save([write('delete', 'budget_lines', line.id)])
  const restoreLine = ({ id, ...fields }: BudgetLine) => hold.save([write('create', 'budget_lines', id, fields)])

  async function saveOrder(draft: OrderDraft, before?: ChangeOrder): Promise<void> {
    const fields = { ...draft, label: draft.label.trim() }
    if (!before) {
      const made = { project: hold.project(), ...fields, state: 'proposed', decided_on: '', author: hold.me() }
      return hold.save([write('create', 'change_orders', newId(), made)])
    }
    // Which task it is of stays: it would be another one.
    const { label, effort, amount } = fields
    const different = changed<Pick<OrderDraft, 'label' | 'effort' | 'amount'>>(before, { label, effort, amount })
    if (Object.keys(different).length) await hold.save([write('patch', 'change_orders', before.id, different)])
  }

  /** Decides, or takes a decision back: the effort of what is approved is part of its task's approved change, in the same save. */
  async function decide(order: ChangeOrder, state: ChangeOrderState): Promise<void> {
    const decided_on = state === 'proposed' ? '' : hold.today()
    const effect = (of: ChangeOrderState) => (of === 'approved' ? order.effort : 0)
    const difference = effect(state) - effect(order.state)
    const task = hold.taskOf(order.task)
    const writes = [write('patch', 'change_orders', order.id, { state, decided_on })]
    if (task && difference !== 0)
      writes.push(write('patch', 'tasks', task.id, { approved_change: task.approved_change + difference }))
    await hold.save(writes)
  }

  const removeOrder = (order: ChangeOrder) => hold.save([write('delete', 'change_orders', order.id)])
  const restoreOrder = ({ id, ...fields }: ChangeOrder) => hold.save([write('create', 'change_orders', id, fields)])

  return {
    setRate,
    removeRate,
    copyRates,
    saveLine,
    removeLine,
    restoreLine,
    saveOrder,
    decide,
    removeOrder,
    restoreOrder,
  }
}
