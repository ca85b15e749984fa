import { afterEach, describe, expect, it } from 'vitest'
import {
  dayRange,
  days,
  effort,
  fraction,
  longDay,
  money,
  percent,
  plainMoney,
  signedEffort,
  tenths,
} from '@/locales/format'
import { preferredLanguage, setLanguage, t, tn } from '@/locales/translate'

/** Narrow and no-break spaces are right in French; for reading here they are plain. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')
afterEach(() => setLanguage('fr'))

describe('figures and days in words', () => {
  it('are French by default', () => {
    expect([days(3750), effort(12000), signedEffort(4000), fraction(750)]).toEqual(['3,75 j', '12', '+4', '¾'])
    expect([tenths(95_563), days(tenths(95_563))]).toEqual([95_600, '95,6 j'])
    expect([percent(0.2), percent(null), percent(0.125, { signed: true })].map(plain)).toEqual(['20 %', '–', '+13 %'])
    expect(longDay('2026-11-19')).toBe('jeudi 19 novembre')
    expect(plain(dayRange('2026-11-16', '2026-11-20'))).toContain('novembre 2026')
  })

  it('tell money in its currency, with cents only where an amount is opened', async () => {
    const told = () =>
      [money(1_250_050, 'EUR'), money(1_250_050, 'EUR', { exact: true }), money(-90_000, 'CHF', { signed: true })].map(
        plain,
      )
    expect(told()).toEqual(['12 501 €', '12 500,50 €', '-900 CHF'])
    // A currency that nobody knows is not a reason to show nothing.
    expect(plain(money(100, 'euros'))).toBe('1 €')
    expect(plainMoney(125_050)).toBe('1250,50')
    await setLanguage('en')
    expect(told()).toEqual(['€12,501', '€12,500.50', '-CHF 900'])
  })

  it('are English when English is chosen', async () => {
    await setLanguage('en')
    expect([days(3750), percent(0.2), longDay('2026-11-19')]).toEqual(['3.75 d', '20%', 'Thursday 19 November'])
    expect(t('week.title', { n: 47 })).toBe('Week 47')
  })

  it('choose the form that the count asks for', async () => {
    expect([tn('sync.items', 0), tn('sync.items', 1), tn('sync.items', 2)]).toEqual([
      '0 élément',
      '1 élément',
      '2 éléments',
    ])
    await setLanguage('en')
    expect([tn('sync.items', 0), tn('sync.items', 1)]).toEqual(['0 items', '1 item'])
  })

  it('a day is the same day in every time zone of the machine', () => {
    expect(longDay('2026-03-29')).toBe('dimanche 29 mars')
    expect(longDay('2026-10-25')).toBe('dimanche 25 octobre')
  })

  it('the first language of the two that the device asks for wins', () => {
    expect(preferredLanguage(['de-DE', 'en-US', 'fr'])).toBe('en')
    expect(preferredLanguage(['de-DE'])).toBe('fr')
  })
})
