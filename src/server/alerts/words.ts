import type { Alert } from '@/domain/alerts/alert'
import { saidOf, type SaidForm, type SaidValue } from '@/domain/alerts/sentence'
import type { MessageKey } from '../reminders/words'
import { words } from '../reminders/words'

/** The words of a digest in its reader's language: the sentences of the app. The engine knows no formats: they are written here. */

/** Keys that come in two forms. */
type Counted = { [K in MessageKey]: K extends `${infer Base}.other` ? Base : never }[MessageKey]
/** In French nothing and one are singular; in English only one. */
const isOne = (language: string, count: number) => (language === 'en' ? count === 1 : Math.abs(count) < 2)

/** @example counted('fr', 'alerts.mail.subject', 2) // 'Jalon : 2 points à regarder' */
export function counted(
  language: string,
  key: Counted,
  n: number,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return words(language, `${key}.${isOne(language, n) ? 'one' : 'other'}` as MessageKey, { n, ...values })
}

/** Sentences without a count have one form. */
const PLAIN: readonly SaidForm[] = ['imposed-date.passed', 'project-overrun', 'task-overrun', 'task-unplanned']

/** An alert as a sentence, as the app says it. */
export function sentence(language: string, alert: Alert): string {
  const { form, count, values } = saidOf(alert)
  const written = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, asText(language, value)] as const),
  )
  return PLAIN.includes(form)
    ? words(language, keyOf(form) as MessageKey, written)
    : counted(language, keyOf(form) as Counted, count ?? 0, written)
}

const keyOf = (form: SaidForm) => `alerts.said.${form}`

function asText(language: string, value: SaidValue): string {
  switch (value.is) {
    case 'text':
      return value.text
    case 'day':
      return value.day.split('-').toReversed().join('/')
    case 'week':
      return String(Number(value.week.slice(6)))
    case 'effort':
      return words(language, 'unit.days', { n: decimal(language, value.effort / 1000) })
    case 'share':
      return language === 'en' ? `${Math.round(value.share / 10)}%` : `${Math.round(value.share / 10)} %`
  }
}

const decimal = (language: string, value: number) => {
  const text = String(Math.round(value * 100) / 100)
  return text.replace('.', words(language, 'unit.decimal'))
}
