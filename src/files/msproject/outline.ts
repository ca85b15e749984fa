import type { PlanTask, Warn } from './plan'

/**
 * Parents from levels: the task above with a lower one. A level that jumps is brought back to what can be; a summary that its tool
 * did not flag is one when something stands below it. Task 0, which stands for the whole project, is no parent: it stays out.
 */
export function settleOutline(tasks: readonly PlanTask[], warn: Warn): void {
  const above: PlanTask[] = []
  const known = new Map(tasks.map((task) => [task.uid, task]))
  for (const task of tasks) {
    if (task.outlineLevel < 0) task.outlineLevel = 1
    if (task.outlineLevel > above.length + 1) {
      warn('bad-outline', task.uid, String(task.outlineLevel))
      task.outlineLevel = above.length + 1
    }
    above.length = Math.max(0, task.outlineLevel - 1)
    const parent = above.at(-1)
    task.parentUid = parent?.uid ?? ''
    if (parent) parent.summary = true
    if (task.outlineLevel > 0) above.push(task)
    else task.summary = true
  }
  const parents = new Set(tasks.map(({ parentUid }) => parentUid))
  // Flagged as a summary with nothing below: a leaf like any other, or its dates would come from nowhere.
  for (const task of known.values())
    if (task.summary && task.outlineLevel > 0 && !parents.has(task.uid)) task.summary = false
}
