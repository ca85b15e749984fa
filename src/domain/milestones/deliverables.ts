import type { DeliverableState } from '@/schema/deliverable'

interface DeliverableLike {
  id: string
  due: string
  state: DeliverableState
  name: string
}

/** What waits for somebody comes first. */
const ORDER: Record<DeliverableState, number> = { submitted: 0, planned: 1, reserved: 2, accepted: 3 }

/** To be accepted, to come, with reservations, accepted; in each the nearest due date first, those without one last. */
export function inOrderOfHandover<D extends DeliverableLike>(deliverables: readonly D[]): D[] {
  const keyOf = (one: D) => `${ORDER[one.state]} ${one.due || '9999'} ${one.name} ${one.id}`
  return deliverables.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

/** Its due date has passed and it was not handed over yet. */
export const isAwaited = (one: DeliverableLike, today: string) =>
  one.state === 'planned' && one.due !== '' && one.due < today
