/** A cell of what was pasted: an effort in thousandths of a day, null for an empty cell. */
export type PastedCell = number | null

export type Pasted = { ok: true; rows: PastedCell[][] } | { ok: false; text: string }

const MOST_CELLS = 2000

/**
 * Days copied from a spreadsheet: lines of cells between tabs, `0,5` and `0.5` alike. The first text that is no day's
 * effort (0 to 1) is answered instead, so that nothing is pasted by halves.
 *
 * @example parsePasted('0,5\t1\n\t0.25') // { ok: true, rows: [[500, 1000], [null, 250]] }
 * @example parsePasted('0,5\tlundi') // { ok: false, text: 'lundi' }
 */
export function parsePasted(text: string): Pasted {
  const lines = text.replace(/\r/g, '').replace(/\n+$/, '').split('\n')
  const cells = lines.map((line) => line.split('\t').map((cell) => cell.trim()))
  if (cells.flat().length > MOST_CELLS) return { ok: false, text: text.slice(0, 20) }
  const wrong = cells.flat().find((cell) => effortOf(cell) === undefined)
  if (wrong !== undefined) return { ok: false, text: wrong }
  return { ok: true, rows: cells.map((line) => line.map((cell) => effortOf(cell) ?? null)) }
}

/** undefined = not an effort. At most three decimals: thousandths of a day are the smallest there is. */
export function effortOf(cell: string): PastedCell | undefined {
  if (cell === '' || cell === '-' || cell === '–') return null
  if (!/^\d{0,2}([.,]\d{0,3})?$/.test(cell) || !/\d/.test(cell)) return undefined
  const effort = Math.round(Number(cell.replace(',', '.')) * 1000)
  return effort <= 1000 ? effort : undefined
}
