import { readXlsx } from 'hucre/xlsx'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeWorkbook, sheetNames } from '@/files/xlsx/write'
import { cellText } from '@/files/table/written-table'
import { partsOf } from '../../scripts/zip-parts'
import { HOSTILE, hostilePlan } from '../table/hostile'

const cutMark = ' […]'
const workbookOf = (text: string) => writeWorkbook({ title: text, tables: hostilePlan(text), cutMark })

describe('the plan as a workbook', () => {
  it('has dates as dates, efforts as days, shares as shares, texts as texts', async () => {
    const { sheets } = await readXlsx(await workbookOf('Passerelle'))
    expect(sheets.map(({ name }) => name)).toEqual(['Passerelle', 'Jalons', 'Liens'])
    const [heads, ...rows] = sheets[0]!.rows
    expect(heads!.slice(8, 15)).toEqual([
      'Responsable',
      'Charge initiale (j)',
      'Avenants (j)',
      'Budget révisé (j)',
      'Consommé (j)',
      'RAF (j)',
      'Atterrissage (j)',
    ])
    const of = (row: number, head: string) => rows[row]![heads!.indexOf(head)]
    expect(rows.map(([number]) => number)).toEqual(['1', '1.1', '1.2'])
    expect(of(1, 'Début')).toEqual(new Date('2026-11-23'))
    expect([of(1, 'Consommé (j)'), of(1, 'Atterrissage (j)'), of(1, 'Avancement physique')]).toEqual([12, 24, 0.4])
    expect(of(0, 'Consommé (j)')).toBe(12)
    expect(of(2, 'Prédécesseurs')).toBe('1.1FS-0.5')
    expect(sheets[1]!.rows[1]).toMatchObject({ 3: new Date('2026-11-27'), 4: new Date('2026-11-30'), 7: 3 })
    expect(sheets[2]!.rows[1]).toEqual(['1.1', 'Passerelle', '1.2', 'Passerelle', 'FS', -0.5])
  })

  it('threat 30: makes no formula of what people typed, in any column, sheet name or property', async () => {
    for (const text of HOSTILE) {
      const bytes = await workbookOf(text)
      const parts = partsOf(bytes)
      for (const [name, xml] of parts) expect(xml, name).not.toMatch(/<f[ >/]|<definedName|externalLink/)
      const { sheets } = await readXlsx(bytes)
      const shown = cellText(text, cutMark)
      expect(sheets[0]!.rows[2]![1]).toBe(shown)
      const workers = sheets[0]!.rows[2]![7]
      expect(workers).toBe(`${shown}, ${shown}`)
      for (const [name, xml] of parts)
        if (name.includes('worksheets/'))
          for (const [cell] of xml.matchAll(/<c (?:[^>/]|\/(?!>))*>.*?<\/c>/g))
            expect(cell).toMatch(/^<c [^>]*( t="s")?[^>]*><v>[-\d.]+<\/v>/)
    }
  })

  it('threat 33: is well-formed whatever the letters, names of sheets and lengths are', async () => {
    for (const text of [...HOSTILE, 'x'.repeat(40_000), '[]:*?/\\', "''", 'History', ''])
      for (const [name, xml] of partsOf(await workbookOf(text)))
        // oxlint-disable-next-line no-control-regex
        expect(xml, name).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/)
  })

  it('threat 33: cuts a text of 40,000 letters at what a cell holds, with a mark', async () => {
    const { sheets } = await readXlsx(await workbookOf('é'.repeat(40_000)))
    const name = String(sheets[0]!.rows[2]![1])
    expect([name.length, name.endsWith(' […]')]).toEqual([32_767, true])
  })

  it('threat 33: names sheets as Excel takes them: short, without its signs, each once', () => {
    expect(sheetNames(['Lot 1/2', 'lot 1 2', '', "'='", 'History'])).toEqual([
      'Lot 1 2',
      'lot 1 2 (2)',
      'Sheet',
      '=',
      'History (2)',
    ])
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { maxLength: 8 }), (wanted) => {
        const names = sheetNames(wanted)
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(wanted.length)
        for (const name of names) expect(name).toMatch(/^(?!')[^[\]:*?/\\]{1,31}(?<!')$/u)
      }),
    )
  })

  it('of 20,000 tasks is written in a few seconds', { timeout: 30_000 }, async () => {
    const [table] = hostilePlan('=1')
    const rows = Array.from({ length: 20_000 }, () => table.rows[1]!)
    const bytes = await writeWorkbook({ title: 'Long', tables: [{ ...table, rows }], cutMark })
    expect((await readXlsx(bytes)).sheets[0]!.rows).toHaveLength(20_001)
  })
})
