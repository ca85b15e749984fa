import type { RowRange } from './rows'
import { ZOOMS, type TimeScale } from './time-scale'

/**
 * The rows of each sheet of paper, in order; every row is on one sheet.
 * @example paperSheets(5, 2) // [{ from: 0, to: 2 }, { from: 2, to: 4 }, { from: 4, to: 5 }]
 */
export function paperSheets(rows: number, rowsPerSheet: number): RowRange[] {
  return Array.from({ length: Math.ceil(rows / rowsPerSheet) }, (_, sheet) => ({
    from: sheet * rowsPerSheet,
    to: Math.min(rows, (sheet + 1) * rowsPerSheet),
  }))
}

/** The same days as wide as a sheet is, in pixels; days never get wider than they are on screen at most. */
export const fitted = (scale: TimeScale, width: number): TimeScale => ({
  ...scale,
  dayWidth: Math.min(ZOOMS.day, width / scale.days),
})
