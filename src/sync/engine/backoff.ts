const FIRST = 1_000
const LONGEST = 300_000

/** Full jitter: anything up to a bound that doubles, so that a whole office does not come back at once. */
export function backoffDelay(failures: number, fraction: number): number {
  return Math.floor(fraction * Math.min(LONGEST, FIRST * 2 ** Math.min(failures, 20)))
}
