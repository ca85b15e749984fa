export interface RateLike {
  profile: string
  starts_on: string
  daily_rate: number
}

/**
 * What a day of this profile costs on a day, in cents: the latest rate that had begun. Null where none had, and where the
 * profile is not known.
 *
 * @example
 * const rates = [{ profile: 'Engineer', starts_on: '2026-01-01', daily_rate: 60_000 }]
 * rateOn(rates, 'Engineer', '2026-11-19') // 60_000
 * rateOn(rates, 'Engineer', '2025-12-31') // null
 */
export function rateOn(rates: readonly RateLike[], profile: string, day: string): number | null {
  let latest: RateLike | null = null
  for (const rate of rates) {
    if (rate.profile !== profile || rate.starts_on > day) continue
    if (latest === null || rate.starts_on > latest.starts_on) latest = rate
  }
  return latest?.daily_rate ?? null
}

/** The rates of each profile, by name, the newest first. */
export function ratesByProfile<R extends RateLike>(rates: readonly R[]): { profile: string; rates: R[] }[] {
  const groups = new Map<string, R[]>()
  for (const rate of rates) groups.set(rate.profile, [...(groups.get(rate.profile) ?? []), rate])
  return [...groups]
    .map(([profile, own]) => ({ profile, rates: own.toSorted((a, b) => (a.starts_on < b.starts_on ? 1 : -1)) }))
    .toSorted((a, b) => a.profile.localeCompare(b.profile))
}

/** The rates of another project that are not here yet: what "copy the rate card" adds. Nothing of here is changed. */
export function missingRates<R extends RateLike>(from: readonly R[], here: readonly RateLike[]): R[] {
  const known = new Set(here.map((rate) => `${rate.starts_on} ${rate.profile}`))
  return from.filter((rate) => !known.has(`${rate.starts_on} ${rate.profile}`))
}
