import { clock, mediumDay, weekdayName } from '@/locales/format'
import { reminderToneLabel } from '@/locales/labels'
import { t } from '@/locales/translate'

/** A choice about reminders as it is read on a card. @example reminderChoiceText('from_minute', 540) // '09:00' */
export function reminderChoiceText(field: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? t('yes') : t('no')
  if (Array.isArray(value)) return value.map((day) => weekdayName(Number(day), 'long')).join(', ') || t('parked.absent')
  if (field.endsWith('_minute')) return clock(Number(value))
  if (field === 'tone') return reminderToneLabel(value as never)
  return field === 'snoozed_until' ? mediumDay(String(value)) : String(value)
}
