import type { DeliverableState } from '@/schema/deliverable'

interface DeliverableLike {
  id: string
  due: string
  state: DeliverableState
  name: string
}

const isAccepted = (one: DeliverableLike) => one.state === 'accepted'

/** Still to be accepted first, the nearest due date first, those without one last; then what is accepted. */
export function inOrderOfHandover<D extends DeliverableLike>(deliverables: readonly D[]): D[] {
  const keyOf = (one: D) => `${isAccepted(one) ? 1 : 0} ${one.due || '9999'} ${one.name} ${one.id}`
  return deliverables.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

/** Its due date has passed and it was not handed over yet. */
export const isAwaited = (one: DeliverableLike, today: string) =>
  one.state === 'planned' && one.due !== '' && one.due < today
