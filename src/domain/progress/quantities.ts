/**
 * The quantities of product.md for one task or a sum of tasks. All in thousandths of a day; integers, so sums are exact.
 */
export interface Quantities {
  /** CI, original estimate. */
  original: number
  /** ΣAV, approved changes. */
  changes: number
  /** B = CI + ΣAV, what is allowed. */
  budget: number
  /** C, actuals. */
  actuals: number
  /** R, remaining. */
  remaining: number
  /** A = C + R. */
  landing: number
  /** E = A − B, positive = overrun. */
  variance: number
}

/**
 * @example quantities({ original: 20000, changes: 0, actuals: 12000, remaining: 12000 }).variance // 4000 (worked case)
 */
export function quantities(of: Pick<Quantities, 'original' | 'changes' | 'actuals' | 'remaining'>): Quantities {
  const budget = of.original + of.changes
  const landing = of.actuals + of.remaining
  return { ...of, budget, landing, variance: landing - budget }
}

export const NOTHING: Quantities = quantities({ original: 0, changes: 0, actuals: 0, remaining: 0 })

export function addQuantities(a: Quantities, b: Quantities): Quantities {
  return quantities({
    original: a.original + b.original,
    changes: a.changes + b.changes,
    actuals: a.actuals + b.actuals,
    remaining: a.remaining + b.remaining,
  })
}

/** A ratio, or null where it means nothing: never NaN, Infinity or a 0 in place of "unknown". */
export function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

/** E% = E / B. */
export const varianceShare = (of: Quantities) => ratio(of.variance, of.budget)
/** Effort progress = C / A. */
export const effortProgress = (of: Quantities) => ratio(of.actuals, of.landing)
/** Consumption = C / B; never called progress. */
export const consumption = (of: Quantities) => ratio(of.actuals, of.budget)
