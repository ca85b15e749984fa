import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText } from '@/ui/plain-text'
import { plainOptions } from '@/ui/use-chart'

describe('text for a library that inserts HTML', () => {
  it('can never open a tag, an entity or an attribute', () => {
    fc.assert(fc.property(fc.string(), (text) => !/[<>&"']/.test(plainText(text))))
  })
  it('stays readable', () => {
    expect(plainText('<img onerror=alert(1)>')).toBe('‹img onerror=alert(1)›')
    expect(plainText('Études béton')).toBe('Études béton')
  })
  it('is cleaned however deep it stands in the options of a chart, and nothing else is', () => {
    const format = (value: number) => `${value}`
    const options = { series: [{ name: '<b>', data: [1, null] }], labels: { formatter: format, show: true } }
    expect(plainOptions(options)).toEqual({ ...options, series: [{ name: '‹b›', data: [1, null] }] })
  })
})
