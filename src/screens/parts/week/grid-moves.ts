/** How the keyboard goes from one cell of the week to the next. */

const STEPS: Record<string, readonly [rows: number, columns: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Enter: [1, 0],
}

/**
 * Where a key leads from a cell, as rows and columns; null when the key stays in the text. Left and right leave the cell
 * only from the ends of its text, or when all of it is selected.
 */
export function moveOf(event: KeyboardEvent): readonly [rows: number, columns: number] | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  const step = STEPS[event.key]
  if (!step) return null
  if (event.key === 'Enter' && event.shiftKey) return [-1, 0]
  return step[1] === 0 || isAtEdge(event.target as HTMLInputElement, step[1]) ? step : null
}

function isAtEdge(input: HTMLInputElement, direction: number): boolean {
  const { selectionStart: from, selectionEnd: to, value } = input
  if (from === 0 && to === value.length) return true
  return from === to && from === (direction < 0 ? 0 : value.length)
}
