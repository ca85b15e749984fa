/**
 * Which rows of a long list are drawn: those on screen and a few around them, so that scrolling shows no holes. Whole steps of
 * rows, so that most of a scroll draws nothing anew.
 */
export function rowsOnScreen(
  count: number,
  { top, height, rowHeight, around = 8 }: { top: number; height: number; rowHeight: number; around?: number },
): RowRange {
  const first = Math.floor(top / rowHeight / around) - 1
  const last = Math.ceil((top + height) / rowHeight / around) + 1
  const to = Math.min(count, last * around)
  return { from: Math.min(Math.max(0, first * around), to), to }
}

/** Rows `from` (included) to `to` (not included) of a list. */
export interface RowRange {
  from: number
  to: number
}

/**
 * The rows of a range, each with its place in the whole list.
 * @example rowsIn(['a', 'b', 'c'], { from: 1, to: 3 }) // [{ row: 'b', index: 1 }, { row: 'c', index: 2 }]
 */
export const rowsIn = <Row>(rows: readonly Row[], { from, to }: RowRange) =>
  rows.slice(from, to).map((row, index) => ({ row, index: from + index }))
