/**
 * What the app proposes for R after c more days: R' = max(0, R − c). A suggestion, never written by itself.
 * Thousandths of a day.
 * @example suggestedRemaining(3000, 500) // 2500
 */
export function suggestedRemaining(remaining: number, spentSince: number): number {
  return Math.max(0, remaining - spentSince)
}

export interface EstimateLike {
  task: string
  user: string
  day: string
  rank: number
  remaining: number
  progress: number | null
}

/** Which of two estimates of one doer holds: the later day, then the higher rank. No clock decides. */
export function isLater(a: EstimateLike, b: EstimateLike): boolean {
  return a.day === b.day ? a.rank > b.rank : a.day > b.day
}

/** The estimate that holds for each (task, user), keyed `task|user`. */
export function latestEstimates<E extends EstimateLike>(estimates: readonly E[]): Map<string, E> {
  const latest = new Map<string, E>()
  for (const estimate of estimates) {
    const key = `${estimate.task}|${estimate.user}`
    const known = latest.get(key)
    if (!known || isLater(estimate, known)) latest.set(key, estimate)
  }
  return latest
}
