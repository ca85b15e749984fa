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
  return ALERT_RULES.filter((rule) => isOn(thresholds, rule))
    .flatMap((rule) => REGISTRY[rule](watched, thresholds))
    .toSorted(inOrder)
}

function inOrder(a: Alert, b: Alert): number {
  const bySeverity = ALERT_SEVERITIES.indexOf(a.severity) - ALERT_SEVERITIES.indexOf(b.severity)
  const byRule = ALERT_RULES.indexOf(a.rule) - ALERT_RULES.indexOf(b.rule)
  return bySeverity || byRule || b.level - a.level || (a.key < b.key ? -1 : 1)
}
