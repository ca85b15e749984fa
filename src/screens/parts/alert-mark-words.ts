import { alertMarkStateLabel } from '@/locales/labels'
import { mediumDay } from '@/locales/format'

/** What somebody said of an alert as it is read on a card. @example alertMarkText('until', '2026-11-30') // '30 nov. 2026' */
export function alertMarkText(field: string, value: unknown): string {
  if (field === 'state') return alertMarkStateLabel(value as never)
  return field === 'until' ? mediumDay(String(value)) : String(value)
}
