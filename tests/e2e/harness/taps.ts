import type { Page } from '@playwright/test'

/** Counts what a finger does in the page from now on: presses, not what the test calls them. */
export async function countTaps(page: Page): Promise<{ taps(): Promise<number> }> {
  await page.evaluate(() => {
    const counted = window as Window & { taps?: number }
    if (counted.taps === undefined)
      addEventListener('pointerdown', (event) => event.isTrusted && (counted.taps = (counted.taps ?? 0) + 1), true)
    counted.taps = 0
  })
  return { taps: () => page.evaluate(() => (window as Window & { taps?: number }).taps ?? 0) }
}
