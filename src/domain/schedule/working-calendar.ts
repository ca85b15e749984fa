/**
 * When work goes on. Everything is asked through one growing function, the work done from the epoch to an instant, and its two
 * inverses: a lag of ten years costs what a lag of a minute costs. The unit is the caller's: seconds, minutes, thousandths of a
 * day; instants count it from 1970-01-01, work counts it too.
 */
export interface WorkingCalendar {
  /** Work done from the epoch to the instant. */
  workedAt(instant: number): number
  /** The first instant at which that much is done: where a finish lies. Infinity where it never is. */
  finishAt(worked: number): number
  /** The last instant at which no more than that is done: where what follows starts. Infinity where nothing follows. */
  startAt(worked: number): number
}

/** From and to within a day, in units; a shift past midnight is two intervals on two days. */
export type Interval = readonly [from: number, to: number]

export interface CalendarShape {
  /** Units in a day: 86,400 for seconds. */
  dayLength: number
  /** Monday to Sunday. */
  week: readonly (readonly Interval[])[]
  /** By day number: no interval = not worked; others replace those of the week. */
  exceptions?: ReadonlyMap<number, readonly Interval[]>
}

/** Work that never stops: elapsed time, and networks in plain numbers. */
export const CONTINUOUS: WorkingCalendar = {
  workedAt: (instant) => instant,
  finishAt: (worked) => worked,
  startAt: (worked) => worked,
}

/**
 * @example
 * // Office hours in minutes, from Friday 2026-11-20 (day 20777) at 16:00: four hours later is Monday at 11:00.
 * const office = workingCalendar({ dayLength: 1440, week: [d, d, d, d, d, [], []] }) // d = [[480, 720], [780, 1020]]
 * office.finishAt(office.workedAt(20777 * 1440 + 960) + 240) // 20780 * 1440 + 660
 */
export function workingCalendar({ dayLength, week, exceptions }: CalendarShape): WorkingCalendar {
  const regular = regularWeek(week.map(tidy))
  const special = specialDays(exceptions ?? new Map<number, Interval[]>(), regular)

  function workedAt(instant: number): number {
    if (!Number.isFinite(instant)) return instant
    const day = Math.floor(instant / dayLength)
    const at = special.lastBefore(day + 1)
    const isSpecial = at >= 0 && special.days[at] === day
    const before = isSpecial ? special.worked[at]! : regular.workedBefore(day) + (at < 0 ? 0 : special.shiftAfter[at]!)
    return (
      before + workedWithin(isSpecial ? special.intervals[at]! : regular.intervalsOf(day), instant - day * dayLength)
    )
  }

  function finishAt(worked: number): number {
    if (!Number.isFinite(worked)) return worked
    const at = special.lastWorkedBelow(worked)
    const inside = at < 0 ? Infinity : worked - special.worked[at]!
    if (at >= 0 && inside <= special.amounts[at]!)
      return special.days[at]! * dayLength + offsetOfFinish(special.intervals[at]!, inside)
    const found = regular.finishDay(worked - (at < 0 ? 0 : special.shiftAfter[at]!))
    return found ? found.day * dayLength + offsetOfFinish(regular.intervalsOf(found.day), found.inside) : Infinity
  }

  function startAt(worked: number): number {
    if (!Number.isFinite(worked)) return worked
    const at = special.lastWorkedUpTo(worked)
    const inside = at < 0 ? Infinity : worked - special.worked[at]!
    if (at >= 0 && inside < special.amounts[at]!)
      return special.days[at]! * dayLength + offsetOfStart(special.intervals[at]!, inside)
    const found = regular.startDay(worked - (at < 0 ? 0 : special.shiftAfter[at]!))
    return found ? found.day * dayLength + offsetOfStart(regular.intervalsOf(found.day), found.inside) : Infinity
  }

  return { workedAt, finishAt, startAt }
}

function regularWeek(week: readonly (readonly Interval[])[]) {
  const amounts = Array.from({ length: 7 }, (_, index) => amountOf(week[index] ?? []))
  const before = amounts.map((_, index) => amounts.slice(0, index).reduce((sum, amount) => sum + amount, 0))
  const total = amounts.reduce((sum, amount) => sum + amount, 0)
  // 1970-01-01 was a Thursday: weeks are counted from the Monday before.
  const mondayBefore = (weeks: number) => weeks * 7 - 3
  const indexOf = (day: number) => (((day + 3) % 7) + 7) % 7

  return {
    intervalsOf: (day: number) => week[indexOf(day)] ?? [],
    amountOf: (day: number) => amounts[indexOf(day)]!,
    workedBefore: (day: number) => Math.floor((day + 3) / 7) * total + before[indexOf(day)]!,
    finishDay(worked: number) {
      if (total === 0) return null
      const weeks = Math.ceil(worked / total) - 1
      const rest = worked - weeks * total
      let index = 6
      while (index > 0 && before[index]! >= rest) index--
      return { day: mondayBefore(weeks) + index, inside: rest - before[index]! }
    },
    startDay(worked: number) {
      if (total === 0) return null
      const weeks = Math.floor(worked / total)
      const rest = worked - weeks * total
      let index = 6
      while (index > 0 && (before[index]! > rest || amounts[index] === 0)) index--
      return { day: mondayBefore(weeks) + index, inside: rest - before[index]! }
    },
  }
}

/** Days that differ from the week, with the work done before each and how far the whole has shifted after each. */
function specialDays(exceptions: ReadonlyMap<number, readonly Interval[]>, regular: ReturnType<typeof regularWeek>) {
  const days = [...exceptions.keys()].sort((a, b) => a - b)
  const intervals = days.map((day) => tidy(exceptions.get(day) ?? []))
  const amounts = intervals.map(amountOf)
  const worked: number[] = []
  const shiftAfter: number[] = []
  let shift = 0
  for (const [index, day] of days.entries()) {
    worked.push(regular.workedBefore(day) + shift)
    shift += amounts[index]! - regular.amountOf(day)
    shiftAfter.push(shift)
  }
  return {
    days,
    intervals,
    amounts,
    worked,
    shiftAfter,
    lastBefore: (day: number) => countBelow(days, day, false) - 1,
    lastWorkedBelow: (amount: number) => countBelow(worked, amount, false) - 1,
    lastWorkedUpTo: (amount: number) => countBelow(worked, amount, true) - 1,
  }
}

/** How many of the sorted values are below the limit, or at it too. */
function countBelow(sorted: readonly number[], limit: number, orAt: boolean): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < limit || (orAt && sorted[middle] === limit)) low = middle + 1
    else high = middle
  }
  return low
}

/** In order, empty ones left out, overlapping ones merged: files hold all three. */
function tidy(intervals: readonly Interval[]): Interval[] {
  const merged: [number, number][] = []
  for (const [from, to] of intervals.filter(([from, to]) => to > from).sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}

function amountOf(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, [from, to]) => sum + to - from, 0)
}

function workedWithin(intervals: readonly Interval[], offset: number): number {
  return intervals.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(offset, to) - from), 0)
}

function offsetOfFinish(intervals: readonly Interval[], inside: number): number {
  let left = inside
  for (const [from, to] of intervals) {
    if (left <= to - from) return from + left
    left -= to - from
  }
  return intervals.at(-1)?.[1] ?? 0
}

function offsetOfStart(intervals: readonly Interval[], inside: number): number {
  let left = inside
  for (const [from, to] of intervals) {
    if (left < to - from) return from + left
    left -= to - from
  }
  return intervals.at(-1)?.[1] ?? 0
}
