import { afterEach, expect, it } from 'vitest'
import { addDeskWords, setLanguage, t } from '@/locales/translate'

afterEach(() => setLanguage('fr'))

it('the words of the desk come when a screen of the desk asks for them, and follow the language from then on', async () => {
  expect(t('week.short', { n: 47 })).toBe('S47')
  await addDeskWords()
  expect(t('closing.title')).toBe('Clôture')
  await setLanguage('en')
  expect([t('closing.title'), t('week.short', { n: 47 })]).toEqual(['Closing', 'W47'])
})

it('the newest wish for a language holds, and whoever asked before waits for it', async () => {
  const first = setLanguage('en')
  const second = setLanguage('fr')
  await first
  expect(t('week.short', { n: 47 })).toBe('S47')
  await second
  expect(t('week.short', { n: 47 })).toBe('S47')
})
