import { addWeeks, daysOfWeek, weekOf } from '@/domain/calendar/days'
import type { WeekId } from '@/schema/brands'
import type { Commitment } from './commitment'
import { firstDay, spreadWork, type CapacityOfDay } from './spread'

/** One task's part of a week. */
export interface LoadItem {
  task: string
  project: string
  /** Thousandths of a day. */
  amount: number
  /** Its end has passed: it stands here because it is still to do. */
  isOverdue: boolean
}

export interface LoadCell {
  week: WeekId
  /** What is planned, and what can be given, thousandths of a day; the capacity of a profile is not known. */
  demand: number
  capacity: number | null
  /** Taux d'occupation: planned / capacity; null where the capacity is 0 or not known. */
  rate: number | null
  /** More is planned than can be given. */
  isOver: boolean
  /** The largest first. */
  items: readonly LoadItem[]
}

export interface LoadLine {
  /** A person's id, or a profile. */
  doer: string
  cells: readonly LoadCell[]
  /** Planned after the last week shown. */
  later: number
  /** Without an end: in no week. */
  undated: readonly LoadItem[]
}

/** The weeks of a plan, from the one under way (on a week-end, the next). @example weeksFrom('2026-12-30', 2) // ['2026-W53', '2027-W01'] */
export function weeksFrom(today: string, count: number): WeekId[] {
  const first = weekOf(firstDay(today))
  return Array.from({ length: count }, (_, index) => addWeeks(first, index))
}

/** What one doer's work comes to, week by week. `capacityOf` spreads the work; it is held against it where `isKnown`. */
export function loadLine(
  doer: string,
  work: readonly Commitment[],
  at: { today: string; weeks: readonly WeekId[]; capacityOf: CapacityOfDay; isKnown: boolean },
): LoadLine {
  const from = firstDay(at.today)
  const byWeek = new Map<WeekId, LoadItem[]>(at.weeks.map((week) => [week, []]))
  const undated: LoadItem[] = []
  let later = 0
  for (const one of work) {
    const { placement, weeks } = spreadWork(one, from, at.capacityOf)
    const item = { task: one.task, project: one.project, isOverdue: placement === 'overdue' }
    if (placement === 'undated') undated.push({ ...item, amount: one.remaining })
    for (const [week, amount] of weeks) {
      const items = byWeek.get(week)
      if (!items) later += amount
      else if (amount > 0) items.push({ ...item, amount })
    }
  }
  const cells = at.weeks.map((week) =>
    cellOf(week, byWeek.get(week)!, at.isKnown ? weekCapacity(week, from, at.capacityOf) : null),
  )
  return { doer, cells, later, undated: largestFirst(undated) }
}

/** Of the week under way only what is left of it: what has passed can no longer be given. */
function weekCapacity(week: WeekId, from: string, capacityOf: CapacityOfDay): number {
  return daysOfWeek(week)
    .filter((day) => day >= from)
    .reduce((sum, day) => sum + Math.max(0, capacityOf(day)), 0)
}

function cellOf(week: WeekId, items: readonly LoadItem[], capacity: number | null): LoadCell {
  const demand = items.reduce((sum, item) => sum + item.amount, 0)
  const rate = capacity ? demand / capacity : null
  return { week, demand, capacity, rate, isOver: capacity !== null && demand > capacity, items: largestFirst(items) }
}

const largestFirst = (items: readonly LoadItem[]) =>
  items.toSorted((a, b) => b.amount - a.amount || (a.task < b.task ? -1 : 1))
