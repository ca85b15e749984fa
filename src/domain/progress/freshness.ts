import { daysBetween } from '@/domain/calendar/days'

export type Freshness = 'fresh' | 'ageing' | 'stale' | 'never'

/**
 * How old the last confirmation of R is: up to 7 days fresh, up to 14 ageing, then stale.
 * @example freshness('2026-11-16', '2026-11-23') // 'fresh'
 */
export function freshness(confirmedOn: string, today: string): Freshness {
  if (!confirmedOn) return 'never'
  const age = daysBetween(confirmedOn, today)
  if (age <= 7) return 'fresh'
  return age <= 14 ? 'ageing' : 'stale'
}
