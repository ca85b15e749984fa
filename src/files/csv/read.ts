import type { Table } from '../table/table'
import { decodeText } from './decode-text'
import { splitText } from './split'

const SEPARATORS = [';', '\t', ',', '|'] as const
/** Enough to see the shape of a file. */
const LOOKED_AT = 40

/** A file of values between separators, whatever the separator and the encoding. */
export function readCsv(bytes: Uint8Array): Table {
  const { text, encoding } = decodeText(bytes)
  return tableOf(text, encoding, 'csv')
}

/**
 * Cells copied from a spreadsheet.
 * @example readPasted('Nom\tDurée\nÉtude\t5 j').rows // [['Nom', 'Durée'], ['Étude', '5 j']]
 */
export const readPasted = (text: string): Table => tableOf(text.replace(/^\uFEFF/, ''), 'utf-8', 'paste')

function tableOf(whole: string, encoding: string, kind: 'csv' | 'paste'): Table {
  // Excel writes its separator as a first line of its own, and old Macs end lines with a carriage return alone.
  const lines = whole.includes('\n') ? whole : whole.replaceAll('\r', '\n')
  const told = /^sep=(.)\r?\n/.exec(lines)
  const text = told ? lines.slice(told[0].length) : lines
  const separator = told?.[1] ?? separatorOf(text)
  const split = splitText(text, separator)
  const isOpen = split.openQuoteAt >= 0
  const { rows, rowCount } = isOpen ? splitText(text, separator, false) : split
  return {
    format: { kind, encoding, separator, sheet: '', sheets: [] },
    rows: rows.map((row) => row.map((cell) => cell.trimEnd())),
    rowCount,
    openQuoteLine: isOpen ? text.slice(0, split.openQuoteAt).split('\n').length : 0,
  }
}

/** The one that gives most lines the same number of cells, more than one; a tab where there is one column only. */
function separatorOf(text: string): string {
  const head = text.split('\n', LOOKED_AT).join('\n').slice(0, 100_000)
  let best = { separator: '\t', score: 0 }
  for (const separator of SEPARATORS) {
    const widths = splitText(head, separator, false)
      .rows.map((row) => row.length)
      .filter((width) => width > 0)
    const usual = mostFrequent(widths)
    const score = usual.value < 2 ? 0 : usual.times / widths.length
    if (score > best.score) best = { separator, score }
  }
  return best.separator
}

function mostFrequent(values: readonly number[]): { value: number; times: number } {
  const times = new Map<number, number>()
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1)
  return [...times].reduce(
    (best, [value, count]) =>
      count > best.times || (count === best.times && value > best.value) ? { value, times: count } : best,
    { value: 0, times: 0 },
  )
}
