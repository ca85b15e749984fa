import { childrenOf, rawTextOf, textOf, type Element } from './blocks'
import type { PlanCalendar, PlanException, PlanInterval, PlanRecurrence, Warn } from './plan'
import { DAY_SECONDS, instantOf, isTrue, secondsOfDay, wholeNumber } from './values'

/** One calendar. The years before 2007 write exceptions as days of the week of type 0; those since write both. */
export function readCalendar(element: Element, warn: Warn): PlanCalendar {
  const uid = textOf(element, 'UID')
  const week: PlanCalendar['week'] = Array.from({ length: 7 }, () => null)
  const exceptions: PlanException[] = []
  for (const day of childrenOf(element, 'WeekDays', 'WeekDay')) {
    const type = wholeNumber(textOf(day, 'DayType'), -1)
    const intervals = isTrue(textOf(day, 'DayWorking')) ? intervalsOf(day, uid, warn) : []
    if (type >= 1 && type <= 7) week[(type + 5) % 7] = intervals
    else if (type === 0) exceptions.push(...spanned(day, uid, '', intervals, warn))
    else warn('bad-calendar', uid, `DayType ${textOf(day, 'DayType')}`)
  }
  for (const item of childrenOf(element, 'WorkWeeks', 'WorkWeek')) exceptions.push(...readWorkWeek(item, uid, warn))
  for (const item of childrenOf(element, 'Exceptions', 'Exception')) {
    const intervals = isTrue(textOf(item, 'DayWorking')) ? intervalsOf(item, uid, warn) : []
    const recurrence = recurrenceOf(item)
    for (const exception of spanned(item, uid, textOf(item, 'Name'), intervals, warn))
      exceptions.push({ ...exception, ...(recurrence && { recurrence }) })
  }
  const isBase = isTrue(textOf(element, 'IsBaseCalendar'))
  const baseUid = baseOf(element, uid)
  return {
    uid,
    name: rawTextOf(element, 'Name'),
    baseUid,
    isBase,
    week: !isBase && baseUid !== '' && week.every(isDayAndNight) ? week.map(() => null) : week,
    exceptions: withoutRepeats(exceptions),
  }
}

function baseOf(element: Element, uid: string): string {
  const base = textOf(element, 'BaseCalendarUID')
  return base === uid || Number(base) < 0 || base === '0' ? '' : base
}

/**
 * Some tools write a person's calendar that says nothing as one open day and night, over the base that they do follow. Who
 * works day and night in earnest has such a calendar as base.
 */
const isDayAndNight = (intervals: PlanInterval[] | null) =>
  intervals?.length === 1 && intervals[0]![0] === 0 && intervals[0]![1] === DAY_SECONDS

function intervalsOf(element: Element, uid: string, warn: Warn): PlanInterval[] {
  return childrenOf(element, 'WorkingTimes', 'WorkingTime').flatMap((time) => {
    const from = secondsOfDay(textOf(time, 'FromTime'))
    const to = secondsOfDay(textOf(time, 'ToTime'))
    if (from === null || to === null) {
      warn('bad-calendar', uid, `${textOf(time, 'FromTime')} ${textOf(time, 'ToTime')}`)
      return []
    }
    // Midnight at the end is written as the midnight of the start.
    return [[from, to <= from && to === 0 ? DAY_SECONDS : to] as PlanInterval]
  })
}

function spanned(element: Element, uid: string, name: string, intervals: PlanInterval[], warn: Warn): PlanException[] {
  const [period] = childrenOf(element, 'TimePeriod')
  const from = period ? instantOf(textOf(period, 'FromDate')) : null
  const to = period ? instantOf(textOf(period, 'ToDate')) : null
  if (from === null || to === null || to < from) {
    warn('bad-calendar', uid, name || 'TimePeriod')
    return []
  }
  return [{ name, from: Math.floor(from / DAY_SECONDS), to: Math.floor(to / DAY_SECONDS), intervals }]
}

/** A week of another shape over a period: an exception for each of its days of the week. */
function readWorkWeek(element: Element, uid: string, warn: Warn): PlanException[] {
  return childrenOf(element, 'WeekDays', 'WeekDay').flatMap((day) => {
    const type = wholeNumber(textOf(day, 'DayType'), -1)
    if (type < 1 || type > 7) return []
    const intervals = isTrue(textOf(day, 'DayWorking')) ? intervalsOf(day, uid, warn) : []
    const weekly = { ...NO_RECURRENCE, type: 6, period: 1, daysOfWeek: 1 << (type - 1) }
    return spanned(element, uid, textOf(element, 'Name'), intervals, warn).map((one) => ({
      ...one,
      recurrence: weekly,
    }))
  })
}

const NO_RECURRENCE = { type: 1, period: 1, daysOfWeek: 0, monthItem: 0, monthPosition: 0, month: 0, monthDay: 0 }

function recurrenceOf(element: Element): PlanRecurrence | null {
  const number = (name: string, otherwise = 0) => wholeNumber(textOf(element, name), otherwise)
  const type = number('Type', 1)
  if (type < 2 || type > 7) return null
  return {
    type,
    period: Math.max(1, number('Period', 1)),
    daysOfWeek: number('DaysOfWeek'),
    monthItem: number('MonthItem'),
    monthPosition: number('MonthPosition'),
    month: number('Month'),
    monthDay: number('MonthDay'),
  }
}

/** Newer tools write each exception twice, for older readers: the named one is kept. */
function withoutRepeats(exceptions: readonly PlanException[]): PlanException[] {
  const named = new Set(exceptions.filter(({ name }) => name).map(spanKey))
  return exceptions.filter((one, index) => {
    if (!one.name && named.has(spanKey(one))) return false
    return (
      one.recurrence ||
      exceptions.findLastIndex((other) => !other.recurrence && spanKey(other) === spanKey(one)) === index
    )
  })
}

const spanKey = ({ from, to, intervals }: PlanException) => `${from} ${to} ${intervals.join(' ')}`
