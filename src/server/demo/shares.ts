import { addDays } from '@/domain/calendar/days'

/** The last weeks tell how people share their time; allocations are written in steps of 5 %. */
const RECENT_DAYS = 42
const ALLOCATION_STEP = 50

/** The share of each person's recent time that went to each project: what they are allocated for. */
export function recentShares(given: readonly Record<string, unknown>[], today: string): Map<string, number> {
  const onProject = new Map<string, number>()
  const inAll = new Map<string, number>()
  const add = (sums: Map<string, number>, key: string, effort: number) => sums.set(key, (sums.get(key) ?? 0) + effort)
  for (const row of given) {
    if (String(row['day']) < addDays(today, -RECENT_DAYS)) continue
    if (row['project']) add(onProject, `${String(row['project'])} ${String(row['user'])}`, Number(row['effort']))
    add(inAll, String(row['user']), Number(row['effort']))
  }
  const shareOf = (key: string, effort: number) => (1000 * effort) / (inAll.get(key.split(' ')[1]!) ?? effort)
  return new Map(
    [...onProject].map(([key, effort]) => [key, Math.round(shareOf(key, effort) / ALLOCATION_STEP) * ALLOCATION_STEP]),
  )
}
