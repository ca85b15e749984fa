import { MOST_COLUMNS, MOST_ROWS } from '../table/table'

export interface SplitText {
  rows: string[][]
  /** All of them, also beyond MOST_ROWS. */
  rowCount: number
  /** Where a quote opens that nothing closes, or -1. */
  openQuoteAt: number
}

/**
 * A text into rows of cells. A quoted cell may hold separators, line ends and doubled quotes. `quotes: false` reads quotes as
 * they stand.
 * @example splitText('a;"b;c"', ';').rows // [['a', 'b;c']]
 */
export function splitText(text: string, separator: string, quotes = true): SplitText {
  const walk = new Walk(text, separator)
  const rows: string[][] = []
  let rowCount = 0
  let row: string[] = []
  while (walk.at < text.length || row.length > 0) {
    const isQuoted = quotes && text[walk.at] === '"'
    const cell = isQuoted ? walk.quoted() : walk.bare()
    if (cell === null) return { rows, rowCount, openQuoteAt: walk.at }
    if (row.length < MOST_COLUMNS) row.push(cell)
    if (walk.endOfCell()) continue
    if (rowCount < MOST_ROWS) rows.push(row)
    rowCount++
    row = []
  }
  return { rows, rowCount, openQuoteAt: -1 }
}

/** Looks for each mark once, however many cells lie before it: a file of one column must not be read over and over. */
class Walk {
  at = 0
  private nextSeparator = -1
  private nextLine = -1
  constructor(
    private readonly text: string,
    private readonly separator: string,
  ) {}

  bare(): string {
    if (this.nextSeparator < this.at) this.nextSeparator = this.find(this.separator)
    if (this.nextLine < this.at) this.nextLine = this.find('\n')
    const end = Math.min(this.nextSeparator, this.nextLine, this.text.length)
    const cell = this.text.slice(this.at, end)
    this.at = end
    return cell.endsWith('\r') ? cell.slice(0, -1) : cell
  }

  /** Null where nothing closes it; `at` stays on the quote. */
  quoted(): string | null {
    let from = this.at + 1
    for (;;) {
      const close = this.text.indexOf('"', from)
      if (close < 0) return null
      if (this.text[close + 1] !== '"') {
        const cell = this.text.slice(this.at + 1, close).replaceAll('""', '"')
        this.at = close + 1
        return cell + this.bare()
      }
      from = close + 2
    }
  }

  /** Steps over what ended the cell; true when the row goes on. */
  endOfCell(): boolean {
    return this.text[this.at++] === this.separator
  }

  private find(mark: string): number {
    const found = this.text.indexOf(mark, this.at)
    return found < 0 ? Infinity : found
  }
}
