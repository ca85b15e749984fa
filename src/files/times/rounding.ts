/** Beyond a whole minute given or taken, the next entry gives it back. */
const MOST_DRIFT = 60

/**
 * Seconds to whole minutes, each to the nearest, so that a person's sum stays within a minute of the file's: once what rounding
 * added or took has come to a minute, the next entry is rounded the other way.
 *
 * @example const toMinutes = makeRounding(); toMinutes('Anna', 2097) // 35
 */
export function makeRounding(): (user: string, seconds: number) => number {
  const drifts = new Map<string, number>()
  return (user, seconds) => {
    const drift = drifts.get(user) ?? 0
    let minutes = Math.round(seconds / 60)
    const after = drift + minutes * 60 - seconds
    if (after > MOST_DRIFT && minutes > 0) minutes--
    else if (after < -MOST_DRIFT) minutes++
    drifts.set(user, drift + minutes * 60 - seconds)
    return minutes
  }
}
