import { clock, mediumDay, weekdayName } from '@/locales/format'
import { reminderToneLabel } from '@/locales/labels'
import { t } from '@/locales/translate'

/** A choice about reminders, or of the organisation, as it is read on a card. @example reminderChoiceText('from_minute', 540) // '09:00' */
export function reminderChoiceText(field: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? t('yes') : t('no')
  if (Array.isArray(value)) return value.map((day) => weekdayName(Number(day), 'long')).join(', ') || t('parked.absent')
  // Thresholds are many figures: which ones, the settings show.
  if (typeof value === 'object') return t('unknown')
  if (field.endsWith('_minute') || field === 'reminder_from' || field === 'reminder_to') return clock(Number(value))
  if (field === 'tone') return reminderToneLabel(value as never)
  return field === 'snoozed_until' ? mediumDay(String(value)) : String(value)
}
