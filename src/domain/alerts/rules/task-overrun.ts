import type { WbsNode } from '@/domain/progress/wbs'
import { alertKey, NO_FACTS, type FindAlerts, type WatchedTask } from '../alert'

/** A day more is worth being told again. Thousandths. */
const STEP = 1000
const GRAVE = 3

/** A task under way that lands above its budget. amount: the variance in thousandths of a day; count: its share of it, permille. */
export const taskOverrun: FindAlerts = ({ projects }, { task_overrun }) =>
  projects.flatMap(({ id, roots }) =>
    leavesOf(roots).flatMap(({ task, quantities: { variance, budget } }) => {
      if (task.state !== 'open' || variance <= 0 || variance <= task_overrun) return []
      return {
        key: alertKey('task-overrun', task.id),
        rule: 'task-overrun' as const,
        severity: variance > GRAVE * task_overrun ? ('act' as const) : ('watch' as const),
        project: id,
        subject: task.id,
        name: task.name,
        facts: { ...NO_FACTS, amount: variance, count: budget > 0 ? Math.round((1000 * variance) / budget) : 0 },
        level: Math.floor(variance / STEP),
      }
    }),
  )

/** Only what carries effort itself: a phase is the sum of its tasks. */
const leavesOf = (nodes: readonly WbsNode<WatchedTask>[]): WbsNode<WatchedTask>[] =>
  nodes.flatMap((node) => [...(node.task.kind === 'task' ? [node] : []), ...leavesOf(node.children)])
