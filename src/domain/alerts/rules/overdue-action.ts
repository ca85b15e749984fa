import { alertKey, NO_FACTS, type FindAlerts } from '../alert'
import { GRAVE_DAYS, overdue, weeksLate } from './overdue'

/** An action past its due date that answers no risk: those are told with their risk. amount: days late; from: the due date. */
export const overdueAction: FindAlerts = ({ projects, today }, { action_late }) =>
  overdue(projects, today, action_late)
    .filter(({ action }) => action.risk === null)
    .map(({ project, action, late }) => ({
      key: alertKey('overdue-action', action.id),
      rule: 'overdue-action' as const,
      severity: late >= GRAVE_DAYS ? ('act' as const) : ('watch' as const),
      project,
      subject: action.id,
      name: action.title,
      facts: { ...NO_FACTS, amount: late, from: action.due },
      level: weeksLate(late),
    }))
