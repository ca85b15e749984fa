import { daysBetween } from '@/domain/calendar/days'

export interface ActionLike {
  id: string
  due: string
  state: 'open' | 'done'
  done_on: string
}

/** Open ones first, the nearest due date first, those without one last; then what is done, the latest first. */
export function inOrderOfDue<A extends ActionLike>(actions: readonly A[]): A[] {
  return actions.toSorted(
    (a, b) =>
      Number(a.state === 'done') - Number(b.state === 'done') ||
      (a.state === 'done' ? compare(b.done_on, a.done_on) : compareDue(a.due, b.due)) ||
      compare(a.id, b.id),
  )
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

function compareDue(a: string, b: string): number {
  if (a === '' || b === '') return Number(a === '') - Number(b === '')
  return compare(a, b)
}

/** Days past the due date of an open action; 0 or less = not yet; null without one, or when it is done. */
export function daysPastDue(action: ActionLike, today: string): number | null {
  return action.due === '' || action.state === 'done' ? null : daysBetween(action.due, today)
}

/** Open and due today or before: what a badge counts. */
export const isDue = (action: ActionLike, today: string) => (daysPastDue(action, today) ?? -1) >= 0
