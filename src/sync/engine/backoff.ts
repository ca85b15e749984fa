import type { Randomness } from '../ports'

const FIRST = 1000
const LONGEST = 5 * 60_000

/** How long to wait after this many failures in a row: full jitter, so that a crowd of phones spreads out. */
export function delayAfter(failures: number, random: Randomness): number {
  const ceiling = Math.min(LONGEST, FIRST * 2 ** Math.min(failures, 20))
  return Math.max(FIRST / 2, Math.floor(random.fraction() * ceiling))
}
