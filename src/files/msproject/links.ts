import { networkOf } from '@/domain/schedule/network'
import type { LinkType } from '@/schema/dependency'
import type { PlanTask, Warn } from './plan'

const HOLDS_FINISH: ReadonlySet<LinkType> = new Set(['FF', 'SF'])

/** Links that lead nowhere are left out; a loop is told, and its links stay: the person says which one is wrong. */
export function settleLinks(tasks: readonly PlanTask[], warn: Warn): void {
  const known = new Set(tasks.map(({ uid }) => uid))
  for (const task of tasks) {
    const seen = new Set<string>()
    task.links = task.links.filter(({ predUid }) => {
      if (predUid === task.uid) warn('self-link', task.uid)
      else if (!known.has(predUid)) warn('dangling-link', task.uid, predUid)
      else if (seen.has(predUid)) warn('duplicate-link', task.uid, predUid)
      else return Boolean(seen.add(predUid))
      return false
    })
  }
  for (const { uid, summary, links } of tasks)
    if (summary)
      for (const { predUid, type } of links) if (HOLDS_FINISH.has(type)) warn('summary-link', uid, `${predUid} ${type}`)
  const path = cycleOf(tasks)
  if (path) warn('cycle', path[0], path.join(' > '))
}

/** UIDs along a loop of links, or null. */
export function cycleOf(tasks: readonly PlanTask[]): string[] | null {
  const built = networkOf(
    tasks.map(({ uid, parentUid }) => ({ id: uid, parent: parentUid, duration: 0 })),
    tasks.flatMap(({ uid, links }) => links.map(({ predUid, type }) => ({ pred: predUid, succ: uid, type, lag: 0 }))),
  )
  return 'problem' in built && built.problem.code === 'cycle' ? built.problem.path : null
}
