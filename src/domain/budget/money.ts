/**
 * Thousandths of a cent as whole cents, halves up. The one place where a cost is rounded: once a task, so that everything
 * above is a sum of whole cents and the parts on screen add up.
 *
 * @example centsOf(250 * 6151) // 1538: a quarter of a day at 61.51 is 15.3775
 */
export const centsOf = (thousandths: number): number => Math.round(thousandths / 1000)

/** What a row of a budget says, in cents. The same in every row and in every sum. */
export interface Money {
  /** Allowed at first. */
  initial: number
  /** Approved change orders. */
  changes: number
  /** initial + changes. */
  budget: number
  /** Ordered. Labour is not ordered: 0. */
  committed: number
  /** Time entered at its rate; invoiced purchases. */
  actual: number
  /** What remains at today's rates; of purchases, ordered but not invoiced, and still to be ordered. Null = not known. */
  toCome: number | null
  /** actual + toCome. */
  landing: number | null
  /** landing − budget; positive = over. */
  variance: number | null
  /** Effort spent or to come that has no rate, thousandths of a day: it is in none of the amounts. */
  unpriced: number
}

type Said = Pick<Money, 'initial' | 'changes' | 'committed' | 'actual' | 'toCome' | 'unpriced'>

const NOTHING_SAID: Said = { initial: 0, changes: 0, committed: 0, actual: 0, toCome: 0, unpriced: 0 }

/**
 * @example money({ initial: 10_000, actual: 7000, toCome: 5000 }).variance // 2000
 */
export function money(of: Partial<Said>): Money {
  const said = { ...NOTHING_SAID, ...of }
  const budget = said.initial + said.changes
  const landing = said.toCome === null ? null : said.actual + said.toCome
  return { ...said, budget, landing, variance: landing === null ? null : landing - budget }
}

/** What these add up to; what is not known of one is not known of all. */
export function addMoney(parts: readonly Money[]): Money {
  return money(
    parts.reduce<Said>(
      (sum, part) => ({
        initial: sum.initial + part.initial,
        changes: sum.changes + part.changes,
        committed: sum.committed + part.committed,
        actual: sum.actual + part.actual,
        toCome: sum.toCome === null || part.toCome === null ? null : sum.toCome + part.toCome,
        unpriced: sum.unpriced + part.unpriced,
      }),
      NOTHING_SAID,
    ),
  )
}
