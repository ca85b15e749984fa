import type { AlertRule } from '@/domain/alerts/alert'
import type { Thresholds } from '@/domain/alerts/thresholds'
import type { MessageKey } from '@/locales/translate'

type Name = { [K in keyof Thresholds]: Thresholds[K] extends number ? K : never }[keyof Thresholds]

/** One rule's threshold as it is typed: `per` of its own units make one of the unit on screen. */
export interface ThresholdField {
  rule: AlertRule
  name: Name
  label: MessageKey
  unit: MessageKey
  per: number
  /** As typed. */
  min: number
  max: number
}

export const THRESHOLD_FIELDS: readonly ThresholdField[] = [
  days('imposed-date', 'imposed_margin', 'settings.rule.imposed-date', 0, 365),
  days('milestone-slip', 'slip_days', 'settings.rule.milestone-slip', 1, 365),
  share('project-overrun', 'overrun_share', 'settings.rule.project-overrun', 0, 500),
  {
    rule: 'task-overrun',
    name: 'task_overrun',
    label: 'settings.rule.task-overrun',
    unit: 'settings.unit.effort',
    per: 1000,
    min: 0,
    max: 1000,
  },
  days('overdue-risk', 'risk_late', 'settings.rule.overdue-risk', 0, 365),
  days('overdue-action', 'action_late', 'settings.rule.overdue-action', 0, 365),
  share('over-allocation', 'load_share', 'settings.rule.over-allocation', 10, 500),
  days('missing-weeks', 'week_wait', 'settings.rule.missing-weeks', 0, 6),
]

function days(rule: AlertRule, name: Name, label: MessageKey, min: number, max: number): ThresholdField {
  return { rule, name, label, unit: 'settings.unit.days', per: 1, min, max }
}

function share(rule: AlertRule, name: Name, label: MessageKey, min: number, max: number): ThresholdField {
  return { rule, name, label, unit: 'settings.unit.share', per: 10, min, max }
}

/**
 * What was typed, in the threshold's own units; null where it is no figure between its bounds.
 *
 * @example typedThreshold({ per: 1000, min: 0, max: 1000, … }, '2,5') // 2500
 */
export function typedThreshold({ per, min, max }: Pick<ThresholdField, 'per' | 'min' | 'max'>, typed: string) {
  const text = typed.trim().replace(',', '.')
  const value = Number(text)
  const whole = Math.round(value * per)
  const isExact = per > 1 ? Math.abs(whole - value * per) < 1e-6 : Number.isInteger(value)
  return text === '' || Number.isNaN(value) || !isExact || value < min || value > max ? null : whole
}
