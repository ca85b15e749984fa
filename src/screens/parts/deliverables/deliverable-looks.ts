import type { DeliverableState } from '@/schema/deliverable'

/** The tone of a state; its words always stand beside. */
export const DELIVERABLE_TONES: Record<DeliverableState, 'neutral' | 'good' | 'warn' | 'attention'> = {
  planned: 'neutral',
  submitted: 'warn',
  accepted: 'good',
  reserved: 'attention',
}
