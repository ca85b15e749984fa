import type { BudgetLine } from '@/schema/budget-line'
import type { ChangeOrder } from '@/schema/change-order'
import type { Task } from '@/schema/task'
import { addMoney, money, type Money } from './money'

export type BudgetRowKind = 'labour' | 'purchase' | 'change'

/** The smallest thing that a figure is made of: a line, a task, a change order. */
export interface BudgetPart {
  kind: BudgetRowKind
  /** The top phase that it belongs to; '' = the project as a whole. */
  phase: string
  category: string
  /** The record behind it. */
  source: { coll: 'tasks' | 'budget_lines' | 'change_orders'; id: string }
  name: string
  money: Money
}

export interface BudgetRow {
  kind: BudgetRowKind
  category: string
  money: Money
  parts: BudgetPart[]
}

export interface BudgetPhase {
  /** '' = what belongs to no phase. */
  id: string
  name: string
  money: Money
  rows: BudgetRow[]
}

export interface ProjectBudget {
  money: Money
  /** All labour, all purchases, all changes. */
  kinds: Record<BudgetRowKind, Money>
  phases: BudgetPhase[]
}

export interface BudgetInput {
  tasks: readonly Task[]
  lines: readonly BudgetLine[]
  orders: readonly ChangeOrder[]
  labourOf: (task: Task) => Money
}

/**
 * A project's money by phase and category. Every figure is the sum of the parts that it opens into.
 *
 * Labour: budget of the labour lines; actual and to come of the tasks. Purchases: to come = ordered and not invoiced yet
 * (never below 0) + still to be ordered, so landing = max(committed, actual) + to commit. Change orders: approved ones add to the
 * budget; proposed and refused ones to nothing.
 */
export function budgetOf({ tasks, lines, orders, labourOf }: BudgetInput): ProjectBudget {
  const place = placeOf(tasks)
  const parts = [
    ...lines.map((line) => lineParts(line, place.phaseOf(line.phase))),
    ...tasks.filter((task) => task.kind === 'task').map((task) => taskPart(task, place.phaseOf(task.id), labourOf)),
    ...orders.filter((order) => order.state === 'approved').map((order) => orderPart(order, place.phaseOf(order.task))),
  ]
  const kindOf = (kind: BudgetRowKind) => addMoney(parts.filter((part) => part.kind === kind).map((part) => part.money))
  return {
    money: addMoney(parts.map((part) => part.money)),
    kinds: { labour: kindOf('labour'), purchase: kindOf('purchase'), change: kindOf('change') },
    phases: [...place.phases, { id: '', name: '' }].flatMap(({ id, name }) => {
      const own = parts.filter((part) => part.phase === id)
      return own.length ? [{ id, name, money: addMoney(own.map((part) => part.money)), rows: rowsOf(own) }] : []
    }),
  }
}

/** What is still to come of a purchase, in cents. @example purchaseToCome({ committed: 100, actual: 40, to_commit: 20 }) // 80 */
export function purchaseToCome(line: Pick<BudgetLine, 'committed' | 'actual' | 'to_commit'>): number {
  return Math.max(0, line.committed - line.actual) + line.to_commit
}

function lineParts(line: BudgetLine, phase: string): BudgetPart {
  const { id, kind, category, label, budget, committed, actual } = line
  const said = kind === 'labour' ? {} : { committed, actual, toCome: purchaseToCome(line) }
  const source = { coll: 'budget_lines' as const, id }
  // Time is not entered by category: the labour of a phase is one row.
  return {
    kind,
    phase,
    category: kind === 'labour' ? '' : category,
    source,
    name: label,
    money: money({ initial: budget, ...said }),
  }
}

function taskPart(task: Task, phase: string, labourOf: BudgetInput['labourOf']): BudgetPart {
  const source = { coll: 'tasks' as const, id: task.id }
  return { kind: 'labour', phase, category: '', source, name: task.name, money: labourOf(task) }
}

function orderPart({ id, label, amount }: ChangeOrder, phase: string): BudgetPart {
  const source = { coll: 'change_orders' as const, id }
  return { kind: 'change', phase, category: '', source, name: label, money: money({ changes: amount }) }
}

/** The top phases in their order, and the one above any task. What is not known belongs to the project as a whole. */
function placeOf(tasks: readonly Task[]) {
  const byId = new Map<string, Task>(tasks.map((task) => [task.id, task]))
  const top = (id: string): Task | null => {
    const seen = new Set<string>()
    let at = byId.get(id)
    while (at && byId.has(at.parent) && !seen.has(at.id)) {
      seen.add(at.id)
      at = byId.get(at.parent)
    }
    return at ?? null
  }
  const phases = tasks
    .filter((task) => task.kind === 'phase' && !byId.has(task.parent))
    .toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
  const phaseOf = (id: string) => {
    const above = top(id)
    return above?.kind === 'phase' ? above.id : ''
  }
  return { phases, phaseOf }
}

const KIND_ORDER: readonly BudgetRowKind[] = ['labour', 'purchase', 'change']

function rowsOf(parts: readonly BudgetPart[]): BudgetRow[] {
  const groups = new Map<string, BudgetPart[]>()
  for (const part of parts) {
    const key = `${KIND_ORDER.indexOf(part.kind)} ${part.category}`
    groups.set(key, [...(groups.get(key) ?? []), part])
  }
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, own]) => ({
      kind: own[0]!.kind,
      category: own[0]!.category,
      money: addMoney(own.map((part) => part.money)),
      parts: own,
    }))
}
