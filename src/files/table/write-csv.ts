import { cellText, type ColumnKind, type Table, type TableCell } from './written-table'

/** How the reader's spreadsheet parts cells and decimals: `;` and `,` in French, `,` and `.` in English. */
export interface CsvStyle {
  delimiter: ',' | ';'
  decimal: ',' | '.'
}

const CUT = ' […]'

/**
 * A table as CSV, in UTF-8 with its mark, so that spreadsheets read accents. Text that a spreadsheet would run as a formula gets an
 * apostrophe in front; figures stay figures.
 *
 * @example writeCsv({ name: '', columns: [{ head: 'Nom', kind: 'text', width: 9 }], rows: [['=1+1']] }, style) // '\ufeffNom\r\n\'=1+1\r\n'
 */
export function writeCsv({ columns, rows }: Table, style: CsvStyle): string {
  const lines = [
    columns.map(({ head }) => quoted(neutral(head), style)),
    ...rows.map((row) => row.map((cell, index) => quoted(written(cell, columns[index]!.kind, style), style))),
  ]
  return `\ufeff${lines.map((line) => `${line.join(style.delimiter)}\r\n`).join('')}`
}

function written(cell: TableCell, kind: ColumnKind, { decimal }: CsvStyle): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return kind === 'day' ? cell : neutral(cell)
  const figure = kind === 'effort' || kind === 'share' ? cell / 1000 : kind === 'index' ? cell.toFixed(2) : cell
  return String(figure).replace('.', decimal)
}

/** @example neutral('-2+3') // "'-2+3" */
export function neutral(text: string): string {
  const clean = cellText(text, CUT)
  return /^\s*[=+\-@]|^[\t\r]/.test(clean) ? `'${clean}` : clean
}

function quoted(text: string, { delimiter }: CsvStyle): string {
  return text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
