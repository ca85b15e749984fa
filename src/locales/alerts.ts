import { ALERT_RULES, type Alert, type AlertRule, type AlertSeverity } from '@/domain/alerts/alert'
import { saidOf, type SaidForm, type SaidValue } from '@/domain/alerts/sentence'
import { days, mediumDay, percent } from './format'
import { t, tn, type CountedKey, type MessageKey } from './translate'

const RULES: Record<AlertRule, MessageKey> = {
  'imposed-date': 'alerts.rule.imposed-date',
  'milestone-slip': 'alerts.rule.milestone-slip',
  'project-overrun': 'alerts.rule.project-overrun',
  'task-overrun': 'alerts.rule.task-overrun',
  'overdue-risk': 'alerts.rule.overdue-risk',
  'overdue-action': 'alerts.rule.overdue-action',
  'over-allocation': 'alerts.rule.over-allocation',
  'missing-weeks': 'alerts.rule.missing-weeks',
}
const SEVERITIES: Record<AlertSeverity, MessageKey> = { act: 'alerts.severity.act', watch: 'alerts.severity.watch' }

type Form = { counted: CountedKey } | { plain: MessageKey }
const SENTENCES: Record<SaidForm, Form> = {
  'milestone-slip': { counted: 'alerts.said.milestone-slip' },
  'imposed-date.beyond': { counted: 'alerts.said.imposed-date.beyond' },
  'imposed-date.margin': { counted: 'alerts.said.imposed-date.margin' },
  'imposed-date.trend': { counted: 'alerts.said.imposed-date.trend' },
  'imposed-date.passed': { plain: 'alerts.said.imposed-date.passed' },
  'project-overrun': { plain: 'alerts.said.project-overrun' },
  'task-overrun': { plain: 'alerts.said.task-overrun' },
  'task-unplanned': { plain: 'alerts.said.task-unplanned' },
  'overdue-risk': { counted: 'alerts.said.overdue-risk' },
  'overdue-action': { counted: 'alerts.said.overdue-action' },
  'over-allocation': { counted: 'alerts.said.over-allocation' },
  'missing-weeks': { counted: 'alerts.said.missing-weeks' },
}

export const alertRuleLabel = (rule: AlertRule) => t(RULES[rule])
export const alertSeverityLabel = (severity: AlertSeverity) => t(SEVERITIES[severity])
/** The rules with their names, in their order. */
export const alertRuleOptions = () => ALERT_RULES.map((value) => ({ value, label: alertRuleLabel(value) }))

/** An alert as a sentence: a fact with its figures. */
export function alertText(alert: Alert): string {
  const { form, count, values } = saidOf(alert)
  const written = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, asText(value)] as const))
  const sentence = SENTENCES[form]
  return 'plain' in sentence ? t(sentence.plain, written) : tn(sentence.counted, count ?? 0, written)
}

function asText(value: SaidValue): string {
  switch (value.is) {
    case 'text':
      return value.text
    case 'day':
      return mediumDay(value.day)
    case 'week':
      return String(Number(value.week.slice(6)))
    case 'effort':
      return days(value.effort)
    case 'share':
      return percent(value.share / 1000)
  }
}
