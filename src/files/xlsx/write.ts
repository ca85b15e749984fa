import { writeXlsx, type CellValue, type WriteSheet } from 'hucre/xlsx'
import { dayNumber } from '@/domain/calendar/days'
import { cellText, type ColumnKind, type Table, type TableCell } from '../table/written-table'

export interface Workbook {
  /** Among the properties of the file. */
  title: string
  tables: readonly Table[]
  /** What stands at the end of a text that was cut. */
  cutMark: string
}

/** Formats of numbers; a day is written so that no country reads it otherwise. */
const FORMATS: Readonly<Record<ColumnKind, string | null>> = {
  text: null,
  day: 'yyyy-mm-dd',
  effort: '0.0##',
  share: '0%',
  count: '0',
  index: '0.00',
}
const HEAD_STYLE = { font: { bold: true }, alignment: { vertical: 'top' as const, wrapText: true } }
const DAY_MS = 86_400_000

/**
 * Tables as an Excel workbook, a sheet each, every cell of its own type: days are dates, efforts are numbers of days, and what
 * people typed is text, whatever it begins with. There is no formula in it.
 */
export async function writeWorkbook({ title, tables, cutMark }: Workbook): Promise<Uint8Array<ArrayBuffer>> {
  const names = sheetNames(tables.map(({ name }) => name))
  const sheets = tables.map((table, index) => sheetOf(table, names[index]!, cutMark))
  const bytes = await writeXlsx({ sheets, properties: { title: cellText(title, cutMark), creator: 'Jalon' } })
  return new Uint8Array(bytes)
}

function sheetOf({ columns, rows }: Table, name: string, cutMark: string): WriteSheet {
  const heads = columns.map(({ head }) => textCell(head, cutMark))
  return {
    name,
    columns: columns.map(({ width, kind }) => ({ width, ...(FORMATS[kind] ? { numFmt: FORMATS[kind] } : {}) })),
    rows: [heads, ...rows.map((row) => row.map((cell, index) => valueOf(cell, columns[index]!.kind, cutMark)))],
    cells: new Map(heads.map((value, index) => [`0,${index}`, { value, type: 'string' as const, style: HEAD_STYLE }])),
    freezePane: { rows: 1 },
  }
}

function valueOf(cell: TableCell, kind: ColumnKind, cutMark: string): CellValue {
  if (cell === null || cell === '') return null
  if (kind === 'day') return new Date(dayNumber(String(cell)) * DAY_MS)
  if (typeof cell === 'string') return textCell(cell, cutMark)
  return kind === 'effort' || kind === 'share' ? cell / 1000 : cell
}

/** Excel reads `_x0041_` within a text as the letter of that number: its own sign is written so, and nothing else is read. */
function textCell(text: string, cutMark: string): string {
  return cellText(text, cutMark).replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
}

const MOST_NAME = 31

/**
 * Names that Excel takes for sheets: at most 31 letters, without `[]:*?/\`, no apostrophe at either end, not "History", each once
 * whatever its capitals.
 *
 * @example sheetNames(['Lot 1/2', 'lot 1 2', '']) // ['Lot 1 2', 'lot 1 2 (2)', 'Sheet']
 */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>(['history'])
  return wanted.map((text) => {
    const clean = fitted(text, '')
    let name = clean
    for (let count = 2; taken.has(name.toLowerCase()); count++) name = fitted(clean, ` (${count})`)
    taken.add(name.toLowerCase())
    return name
  })
}

function fitted(text: string, ending: string): string {
  const clean = cellText(text.slice(0, 200), '')
    .replace(/[[\]:*?/\\\s\uFFFD]+/g, ' ')
    .replace(/^[' ]+/, '')
    .slice(0, MOST_NAME - ending.length)
    .replace(/[\uD800-\uDBFF]$/, '')
    .replace(/[' ]+$/, '')
  return `${clean || 'Sheet'}${ending}`
}
