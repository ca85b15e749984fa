import type { BroughtCell } from '@/domain/timesheet/bring-in'
import { refusalLabel } from '@/locales/refusals'
import { t, type MessageKey } from '@/locales/translate'
import type { ReadTimes, TimesFormat, TimesRefusal, TimesWarning } from '@/stores/times-file'

/** What the reader of a file says, in words. Closed tables: a new code without words does not compile. */

const FORMATS: Record<TimesFormat, MessageKey> = {
  toggl: 'bring.format.toggl',
  clockify: 'bring.format.clockify',
  harvest: 'bring.format.harvest',
  kimai: 'bring.format.kimai',
  redmine: 'bring.format.redmine',
  generic: 'bring.format.generic',
}
const REFUSALS: Record<TimesRefusal, MessageKey> = {
  empty: 'bring.refused.empty',
  'too-large': 'bring.refused.too-large',
  workbook: 'bring.refused.workbook',
  'not-text': 'bring.refused.not-text',
  'not-a-table': 'bring.refused.not-a-table',
  'one-column': 'bring.refused.one-column',
  'no-columns': 'bring.refused.no-columns',
}
const WARNINGS: Record<TimesWarning['code'], MessageKey> = {
  date: 'bring.warning.date',
  duration: 'bring.warning.duration',
  'unit-unknown': 'bring.warning.unit-unknown',
  negative: 'bring.warning.negative',
  'too-many-cells': 'bring.warning.too-many-cells',
  'stray-quote': 'bring.warning.stray-quote',
  'control-characters': 'bring.warning.control-characters',
  'mixed-date-orders': 'bring.warning.mixed-date-orders',
}

export const formatLabel = ({ format }: ReadTimes) => t(FORMATS[format])
export const refusedLabel = (code: TimesRefusal) => t(REFUSALS[code])
export const warningLabel = (code: TimesWarning['code']) => t(WARNINGS[code])
export const faultLabel = (fault: NonNullable<BroughtCell['fault']>) =>
  fault === 'too-old' ? t('bring.tooOld') : refusalLabel('invalid', fault)
