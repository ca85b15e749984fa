import { ALERT_RULES, ALERT_SEVERITIES, type Alert, type AlertRule, type FindAlerts, type Watched } from './alert'
import { imposedDate } from './rules/imposed-date'
import { milestoneSlip } from './rules/milestone-slip'
import { missingWeeks } from './rules/missing-weeks'
import { overAllocation } from './rules/over-allocation'
import { overdueAction } from './rules/overdue-action'
import { overdueRisk } from './rules/overdue-risk'
import { projectOverrun } from './rules/project-overrun'
import { taskOverrun } from './rules/task-overrun'
import { isOn, type Thresholds } from './thresholds'

/** A new rule is one file beside, one line here, its code in alert.ts and its words. */
const REGISTRY: Record<AlertRule, FindAlerts> = {
  'imposed-date': imposedDate,
  'milestone-slip': milestoneSlip,
  'project-overrun': projectOverrun,
  'task-overrun': taskOverrun,
  'overdue-risk': overdueRisk,
  'overdue-action': overdueAction,
  'over-allocation': overAllocation,
  'missing-weeks': missingWeeks,
}

/**
 * Everything that the rules have to say, what is to be acted on first. The order of what they look at changes nothing.
 *
 * @example alertsOf({ today: '2026-11-25', projects: [], loads: [] }, DEFAULT_THRESHOLDS) // []
 */
export function alertsOf(watched: Watched, thresholds: Thresholds): Alert[] {
  const all = ALERT_RULES.filter((rule) => isOn(thresholds, rule)).flatMap((rule) =>
    REGISTRY[rule](watched, thresholds),
  )
  return onceAMilestone(all).toSorted(inOrder)
}

/** Its imposed date says it already: that it slips as well would be the same thing twice. */
function onceAMilestone(alerts: readonly Alert[]): Alert[] {
  const imposed = new Set(alerts.filter(({ rule }) => rule === 'imposed-date').map(({ subject }) => subject))
  return alerts.filter(({ rule, subject }) => rule !== 'milestone-slip' || !imposed.has(subject))
}

/** People stand in the order of their names, never of their figures. */
const NAMED: AlertRule = 'over-allocation'

function inOrder(a: Alert, b: Alert): number {
  const bySeverity = ALERT_SEVERITIES.indexOf(a.severity) - ALERT_SEVERITIES.indexOf(b.severity)
  const byRule = ALERT_RULES.indexOf(a.rule) - ALERT_RULES.indexOf(b.rule)
  const byName = a.rule === NAMED && a.name !== b.name ? (a.name < b.name ? -1 : 1) : 0
  return bySeverity || byRule || byName || b.level - a.level || (a.key < b.key ? -1 : 1)
}
