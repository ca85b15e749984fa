import type { Looked, QualityCheck } from '@/domain/quality/checks'
import type { MessageKey } from '@/locales/translate'

const PLACES: Record<QualityCheck, { label: MessageKey; path: (subject: string, project: string) => string }> = {
  'missing-week': { label: 'quality.toCollection', path: () => '/collection' },
  'unsynced-device': { label: 'quality.toCollection', path: () => '/collection' },
  'stale-remaining': { label: 'quality.toProgress', path: (_, project) => `/projects/${project}` },
  'no-remaining': { label: 'quality.toProgress', path: (_, project) => `/projects/${project}` },
  'no-estimate': { label: 'quality.toPlan', path: (_, project) => `/projects/${project}/plan` },
  'no-owner': { label: 'quality.toPlan', path: (_, project) => `/projects/${project}/plan` },
  'no-dates': { label: 'quality.toPlan', path: (_, project) => `/projects/${project}/plan` },
  'past-milestone': { label: 'quality.toMilestone', path: (subject) => `/milestones/${subject}` },
  'progress-gap': { label: 'quality.toProgress', path: (_, project) => `/projects/${project}` },
}

/** The one thing to do about a finding, and where. */
export function actionOf({ check, subject }: Looked, project: string): { label: MessageKey; to: string } {
  const { label, path } = PLACES[check]
  return { label, to: path(subject, project) }
}
