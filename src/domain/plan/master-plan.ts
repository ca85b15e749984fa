import { spansOf, type PlanTask, type Span } from '@/domain/gantt/bars'
import { expectedOn, milestoneState, type MilestoneDates, type MilestoneState } from '@/domain/milestones/milestone'
import { weightedProgress, type WbsNode } from '@/domain/progress/wbs'

export interface MasterTask extends PlanTask, MilestoneDates {
  name: string
}

/** One project as the consolidated plan takes it. */
export interface MasterProject<T extends MasterTask> {
  id: string
  code: string
  name: string
  programme: string
  tree: readonly WbsNode<T>[]
}

export interface MasterMark {
  task: string
  name: string
  day: string
  state: MilestoneState
}

/** One line of the consolidated plan. */
export interface MasterRow extends Span {
  key: string
  kind: 'programme' | 'project' | 'phase' | 'milestone'
  project: string
  name: string
  depth: number
  /** φ in thousandths, null = unknown. */
  progress: number | null
  /** The milestones drawn on the line. */
  marks: MasterMark[]
  hasChildren: boolean
}

export interface MasterChoice {
  /** Lines below a programme or a project are shown where its key is here. */
  isOpen: (key: string) => boolean
  /** Only milestones: projects are no bars, each shows its milestones one by one. */
  milestonesOnly: boolean
  today: string
}

/**
 * Several projects on one time axis: a programme spans its projects, a project its plan with its milestones on the line, its
 * phases below. Projects come by programme, those without one last; a single programme is no level of its own.
 */
export function masterRows<T extends MasterTask>(
  projects: readonly MasterProject<T>[],
  choice: MasterChoice,
): MasterRow[] {
  const programmes = [...new Set(projects.map((project) => project.programme))].toSorted(namedFirst)
  if (programmes.length < 2) return projects.flatMap((project) => projectRows(project, 0, choice))
  return programmes.flatMap((programme) => {
    const own = projects.filter((project) => project.programme === programme)
    const below = own.map((project) => projectRows(project, 1, choice))
    const key = `programme ${programme}`
    const row: MasterRow = {
      key,
      kind: 'programme',
      project: '',
      name: programme,
      depth: 0,
      ...around(below.map(([first]) => first!)),
      progress: null,
      marks: [],
      hasChildren: true,
    }
    return [row, ...(choice.isOpen(key) ? below.flat() : [])]
  })
}

const namedFirst = (a: string, b: string) => Number(a === '') - Number(b === '') || a.localeCompare(b)

function projectRows<T extends MasterTask>(
  project: MasterProject<T>,
  depth: number,
  choice: MasterChoice,
): MasterRow[] {
  const spans = spansOf(project.tree)
  const milestones = flat(project.tree).filter(({ task }) => task.kind === 'milestone')
  const marks = milestones.flatMap(({ task }) => markOf(task, choice.today) ?? [])
  const phases = project.tree.filter((node) => node.task.kind !== 'milestone')
  const row: MasterRow = {
    key: project.id,
    kind: 'project',
    project: project.id,
    name: project.name,
    depth,
    ...around(project.tree.map((node) => spans.get(node.task.id)!)),
    progress: weightedProgress(project.tree),
    marks,
    hasChildren: (choice.milestonesOnly ? marks : phases).length > 0,
  }
  if (!choice.isOpen(project.id)) return [row]
  if (choice.milestonesOnly)
    return [row, ...marks.toSorted(byDay).map((mark) => milestoneRow(project.id, mark, depth + 1))]
  return [row, ...phases.map((node) => phaseRow(project.id, node, spans, depth + 1, choice.today))]
}

function phaseRow<T extends MasterTask>(
  project: string,
  node: WbsNode<T>,
  spans: ReadonlyMap<string, Span>,
  depth: number,
  today: string,
): MasterRow {
  const { id, name } = node.task
  const below = flat(node.children).filter(({ task }) => task.kind === 'milestone')
  const marks = below.flatMap(({ task }) => markOf(task, today) ?? [])
  const { from, to } = spans.get(id)!
  return { key: id, kind: 'phase', project, name, depth, from, to, progress: node.progress, marks, hasChildren: false }
}

function milestoneRow(project: string, mark: MasterMark, depth: number): MasterRow {
  const { task, name, day } = mark
  return {
    key: `milestone ${task}`,
    kind: 'milestone',
    project,
    name,
    depth,
    from: day,
    to: day,
    progress: null,
    marks: [mark],
    hasChildren: false,
  }
}

function markOf(task: MasterTask, today: string): MasterMark | null {
  const day = expectedOn(task)
  return day ? { task: task.id, name: task.name, day, state: milestoneState(task, today) } : null
}

const flat = <T extends MasterTask>(nodes: readonly WbsNode<T>[]): WbsNode<T>[] =>
  nodes.flatMap((node) => [node, ...flat(node.children)])

const byDay = (a: MasterMark, b: MasterMark) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.name.localeCompare(b.name))

function around(spans: readonly Span[]): Span {
  const from =
    spans
      .map((span) => span.from)
      .filter(Boolean)
      .toSorted()[0] ?? ''
  const to =
    spans
      .map((span) => span.to)
      .filter(Boolean)
      .toSorted()
      .at(-1) ?? ''
  return { from, to }
}
