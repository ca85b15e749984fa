import { spansOf } from '@/domain/gantt/bars'
import { expectedOn, marginOf, slipOf } from '@/domain/milestones/milestone'
import { visibleNodes, wbsTree, type TotalLike, type WbsNode } from '@/domain/progress/wbs'
import type { Dependency } from '@/schema/dependency'
import type { Task } from '@/schema/task'
import type { ColumnKind, Table, TableCell, TableColumn } from './written-table'

/** The words of the heads and codes, in the reader's language. */
export interface PlanWords {
  milestones: string
  links: string
  id: string
  number: string
  name: string
  kind: string
  start: string
  finish: string
  duration: string
  predecessors: string
  doers: string
  owner: string
  original: string
  changes: string
  budget: string
  actuals: string
  remaining: string
  landing: string
  variance: string
  progress: string
  state: string
  phase: string
  baseline: string
  forecast: string
  actual: string
  imposed: string
  slip: string
  margin: string
  predecessor: string
  successor: string
  linkType: string
  lag: string
  kinds: Readonly<Record<Task['kind'], string>>
  states: Readonly<Record<Task['state'], string>>
}

export interface PlanTableRecords {
  /** Of the project: it names the first sheet. */
  name: string
  tasks: readonly Task[]
  dependencies: readonly Pick<Dependency, 'predecessor' | 'successor' | 'type' | 'lag'>[]
  assignments: readonly { task: string; user: string }[]
  nameOf: (person: string) => string
  /** What was spent and what remains, by task; null where the reader may not know: no such column then. */
  totals: ReadonlyMap<string, TotalLike> | null
}

type Node = WbsNode<Task>
interface Column extends TableColumn {
  of: (node: Node) => TableCell
}

/** A plan as tables: the tasks in the order of the WBS with all their quantities, the milestones, the links. */
export function planTables(
  records: PlanTableRecords,
  words: PlanWords,
): [plan: Table, milestones: Table, links: Table] {
  const nodes = visibleNodes(wbsTree(records.tasks, records.totals ?? new Map()), () => false)
  const byId = new Map<string, Node>(nodes.map((node) => [node.task.id, node]))
  const milestones = nodes.filter(({ task }) => task.kind === 'milestone')
  return [
    tableOf(records.name, planColumns(records, words, byId), nodes),
    tableOf(words.milestones, milestoneColumns(words, byId), milestones),
    linkTable(records, words, byId),
  ]
}

function tableOf(name: string, columns: readonly Column[], nodes: readonly Node[]): Table {
  return {
    name,
    columns: columns.map(({ head, kind, width }) => ({ head, kind, width })),
    rows: nodes.map((node) => columns.map(({ of }) => of(node))),
  }
}

const column = (head: string, kind: ColumnKind, width: number, of: Column['of']): Column => ({ head, kind, width, of })

function planColumns(records: PlanTableRecords, words: PlanWords, byId: ReadonlyMap<string, Node>): Column[] {
  const spans = spansOf([...byId.values()].filter(({ depth }) => depth === 0))
  const before = listsOf(records.dependencies.map((link) => [link.successor, linkText(link, byId)]))
  const doers = listsOf(records.assignments.map(({ task, user }) => [task, records.nameOf(user)]))
  return [
    column(words.number, 'text', 8, ({ number }) => number),
    column(words.name, 'text', 44, ({ task }) => task.name),
    column(words.kind, 'text', 10, ({ task }) => words.kinds[task.kind]),
    column(words.start, 'day', 12, ({ task }) => spans.get(task.id)?.from ?? ''),
    column(words.finish, 'day', 12, ({ task }) => spans.get(task.id)?.to ?? ''),
    column(words.duration, 'effort', 10, ({ task }) => task.duration || null),
    column(words.predecessors, 'text', 18, ({ task }) => before.get(task.id)?.filter(Boolean).join(' ; ') ?? ''),
    column(words.doers, 'text', 24, ({ task }) => doers.get(task.id)?.filter(Boolean).join(', ') ?? ''),
    column(words.owner, 'text', 20, ({ task }) => (task.owner ? records.nameOf(task.owner) : '')),
    ...quantityColumns(words, records.totals !== null),
    column(words.progress, 'share', 12, ({ task, progress }) => (task.kind === 'milestone' ? null : progress)),
    column(words.state, 'text', 10, ({ task }) => words.states[task.state]),
    // By which a table that was worked on is recognised when it comes back, whatever its tasks are called then.
    column(words.id, 'text', 18, ({ task }) => task.id),
  ]
}

