import type { Looked, QualityCheck } from '@/domain/quality/checks'
import { days } from './format'
import { t, tn, type MessageKey } from './translate'

const TITLES: Record<QualityCheck, MessageKey> = {
  'missing-week': 'quality.missing-week',
  'unsynced-device': 'quality.unsynced-device',
  'stale-remaining': 'quality.stale-remaining',
  'no-remaining': 'quality.no-remaining',
  'no-estimate': 'quality.no-estimate',
  'no-owner': 'quality.no-owner',
  'no-dates': 'quality.no-dates',
  'past-milestone': 'quality.past-milestone',
  'progress-gap': 'quality.progress-gap',
}

/** What a check looks at, in a few words. */
export const qualityCheckLabel = (check: QualityCheck) => t(TITLES[check])

/** A finding as a sentence: a fact about the data, with its measure. */
export function qualityText({ check, name, measure }: Looked): string {
  switch (check) {
    case 'missing-week':
      return t('quality.said.missing-week', { name, days: days(measure) })
    case 'unsynced-device':
      return tn('quality.said.unsynced-device', measure, { name })
    case 'stale-remaining':
      return tn('quality.said.stale-remaining', measure, { name })
    case 'past-milestone':
      return tn('quality.said.past-milestone', measure, { name })
    case 'progress-gap':
      return t('quality.said.progress-gap', { name, points: Math.round(measure / 10) })
    case 'no-remaining':
      return t('quality.said.no-remaining', { name })
    case 'no-estimate':
      return t('quality.said.no-estimate', { name })
    case 'no-owner':
      return t('quality.said.no-owner', { name })
    case 'no-dates':
      return t('quality.said.no-dates', { name })
  }
}
