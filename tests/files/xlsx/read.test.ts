import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { ImportFile } from '@/files/preview/import-file'
import { readXlsxTable } from '@/files/xlsx/read'
import { archive, workbook, type PartOf } from './archives'

const SMALL = [
  ['Nom', 'Durée'],
  ['Étude', '5 j'],
]
const nothing = () => undefined

async function refusalOf(bytes: Uint8Array): Promise<{ code: string; place: string; ms: number; mb: number }> {
  const from = performance.now()
  const before = process.memoryUsage().rss
  const answer = await new ImportFile().open({ kind: 'file', bytes, sheet: '' }, nothing)
  const [ms, mb] = [performance.now() - from, (process.memoryUsage().rss - before) / 1e6]
  return answer.kind === 'refused'
    ? { code: answer.code, place: answer.place, ms, mb }
    : { code: 'read', place: '', ms, mb }
}

/** The first bytes of Office's old container, and the names that tell what is in it. */
function oldContainer(name: string): Uint8Array {
  const bytes = new Uint8Array(4096)
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
  bytes.set(
    [...name].flatMap((letter) => [letter.charCodeAt(0), 0]),
    1024,
  )
  return bytes
}

const ZEROS = new Uint8Array(1024)

describe('reading a workbook', () => {
  it('gives its cells as texts: days, numbers with a point, yes and no', async () => {
    const bytes = await writeXlsx({
      sheets: [
        { name: 'Vide', rows: [] },
        {
          name: 'Plan',
          columns: [{}, { numFmt: 'dd/mm/yyyy' }, {}, {}],
          rows: [
            ['Nom', 'Début', 'Charge', 'Jalon'],
            ['Étude <1>', new Date(Date.UTC(2026, 10, 23)), 2.5, true],
          ],
        },
      ],
    })
    const table = await readXlsxTable(new Uint8Array(bytes))
    expect(table.format).toMatchObject({ kind: 'xlsx', sheet: 'Plan', sheets: ['Vide', 'Plan'] })
    expect(table.rows[1]).toEqual(['Étude <1>', '2026-11-23', '2.5', 'true'])
  })

  it('reads the sheet that is asked for', async () => {
    const rows = (name: string) => ({ name, rows: [[name]] })
    const bytes = await writeXlsx({ sheets: [rows('A'), rows('B')] })
    expect((await readXlsxTable(new Uint8Array(bytes), 'B')).rows).toEqual([['B']])
  })

  it('the smallest workbook of the tests is one', async () => {
    expect((await readXlsxTable(workbook(SMALL))).rows).toEqual(SMALL)
  })
})

describe('threat 36: a workbook that is none, or more than one, is refused in 4 s and 300 MB', () => {
  const huge = (mb: number): PartOf => ({
    name: 'xl/worksheets/sheet1.xml',
    content: Buffer.alloc(mb * 1_000_000, 0x20),
  })
  const cases: [string, () => Uint8Array, string][] = [
    [
      'a gigabyte that the directory announces',
      () => workbook(SMALL, { name: 'xl/bomb.xml', content: ZEROS, says: 1_000_000_000 }),
      'bomb',
    ],
    ['sixty megabytes packed a thousandfold', () => workbook(SMALL, huge(60)), 'bomb'],
    ['a part that unfolds into more than it says', () => workbook(SMALL, { ...huge(60), says: 1000 }), 'bomb'],
    [
      '10,000 parts',
      () => archive(Array.from({ length: 10_000 }, (_, index) => ({ name: `xl/${index}.xml`, content: '' }))),
      'too-many-parts',
    ],
    [
      'an outside entity in the shared strings',
      () =>
        workbook(SMALL, {
          name: 'xl/sharedStrings.xml',
          content:
            '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><sst><si><t>&b;</t></si></sst>',
        }),
      'entities',
    ],
    [
      'a link to another workbook',
      () => workbook(SMALL, { name: 'xl/externalLinks/externalLink1.xml', content: '<a/>' }),
      'external-link',
    ],
    ['a macro', () => workbook(SMALL, { name: 'xl/vbaProject.bin', content: ZEROS }), 'macro'],
    ['a locked part', () => workbook(SMALL, { name: 'xl/a.xml', content: '<a/>', flags: 1 }), 'encrypted'],
    ['a locked workbook', () => oldContainer('EncryptedPackage'), 'encrypted'],
    ['.xls under another name', () => oldContainer('Workbook'), 'old-excel'],
    ['a plan in the own format of MS Project', () => oldContainer('TBkndTask'), 'binary-plan'],
    [
      '.ods under another name',
      () =>
        archive([
          { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet' },
          { name: 'content.xml', content: '<a/>' },
        ]),
      'open-document',
    ],
    [
      'a letter',
      () =>
        archive([
          { name: '[Content_Types].xml', content: '<Types/>' },
          { name: 'word/document.xml', content: '<a/>' },
        ]),
      'not-a-workbook',
    ],
    ['an archive cut in the middle', () => workbook(SMALL).slice(0, 700), 'damaged'],
    ['bytes of no kind', () => new Uint8Array([1, 0, 0, 0, 5, 6, 7]), 'binary'],
    ['a printed page', () => new TextEncoder().encode('%PDF-1.7'), 'binary'],
    ['nothing', () => new Uint8Array(), 'empty'],
  ]
  it.each(cases)('threat 36: %s', async (_name, make, code) => {
    const refusal = await refusalOf(make())
    expect(refusal.code).toBe(code)
    expect(refusal.ms).toBeLessThan(4000)
    expect(refusal.mb).toBeLessThan(300)
  })

  it('cut anywhere, a workbook is refused or whole, never half read', async () => {
    const whole = workbook(SMALL)
    for (let at = 4; at < whole.length; at += 97) {
      const { code } = await refusalOf(whole.slice(0, at))
      expect(['damaged', 'binary', 'empty', 'not-a-workbook']).toContain(code)
    }
  })
})
