import type { MilestoneState } from '@/domain/milestones/milestone'
import { SLIPS_TOLD, type MilestoneReading } from '@/domain/milestones/watch'
import { mediumDay } from '@/locales/format'
import { t } from '@/locales/translate'

/** The tone of a state; its words always stand beside. */
export const STATE_TONES: Record<MilestoneState, 'neutral' | 'good' | 'warn' | 'attention'> = {
  reached: 'neutral',
  unplanned: 'neutral',
  'on-time': 'good',
  slipping: 'warn',
  'to-confirm': 'warn',
  'imposed-threatened': 'attention',
  'imposed-passed': 'attention',
}

/** What its trend says beyond its state, in sentences. */
export function warningsOf(reading: Pick<MilestoneReading, 'inARow' | 'meetsImposed'>): string[] {
  return [
    ...(reading.meetsImposed ? [t('milestones.meetsImposed', { day: mediumDay(reading.meetsImposed) })] : []),
    ...(reading.inARow >= SLIPS_TOLD ? [t('milestones.inARow', { n: reading.inARow })] : []),
  ]
}
