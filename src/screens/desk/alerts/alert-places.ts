import type { Alert, AlertRule } from '@/domain/alerts/alert'
import type { MessageKey } from '@/locales/translate'

type Query = Record<string, string>
interface Place {
  path: string
  query: Query
}

const at = (path: string, query: Query = {}): Place => ({ path, query })

const PLACES: Record<AlertRule, { label: MessageKey; of: (alert: Alert) => Place }> = {
  'imposed-date': { label: 'alerts.open.milestone', of: ({ subject }) => at(`/milestones/${subject}`) },
  'milestone-slip': { label: 'alerts.open.milestone', of: ({ subject }) => at(`/milestones/${subject}`) },
  'project-overrun': { label: 'alerts.open.progress', of: ({ project }) => at(`/projects/${project}`) },
  'task-overrun': {
    label: 'alerts.open.progress',
    of: ({ project, subject }) => at(`/projects/${project}`, { task: subject }),
  },
  'overdue-risk': { label: 'alerts.open.risk', of: ({ subject }) => at(`/flags/${subject}`) },
  'overdue-action': { label: 'alerts.open.action', of: ({ subject }) => at(`/actions/${subject}`) },
  'over-allocation': {
    label: 'alerts.open.load',
    of: ({ subject, facts }) => at('/load', { person: subject, week: facts.from }),
  },
  'missing-weeks': {
    label: 'alerts.open.collection',
    of: ({ project, facts }) => at('/collection', { ...(project && { project }), week: facts.from }),
  },
}

/** Where the thing is that an alert is about, and what the way there is called. */
export function placeOf(alert: Alert): { label: MessageKey; to: Place } {
  const { label, of } = PLACES[alert.rule]
  return { label, to: of(alert) }
}
