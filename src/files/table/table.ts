/** Cells as text, whatever they came from: dates as YYYY-MM-DD, numbers with a point. */
export interface Table {
  format: TableFormat
  rows: string[][]
  /** Of the whole file; `rows` stops at MOST_ROWS. */
  rowCount: number
  /** The line on which a quote opens that nothing closes; 0 = none. Quotes were then read as they stand. */
  openQuoteLine: number
}

/** What was recognised, for the person to see. */
export interface TableFormat {
  kind: 'csv' | 'xlsx' | 'paste'
  /** Of a text: as it was decoded. */
  encoding: string
  /** Of a text. */
  separator: string
  /** Of a workbook: the sheet that is read, and all those it has. */
  sheet: string
  sheets: string[]
}

/** Of a plan, with its header; more lines are counted, told, and not imported. */
export const MOST_ROWS = 20_001
/** What a spreadsheet of any year fits in. */
export const MOST_COLUMNS = 200
