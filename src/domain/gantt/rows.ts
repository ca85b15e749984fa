/** Which rows of a long list are on screen, and a few around them, so that scrolling shows no holes. */
export function rowsOnScreen(
  count: number,
  { top, height, rowHeight, around = 8 }: { top: number; height: number; rowHeight: number; around?: number },
): { from: number; to: number } {
  const from = Math.max(0, Math.floor(top / rowHeight) - around)
  const to = Math.min(count, Math.ceil((top + height) / rowHeight) + around)
  return { from: Math.min(from, to), to }
}
