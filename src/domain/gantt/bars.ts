import type { WbsNode } from '@/domain/progress/wbs'

/** What a row of the plan needs of its task. */
export interface PlanTask {
  id: string
  parent: string
  kind: 'phase' | 'task' | 'milestone'
  state: 'open' | 'done'
  position: number
  original_effort: number
  approved_change: number
  physical_progress: number | null
  starts_on: string
  ends_on: string
  baseline_on: string
  forecast_on: string
  actual_on: string
}

/** The days that a row covers; '' where the plan says nothing. Of a milestone both are its one day. */
export interface Span {
  from: string
  to: string
}

/** A milestone stands on its actual, else forecast, else baseline day. */
function ownSpan(task: PlanTask): Span {
  if (task.kind !== 'milestone') return { from: task.starts_on, to: task.ends_on }
  const day = task.actual_on || task.forecast_on || task.baseline_on
  return { from: day, to: day }
}

const earliest = (days: readonly string[]) => days.filter(Boolean).toSorted()[0] ?? ''
const latest = (days: readonly string[]) => days.filter(Boolean).toSorted().at(-1) ?? ''

/** Every span of a tree by task id. A phase covers what is below it, whatever its own days say. */
export function spansOf<T extends PlanTask>(roots: readonly WbsNode<T>[]): Map<string, Span> {
  const spans = new Map<string, Span>()
  const visit = (node: WbsNode<T>): Span => {
    const below = node.children.map(visit)
    const around = { from: earliest(below.map((span) => span.from)), to: latest(below.map((span) => span.to)) }
    const span = around.from && around.to ? around : ownSpan(node.task)
    spans.set(node.task.id, span)
    return span
  }
  for (const root of roots) visit(root)
  return spans
}
