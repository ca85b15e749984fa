import type { MilestoneState } from '@/domain/milestones/milestone'

/** The colour of a milestone by its state; the key beneath says which is which. */
export const MARK_LOOKS: Record<MilestoneState, string> = {
  reached: 'var(--color-green)',
  unplanned: 'var(--color-mute)',
  'on-time': 'var(--color-card)',
  slipping: 'var(--color-ochre)',
  'to-confirm': 'var(--color-ochre)',
  'imposed-threatened': 'var(--color-vermilion)',
  'imposed-passed': 'var(--color-vermilion)',
}
