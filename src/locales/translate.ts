import { computed, shallowRef } from 'vue'
import fr from './fr.json'

/** Every word on screen, French first: fr.json is the source, the type of every other language. */
export type Messages = typeof fr
type Key = keyof Messages
/** Keys that come in two forms, `key.one` and `key.other`. */
export type CountedKey = { [K in Key]: K extends `${infer Base}.other` ? Base : never }[Key]
export type MessageKey = Key
export type Language = 'fr' | 'en'
export type Params = Record<string, string | number>

const language = shallowRef<Language>('fr')
const messages = shallowRef<Messages>(fr)

const LOADERS: Record<Language, () => Promise<Messages>> = {
  fr: () => Promise.resolve(fr),
  en: async () => (await import('./en.json')).default,
}

export const currentLanguage = computed(() => language.value)

/** BCP 47 tag for Intl and <html lang>. */
export const languageTag = computed(() => (language.value === 'fr' ? 'fr-FR' : 'en-GB'))

export async function setLanguage(wanted: Language): Promise<void> {
  messages.value = await LOADERS[wanted]()
  language.value = wanted
}

/** The language that the device asks for, French when it asks for neither. */
export function preferredLanguage(asked: readonly string[]): Language {
  for (const tag of asked) {
    if (tag.startsWith('fr')) return 'fr'
    if (tag.startsWith('en')) return 'en'
  }
  return 'fr'
}

/** @example t('week.title', { n: 47 }) // 'Semaine 47' */
export function t(key: MessageKey, params?: Params): string {
  return fill(messages.value[key], params)
}

/** The right form for a count, which is also the parameter `n`. @example tn('unsent', 2) // '2 éléments en attente' */
export function tn(key: CountedKey, count: number, params?: Params): string {
  const form = pluralRules(languageTag.value).select(count) === 'one' ? 'one' : 'other'
  return fill(messages.value[`${key}.${form}` as Key], { n: count, ...params })
}

function fill(text: string, params: Params | undefined): string {
  if (!params) return text
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
}

const rules = new Map<string, Intl.PluralRules>()
function pluralRules(tag: string): Intl.PluralRules {
  let known = rules.get(tag)
  if (!known) rules.set(tag, (known = new Intl.PluralRules(tag)))
  return known
}
