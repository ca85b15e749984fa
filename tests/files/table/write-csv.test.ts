import { describe, expect, it } from 'vitest'
import { readDelimited } from '@/files/times/delimited'
import { neutral, writeCsv, type CsvStyle } from '@/files/table/write-csv'
import { HOSTILE, hostilePlan } from './hostile'

const french: CsvStyle = { delimiter: ';', decimal: ',' }
const english: CsvStyle = { delimiter: ',', decimal: '.' }
const rowsOf = (text: string, style: CsvStyle) =>
  [...readDelimited(writeCsv(hostilePlan(text)[0], style), style.delimiter)].map(({ cells }) => cells)

describe('the plan as CSV', () => {
  it('writes figures as the reader’s spreadsheet reads them, days as days', () => {
    const [heads, , work, end] = rowsOf('Passerelle', french)
    const of = (head: string) => work![heads!.indexOf(head)]
    expect([of('Début'), of('Consommé (j)'), of('Avancement physique')]).toEqual(['2026-11-23', '12', '0,4'])
    expect(end![heads!.indexOf('Prédécesseurs')]).toBe('1.1FS-0.5')
  })

  it('threat 31: neutralises every text that a spreadsheet would run, in every column; figures stay figures', () => {
    for (const text of HOSTILE)
      for (const style of [french, english]) {
        const rows = rowsOf(text, style)
        expect(rows).toHaveLength(4)
        for (const cell of rows.flat()) expect(/^[=+@\t\r]/.test(cell), JSON.stringify(cell)).toBe(false)
        expect(rows[2]![1]).toBe(neutral(text))
      }
    expect(['=1', '+1', '-1', '@a', '\ta', '\ra', ' =1', 'a=1', '1-2'].map(neutral)).toEqual([
      "'=1",
      "'+1",
      "'-1",
      "'@a",
      "'\ta",
      "'\ra",
      "' =1",
      'a=1',
      '1-2',
    ])
    const negative = { name: '', columns: [{ head: 'E', kind: 'effort' as const, width: 9 }], rows: [[-1500]] }
    expect(writeCsv(negative, english)).toBe('\ufeffE\r\n-1.5\r\n')
  })
})