/** What is planned is everybody's to see; what was spent only who follows the project may know. */
function quantityColumns(words: PlanWords, knowsActuals: boolean): Column[] {
  const effort = (head: string, of: (node: Node) => number) =>
    column(head, 'effort', 10, (node) => (node.task.kind === 'milestone' ? null : of(node)))
  const planned = [
    effort(words.original, ({ quantities }) => quantities.original),
    effort(words.changes, ({ quantities }) => quantities.changes),
    effort(words.budget, ({ quantities }) => quantities.budget),
  ]
  if (!knowsActuals) return planned
  return [
    ...planned,
    effort(words.actuals, ({ quantities }) => quantities.actuals),
    effort(words.remaining, ({ quantities }) => quantities.remaining),
    effort(words.landing, ({ quantities }) => quantities.landing),
    effort(words.variance, ({ quantities }) => quantities.variance),
  ]
}

function milestoneColumns(words: PlanWords, byId: ReadonlyMap<string, Node>): Column[] {
  return [
    column(words.number, 'text', 8, ({ number }) => number),
    column(words.name, 'text', 44, ({ task }) => task.name),
    column(words.phase, 'text', 28, ({ task }) => byId.get(task.parent)?.task.name ?? ''),
    column(words.baseline, 'day', 12, ({ task }) => task.baseline_on),
    column(words.forecast, 'day', 12, ({ task }) => task.forecast_on),
    column(words.actual, 'day', 12, ({ task }) => task.actual_on),
    column(words.imposed, 'day', 12, ({ task }) => task.imposed_on),
    column(words.slip, 'count', 12, ({ task }) => (expectedOn(task) ? slipOf(task) : null)),
    column(words.margin, 'count', 12, ({ task }) => marginOf(task)),
    column(words.state, 'text', 10, ({ task }) => words.states[task.state]),
  ]
}

function linkTable({ dependencies }: PlanTableRecords, words: PlanWords, byId: ReadonlyMap<string, Node>): Table {
  const named = (id: string): TableCell[] => [byId.get(id)?.number ?? '', byId.get(id)?.task.name ?? '']
  const text = (head: string, width: number): TableColumn => ({ head, kind: 'text', width })
  const known = dependencies.filter(({ predecessor, successor }) => byId.has(predecessor) && byId.has(successor))
  return {
    name: words.links,
    columns: [
      text(words.number, 8),
      text(words.predecessor, 44),
      text(words.number, 8),
      text(words.successor, 44),
      text(words.linkType, 8),
      { head: words.lag, kind: 'effort', width: 10 },
    ],
    rows: known.map(({ predecessor, successor, type, lag }) => [...named(predecessor), ...named(successor), type, lag]),
  }
}

/** As planners write it. @example '2.1FS+2' */
function linkText(
  { predecessor, type, lag }: Pick<Dependency, 'predecessor' | 'type' | 'lag'>,
  byId: ReadonlyMap<string, Node>,
): string {
  const number = byId.get(predecessor)?.number
  return number ? `${number}${type}${lag ? `${lag > 0 ? '+' : ''}${lag / 1000}` : ''}` : ''
}

function listsOf(pairs: readonly (readonly [key: string, value: string])[]): Map<string, string[]> {
  const lists = new Map<string, string[]>()
  for (const [key, value] of pairs) {
    const list = lists.get(key)
    if (list) list.push(value)
    else lists.set(key, [value])
  }
  return lists
}
