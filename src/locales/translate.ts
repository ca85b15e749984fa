import { computed, shallowRef } from 'vue'
import type deskFr from './desk/fr.json'
import fr from './fr.json'

/**
 * Every word on screen, French first: the French files are the source, the type of every other language. The words of the
 * desk's screens are files of their own, which a phone's start does without.
 */
export type Messages = typeof fr & typeof deskFr
type Key = keyof Messages
/** Keys that come in two forms, `key.one` and `key.other`. */
export type CountedKey = { [K in Key]: K extends `${infer Base}.other` ? Base : never }[Key]
export type MessageKey = Key
export type Language = 'fr' | 'en'
export type Params = Record<string, string | number>
type Words = Readonly<Partial<Messages>>

const language = shallowRef<Language>('fr')
const messages = shallowRef<Words>(fr)
let asked: Language = 'fr'
let isForDesk = false
let loads = 0

const WORDS: Record<Language, () => Promise<Words>> = {
  fr: () => Promise.resolve(fr),
  en: async () => (await import('./en.json')).default,
}
const DESK_WORDS: Record<Language, () => Promise<Words>> = {
  fr: async () => (await import('./desk/fr.json')).default,
  en: async () => (await import('./desk/en.json')).default,
}

export const currentLanguage = computed(() => language.value)

/** BCP 47 tag for Intl and <html lang>. */
export const languageTag = computed(() => (language.value === 'fr' ? 'fr-FR' : 'en-GB'))

export async function setLanguage(wanted: Language): Promise<void> {
  asked = wanted
  await load()
}

/** Brings the words of the desk's screens, in every language from now on. Rejects when they can't be fetched. */
export async function addDeskWords(): Promise<void> {
  if (isForDesk) return
  isForDesk = true
  await load().catch((problem: unknown) => {
    isForDesk = false
    throw problem
  })
}

let newest: Promise<void> = Promise.resolve()
const load = () => (newest = bring(++loads))

/** The newest wish holds, whichever is answered last. */
async function bring(mine: number): Promise<void> {
  const wanted = asked
  const [words, more] = await Promise.all([WORDS[wanted](), isForDesk ? DESK_WORDS[wanted]() : {}])
  if (mine !== loads) return newest
  messages.value = { ...words, ...more }
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
  return fill(messages.value[key] ?? key, params)
}

/** The right form for a count, which is also the parameter `n`. @example tn('unsent', 2) // '2 éléments en attente' */
export function tn(key: CountedKey, count: number, params?: Params): string {
  const form = pluralRules(languageTag.value).select(count) === 'one' ? 'one' : 'other'
  return fill(messages.value[`${key}.${form}` as Key] ?? key, { n: count, ...params })
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
