import { computed, type Ref } from 'vue'
import type { Span } from '@/domain/gantt/bars'
import { baselineItemId } from '@/domain/identity/derived-id'
import type { PlanItem } from '@/domain/plan/compare-plans'
import type { WbsNode } from '@/domain/progress/wbs'
import type { BaselineItem } from '@/schema/baseline'
import type { Task } from '@/schema/task'
import type { LocalWrite } from '@/sync/door'
import { useToday } from './clock'
import { useLive } from './live'
import { newId } from './new-id'
import { usePeople } from './people'
import { useSession } from './session'

interface PlanNow {
  project: () => string
  tasks: Ref<readonly Task[]>
  tree: Ref<WbsNode<Task>[]>
  spans: Ref<ReadonlyMap<string, Span>>
}

/** What the plan said when it was kept under a name, and what it says now in the same form. */
export function usePlanBaselines({ project, tasks, tree, spans }: PlanNow) {
  const session = useSession()
  const people = usePeople()
  const today = useToday()
  const baselineRows = useLive(['baselines'], (data) => data.list('baselines'), [])
  const itemRows = useLive(['baseline_items'], (data) => data.list('baseline_items'), [])

  const baselines = computed(() =>
    baselineRows.value.value
      .map(({ row }) => row)
      .filter((row) => row.project === project())
      .toSorted((a, b) => (a.taken_on < b.taken_on ? 1 : -1)),
  )

  /** What a baseline says, by task id. */
  function baselineOf(id: string): ReadonlyMap<string, BaselineItem> {
    const items = itemRows.value.value.map(({ row }) => row).filter((row) => row.baseline === id)
    return new Map<string, BaselineItem>(items.map((row) => [row.task, row]))
  }

  /** The plan as it is now: what a baseline keeps, and what it is compared with. */
  const itemsNow = computed<PlanItem[]>(() => flattened(tree.value).map((node) => itemOf(node, spans.value)))

  /** The plan as a baseline kept it, in the order of today's plan; what is gone since comes last. */
  function itemsOf(id: string): PlanItem[] {
    const kept = baselineOf(id)
    const place = new Map(itemsNow.value.map((item, index) => [item.task, index]))
    const isPhase = new Set<string>(tasks.value.filter(({ kind }) => kind === 'phase').map((task) => task.id))
    return [...kept.values()]
      .map((row): PlanItem => ({ ...row, isSum: isPhase.has(row.task) }))
      .toSorted((a, b) => (place.get(a.task) ?? Infinity) - (place.get(b.task) ?? Infinity) || 0)
  }

  /** Keeps the plan as it is now under a name, for good: tasks, days, efforts. */
  async function takeBaseline(name: string): Promise<string> {
    const id = newId()
    const scope = project()
    const baseline = { project: scope, name, taken_on: today.value, author: people.myId }
    const items = itemsNow.value.map(({ task, name, starts_on, ends_on, effort }): LocalWrite => ({
      op: 'create',
      coll: 'baseline_items',
      id: baselineItemId(id, task),
      scope,
      fields: { project: scope, baseline: id, task, name, starts_on, ends_on, effort },
    }))
    await session.open().save([{ op: 'create', coll: 'baselines', id, scope, fields: baseline }, ...items])
    return id
  }

  return { baselines, baselineOf, itemsNow, itemsOf, takeBaseline }
}

const flattened = (nodes: readonly WbsNode<Task>[]): WbsNode<Task>[] =>
  nodes.flatMap((node) => [node, ...flattened(node.children)])

/** Of a phase, the effort is the sum of what is below it. */
function itemOf(node: WbsNode<Task>, spans: ReadonlyMap<string, Span>): PlanItem {
  const { id, name, kind } = node.task
  const { from = '', to = '' } = spans.get(id) ?? {}
  const effort = Math.max(0, node.quantities.budget)
  return { task: id, name, starts_on: from, ends_on: to, effort, isSum: kind === 'phase' }
}
