import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCsv, readPasted } from '@/files/csv/read'
import { splitText } from '@/files/csv/split'
import { MOST_ROWS } from '@/files/table/table'

const utf8 = (text: string) => new TextEncoder().encode(text)
const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

describe('reading values between separators', () => {
  it('threat 37: latin-1, a mark of UTF-8 and UTF-16 are read to the letter, and named', () => {
    expect(readCsv(latin1('Tâche;Durée\nÉtude;5'))).toMatchObject({
      format: { encoding: 'windows-1252', separator: ';' },
      rows: [
        ['Tâche', 'Durée'],
        ['Étude', '5'],
      ],
    })
    expect(readCsv(utf8('\uFEFFTâche;Durée')).rows).toEqual([['Tâche', 'Durée']])
    const wide = new Uint8Array([
      0xff,
      0xfe,
      ...[...'Tâche\tDurée'].flatMap((one) => [one.charCodeAt(0) & 255, one.charCodeAt(0) >> 8]),
    ])
    expect(readCsv(wide)).toMatchObject({
      format: { encoding: 'utf-16le', separator: '\t' },
      rows: [['Tâche', 'Durée']],
    })
  })

  it.each([';', ',', '\t', '|'])(
    'threat 37: the separator %s is recognised, commas of numbers are not taken for one',
    (separator) => {
      const row = (name: string, amount: string) =>
        [name, separator === ',' ? `"${amount}"` : amount, '2026-11-23'].join(separator)
      const table = readCsv(
        utf8(['Nom', 'Charge', 'Début'].join(separator) + '\n' + row('A', '1,5') + '\n' + row('B', '2,5')),
      )
      expect(table.format.separator).toBe(separator)
      expect(table.rows[1]).toEqual(['A', '1,5', '2026-11-23'])
    },
  )

  it('threat 37: a quote that nothing closes is told with its line, and nothing of the file is lost', () => {
    const table = readCsv(utf8('Nom;Durée\nA;1\n"B;2\nC;3'))
    expect(table.openQuoteLine).toBe(3)
    expect(table.rows).toEqual([
      ['Nom', 'Durée'],
      ['A', '1'],
      ['"B', '2'],
      ['C', '3'],
    ])
  })

  it('threat 37: one column is a list of tasks', () => {
    expect(readCsv(utf8('Étude\nTravaux\nRecette')).rows).toEqual([['Étude'], ['Travaux'], ['Recette']])
  })

  it('threat 37: 500,000 lines are counted in a moment, and no more are kept than a plan may have', () => {
    const line = 'Poser les câbles;2026-11-23;5;Anna'
    const bytes = utf8(Array.from({ length: 500_000 }, () => line).join('\n'))
    const from = performance.now()
    const table = readCsv(bytes)
    expect(performance.now() - from).toBeLessThan(4000)
    expect(table.rowCount).toBe(500_000)
    expect(table.rows).toHaveLength(MOST_ROWS)
    // Of one column too: each mark is looked for once.
    const again = performance.now()
    expect(readCsv(utf8('x\n'.repeat(500_000))).rowCount).toBe(500_000)
    expect(performance.now() - again).toBeLessThan(4000)
  })

  it("Excel's own line about the separator, carriage returns alone, and the end of the last line say nothing", () => {
    expect(readCsv(utf8('sep=,\r\na,b\r\n')).rows).toEqual([['a', 'b']])
    expect(readPasted('a\tb\rc\td\r').rows).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  })

  it('whatever was written between quotes is read back', () => {
    const cell = fc.string({ maxLength: 12 }).filter((text) => !text.includes('\r'))
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 }), (rows) => {
        const text = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(';')).join('\n')
        expect(splitText(text, ';').rows).toEqual(rows)
      }),
    )
  })

  it('is refused with a code where it is no text', () => {
    expect(() => readCsv(new Uint8Array())).toThrow('empty')
    expect(() => readCsv(utf8('  \n'))).toThrow('empty')
    expect(() => readCsv(new Uint8Array([65, 0, 0, 0, 66, 1, 2, 3]))).toThrow('binary')
  })
})
