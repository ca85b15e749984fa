import { weekOf } from '@/domain/calendar/days'
import type { LoadCell } from '@/domain/load/load-plan'
import { alertKey, type FindAlerts } from '../alert'

/** How many whole weeks ahead are looked at: later plans still move. The week under way can no longer be planned. */
export const LOAD_WEEKS = 4
/** A tenth of a week more is worth being told again. Permille. */
const STEP = 100
const GRAVE = 1500

/**
 * Somebody for whom more is planned in a week to come than they can give. amount: the fullest week, permille of its capacity;
 * count: how many weeks; from, until: the first and the last. The plan is what is wrong, never the person.
 */
export const overAllocation: FindAlerts = ({ loads, today }, { load_share }) =>
  loads.flatMap(({ user, name, cells }) => {
    const ahead = cells.filter(({ week }) => week > weekOf(today)).slice(0, LOAD_WEEKS)
    const over = ahead.filter((cell) => shareOf(cell) > load_share)
    const project = heaviest(over)
    if (!project) return []
    const peak = Math.max(...over.map(shareOf))
    return {
      key: alertKey('over-allocation', user),
      rule: 'over-allocation' as const,
      severity: peak >= GRAVE ? ('act' as const) : ('watch' as const),
      project,
      subject: user,
      name,
      facts: { amount: peak, count: over.length, from: over[0]!.week, until: over.at(-1)!.week },
      level: Math.floor(peak / STEP),
    }
  })

/** A week without any capacity has no rate: what is planned in it is told by the load plan. */
const shareOf = ({ rate }: LoadCell) => Math.round(1000 * (rate ?? 0))

function heaviest(cells: readonly LoadCell[]): string | undefined {
  const sums = new Map<string, number>()
  for (const { items } of cells)
    for (const { project, amount } of items) sums.set(project, (sums.get(project) ?? 0) + amount)
  return [...sums].toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))[0]?.[0]
}
