/**
 * Which rows of a long list are drawn: those on screen and a few around them, so that scrolling shows no holes. Whole steps of
 * rows, so that most of a scroll draws nothing anew.
 */
export function rowsOnScreen(
  count: number,
  { top, height, rowHeight, around = 8 }: { top: number; height: number; rowHeight: number; around?: number },
): { from: number; to: number } {
  const first = Math.floor(top / rowHeight / around) - 1
  const last = Math.ceil((top + height) / rowHeight / around) + 1
  const to = Math.min(count, last * around)
  return { from: Math.min(Math.max(0, first * around), to), to }
}
