import { UNWRITABLE } from '../shared/unwritable'

/** Rows of typed cells on their way into a workbook or a CSV file. */

/**
 * What a column holds. `text`: as people typed it. `day`: YYYY-MM-DD or ''. `effort`: thousandths of a day, shown in days.
 * `share`: thousandths, shown in percent. `count`: a whole number. `index`: a quotient, to the hundredth.
 */
export type ColumnKind = 'text' | 'day' | 'effort' | 'share' | 'count' | 'index'

export interface TableColumn {
  head: string
  kind: ColumnKind
  /** In letters, about. */
  width: number
}

/** Null = nothing known: an empty cell, never a 0 in its place. */
export type TableCell = string | number | null

export interface Table {
  /** Of the sheet; made to fit its rules where it is written. */
  name: string
  columns: readonly TableColumn[]
  rows: readonly (readonly TableCell[])[]
}

/** The most letters that a cell of Excel holds. */
const MOST_LETTERS = 32_767

/**
 * Text that a cell can hold: without letters that would break the file, and cut, with a mark, where it is too long.
 *
 * @example cellText('a\u0001b', '[…]') // 'a\ufffdb'
 */
export function cellText(text: string, cutMark: string): string {
  const clean = text.replace(UNWRITABLE, '\uFFFD')
  if (clean.length <= MOST_LETTERS) return clean
  const kept = clean.slice(0, MOST_LETTERS - cutMark.length)
  // A pair is not cut in two.
  return kept.replace(/[\uD800-\uDBFF]$/, '') + cutMark
}
