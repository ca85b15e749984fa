import { describe, expect, it } from 'vitest'
import en from '@/locales/en.json'
import fr from '@/locales/fr.json'
import { repositoryFiles, textOf } from './tracked-files'

const sources = repositoryFiles().filter((file) => /^(src|bin)\/.*\.(ts|vue)$/.test(file))
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()

describe('the words on screen', () => {
  it('are the same keys in both languages, in order. Mend: add the missing ones', () => {
    expect(Object.keys(en)).toEqual(Object.keys(fr))
  })

  it('ask for the same values in both languages. Mend: use the same {names}', () => {
    for (const key of Object.keys(fr) as (keyof typeof fr)[])
      expect(placeholders(en[key]), key).toEqual(placeholders(fr[key]))
  })

  it('are all used. Mend: remove the key from both files', () => {
    const code = sources.map(textOf).join('\n')
    const unused = Object.keys(fr).filter((key) => {
      const base = key.replace(/\.(one|other)$/, '')
      return !code.includes(`'${key}'`) && !code.includes(`'${base}'`) && !key.startsWith('holiday.')
    })
    expect(unused).toEqual([])
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
