import { addDays, weekday, weekOf } from '@/domain/calendar/days'
import type { WeekId } from '@/schema/brands'

/** What a doer can give on a day, thousandths of a day. */
export type CapacityOfDay = (day: string) => number

/** Where work falls: in weeks, on the first week because its end has passed, or nowhere because it has no end. */
export type Placement = 'dated' | 'overdue' | 'undated'

export interface Spread {
  placement: Placement
  /** Thousandths of a day by week; empty where the work has no end. */
  weeks: ReadonlyMap<WeekId, number>
}

const FRIDAY = 5
const A_WEEK = 7

/** The first day that a load plan looks at: today, and on a week-end the Monday after it. @example firstDay('2026-11-28') // '2026-11-30' */
export function firstDay(today: string): string {
  const at = weekday(today)
  return at > FRIDAY ? addDays(today, A_WEEK + 1 - at) : today
}

/**
 * Work over the weeks that are left of its period, in proportion to what the doer can give in each, to the thousandth: the
 * weeks add up to the work exactly. Where the doer can give nothing in the whole period, it stands on its last week, so that
 * it is seen. Work whose end has passed stands on the first week.
 *
 * @example spreadWork({ remaining: 3000, startsOn: '2026-11-19', endsOn: '2026-11-24' }, '2026-11-16', fullTime)
 * // 2026-W47: 1500, 2026-W48: 1500
 */
export function spreadWork(
  work: { remaining: number; startsOn: string; endsOn: string },
  from: string,
  capacityOf: CapacityOfDay,
): Spread {
  if (!work.endsOn) return { placement: 'undated', weeks: new Map() }
  if (work.endsOn < from) return { placement: 'overdue', weeks: new Map([[weekOf(from), work.remaining]]) }
  const room = roomByWeek(work.startsOn > from ? work.startsOn : from, work.endsOn, capacityOf)
  const weeks = room.size ? apportion(work.remaining, room) : new Map([[weekOf(work.endsOn), work.remaining]])
  return { placement: 'dated', weeks }
}

function roomByWeek(from: string, to: string, capacityOf: CapacityOfDay): Map<WeekId, number> {
  const room = new Map<WeekId, number>()
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const capacity = capacityOf(day)
    if (capacity <= 0) continue
    const week = weekOf(day)
    room.set(week, (room.get(week) ?? 0) + capacity)
  }
  return room
}

/** By largest remainder: whole thousandths, no thousandth lost; among equals the earlier week comes first. */
function apportion(amount: number, room: ReadonlyMap<WeekId, number>): Map<WeekId, number> {
  const sum = [...room.values()].reduce((all, one) => all + one, 0)
  const parts = [...room].map(([week, share]) => {
    const exact = amount * share
    return { week, whole: Math.floor(exact / sum), rest: exact % sum }
  })
  const missing = amount - parts.reduce((all, part) => all + part.whole, 0)
  const first = new Set(
    parts
      .toSorted((a, b) => b.rest - a.rest || (a.week < b.week ? -1 : 1))
      .slice(0, missing)
      .map((part) => part.week),
  )
  return new Map(parts.map(({ week, whole }) => [week, whole + (first.has(week) ? 1 : 0)]))
}
