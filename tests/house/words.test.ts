import { describe, expect, it } from 'vitest'
import deskEn from '@/locales/desk/en.json'
import deskFr from '@/locales/desk/fr.json'
import baseEn from '@/locales/en.json'
import baseFr from '@/locales/fr.json'
import { repositoryFiles, textOf } from './tracked-files'

const fr = { ...baseFr, ...deskFr }
const en = { ...baseEn, ...deskEn }
const sources = repositoryFiles().filter((file) => /^(src|bin)\/.*\.(ts|vue)$/.test(file))
const texts = new Map(sources.map((file) => [file, textOf(file)]))
/** What is fetched with a screen of the desk, and the commands, which have all the words. */
const OF_DESK =
  /^src\/screens\/(desk|parts\/(closing|export|gantt|quality))\/|^src\/locales\/(news|quality)\.ts$|^bin\//
const isHoliday = (key: string) => key.startsWith('holiday.')
function usersOf(key: string): string[] {
  const base = key.replace(/\.(one|other)$/, '')
  return sources.filter((file) => texts.get(file)!.includes(`'${key}'`) || texts.get(file)!.includes(`'${base}'`))
}
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()

describe('the words on screen', () => {
  it('are the same keys in both languages, in order. Mend: add the missing ones', () => {
    for (const [english, french] of [
      [baseEn, baseFr],
      [deskEn, deskFr],
    ]) {
      expect(Object.keys(english!)).toEqual(Object.keys(french!))
      expect(Object.keys(french!)).toEqual(Object.keys(french!).toSorted())
    }
  })

  it('ask for the same values in both languages. Mend: use the same {names}', () => {
    for (const key of Object.keys(fr) as (keyof typeof fr)[])
      expect(placeholders(en[key]), key).toEqual(placeholders(fr[key]))
  })

  it('are all used. Mend: remove the key from both files', () => {
    expect(Object.keys(fr).filter((key) => !isHoliday(key) && usersOf(key).length === 0)).toEqual([])
  })

  it('travel with a phone only where more than the desk needs them. Mend: move the key to, or out of, locales/desk', () => {
    const isDesk = (key: string) => usersOf(key).every((file) => OF_DESK.test(file))
    expect(Object.keys(baseFr).filter((key) => !isHoliday(key) && isDesk(key))).toEqual([])
    expect(Object.keys(deskFr).filter((key) => !isDesk(key))).toEqual([])
  })

  it('live in the locale files only. Mend: give the text a key', () => {
    const accented = />[^<>{}]*[éèêàçùôîÉÈÀ][^<>{}]*</
    const found = sources.filter((file) => file.endsWith('.vue') && accented.test(templateOf(textOf(file))))
    expect(found).toEqual([])
  })

  it('count nobody against another and blame nobody. Mend: say the fact, kindly', () => {
    const unkind = /retardataire|mauvais élève|fautif|classement|en faute|laggard|offender|ranking|shame|lazy/i
    expect(Object.entries({ ...fr, ...en }).filter(([, text]) => unkind.test(text))).toEqual([])
  })
})

function templateOf(text: string): string {
  return /<template>([\s\S]*)<\/template>/.exec(text)?.[1] ?? ''
}
