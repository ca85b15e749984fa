import { UnreadableTable } from '../table/refusal'
import { MOST_COLUMNS, MOST_ROWS, type Table } from '../table/table'
import { admitWorkbook } from './door'

/**
 * A sheet of a workbook as a table of texts: the sheet of that name, else the first visible one with something in it. Formulas
 * give the value that was saved with them; nothing is computed, nothing is fetched.
 */
export async function readXlsxTable(bytes: Uint8Array, wanted = ''): Promise<Table> {
  await admitWorkbook(bytes)
  // The library is loaded when a workbook is opened, never before.
  const { readXlsx } = await import('hucre/xlsx')
  const book = await readXlsx(bytes, { maxRows: MOST_ROWS + 1 }).catch(() => {
    throw new UnreadableTable('damaged', '')
  })
  const visible = book.sheets.filter(({ hidden, veryHidden }) => !hidden && !veryHidden)
  const sheet =
    visible.find(({ name }) => name === wanted) ??
    visible.find(({ rows }) => rows.some((row) => row.some((cell) => cell !== null && cell !== ''))) ??
    visible[0]
  if (!sheet) throw new UnreadableTable('empty', '')
  const rows = sheet.rows.map((row) => row.slice(0, MOST_COLUMNS).map(cellText))
  return {
    format: { kind: 'xlsx', encoding: '', separator: '', sheet: sheet.name, sheets: visible.map(({ name }) => name) },
    rows: rows.slice(0, MOST_ROWS),
    rowCount: rows.length,
    openQuoteLine: 0,
  }
}

function cellText(cell: string | number | boolean | Date | null): string {
  if (cell === null) return ''
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : dayText(cell)
  if (typeof cell === 'number') return String(Math.round(cell * 1e9) / 1e9)
  return String(cell).trimEnd()
}

/** Spreadsheets know no time zone: the library gives their days in UTC. */
const dayText = (date: Date) => date.toISOString().slice(0, 16).replace('T00:00', '')
