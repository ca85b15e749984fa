import { alertKey, NO_FACTS, type Alert, type FindAlerts } from '../alert'
import { overdue, weeksLate, type Late } from './overdue'

/** A flag is a sentence: enough of it to know which. */
const BRIEF = 90
function brief(sentence: string): string {
  const text = sentence.trim().replace(/\.$/, '')
  return text.length > BRIEF ? `${text.slice(0, BRIEF).trimEnd()}…` : text
}

/**
 * A risk or an issue whose response is late: what was decided about it is past its due date. amount: days past the oldest due
 * date; count: how many actions of it are; from: that date.
 */
export const overdueRisk: FindAlerts = ({ projects, today }, { risk_late }) => {
  const byRisk = new Map<string, Late[]>()
  for (const one of overdue(projects, today, risk_late))
    if (one.action.risk) byRisk.set(one.action.risk.id, [...(byRisk.get(one.action.risk.id) ?? []), one])
  return [...byRisk.values()].map((own): Alert => {
    const oldest = own.toSorted((a, b) => b.late - a.late || (a.action.id < b.action.id ? -1 : 1))[0]!
    const { id, name } = oldest.action.risk!
    return {
      key: alertKey('overdue-risk', id),
      rule: 'overdue-risk',
      severity: 'act',
      project: oldest.project,
      subject: id,
      name: brief(name),
      facts: { ...NO_FACTS, amount: oldest.late, count: own.length, from: oldest.action.due },
      level: weeksLate(oldest.late),
    }
  })
}
