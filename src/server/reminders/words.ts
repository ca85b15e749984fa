import en from '@/locales/en.json'
import fr from '@/locales/fr.json'
import type { ReminderTone } from '@/schema/reminder-preferences'

/** The words of a reminder in the person's own language: the same ones that the app shows beforehand. */

type Messages = typeof fr
export type MessageKey = keyof Messages
type Values = Readonly<Record<string, string | number>>

const SENTENCES: Record<ReminderTone, keyof Messages> = {
  neutral: 'reminder.say.neutral',
  short: 'reminder.say.short',
  warm: 'reminder.say.warm',
}

const messagesOf = (language: string): Messages => (language === 'en' ? en : fr)

const filled = (text: string, values: Values) =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))

/** @example sentence('fr', 'short', '2026-W47', 'Anna') // 'Semaine 47 : reste à compléter.' */
export function sentence(language: string, tone: ReminderTone, week: string, name: string): string {
  return filled(messagesOf(language)[SENTENCES[tone]], { n: Number(week.slice(6)), name })
}

/** @example words('en', 'reminder.mail.open') // 'Open the week' */
export function words(language: string, key: keyof Messages, values: Values = {}): string {
  return filled(messagesOf(language)[key], values)
}
