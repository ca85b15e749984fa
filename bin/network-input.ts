import * as v from 'valibot'
import { dayNumber } from '@/domain/calendar/days'
import { HOLIDAY_ZONES, holidays } from '@/domain/calendar/holidays'
import { schedule } from '@/domain/schedule/schedule'
import { CONTINUOUS, workingCalendar, type Interval } from '@/domain/schedule/working-calendar'
import { dateText, instantOf, secondsOfDay } from '@/files/msproject/values'
import { isoDay } from '@/schema/brands'
import { LINK_TYPES } from '@/schema/dependency'
import { RefusedInput } from './inputs'

/** `schedule -`: a network in plain numbers from 0; or, with a calendar, work in its unit and local times out. */

const size = v.pipe(v.number(), v.finite())
const name = v.pipe(v.union([v.string(), v.number()]), v.transform(String))
const interval = v.tuple([v.string(), v.string()])

/** The day of the unit is eight hours of work, as planners count it. */
const UNITS: Record<string, number> = { minute: 60, min: 60, hour: 3600, h: 3600, day: 28_800, d: 28_800 }

const calendarShape = v.object({
  start: v.string(),
  /** Monday to Sunday, intervals of "HH:MM"; office hours where absent. */
  week: v.optional(v.pipe(v.array(v.array(interval)), v.length(7))),
  exceptions: v.optional(v.array(v.object({ date: isoDay, intervals: v.optional(v.array(interval), []) })), []),
  zone: v.optional(v.picklist(HOLIDAY_ZONES)),
})

const networkShape = v.object({
  unit: v.nullish(v.string(), null),
  calendar: v.nullish(calendarShape, null),
  activities: v.array(v.object({ id: name, duration: v.pipe(size, v.minValue(0)) })),
  relations: v.optional(
    v.array(
      v.object({ pred: name, succ: name, type: v.optional(v.picklist(LINK_TYPES), 'FS'), lag: v.nullish(size, 0) }),
    ),
    [],
  ),
})
type Network = v.InferOutput<typeof networkShape>

export function scheduleNetwork(input: unknown): object {
  const asked = v.safeParse(networkShape, input)
  if (!asked.success) {
    const [issue] = asked.issues
    throw new RefusedInput('shape', `${v.getDotPath(issue) ?? 'input'}: ${issue.message}`)
  }
  return asked.output.calendar ? onCalendar(asked.output, asked.output.calendar) : inNumbers(asked.output)
}

function inNumbers(network: Network): object {
  const { start, finish, activities } = solved(network, 1, { start: 0, calendar: CONTINUOUS })
  return { duration: finish - start, activities }
}

function onCalendar(network: Network, asked: v.InferOutput<typeof calendarShape>): object {
  const unit = UNITS[(network.unit ?? 'minute').replace(/s$/, '')]
  if (!unit) throw new RefusedInput('unit', `Unknown unit: ${network.unit}. One of minutes, hours, days.`)
  const start = instantOf(asked.start)
  if (start === null) throw new RefusedInput('date', `calendar.start is not a moment that exists: ${asked.start}`)
  const calendar = workingCalendar({ dayLength: 86_400, ...calendarDays(asked) })
  const result = solved(network, unit, { start, calendar })
  const round = (work: number) => work / unit
  return {
    duration: round(calendar.workedAt(result.finish) - calendar.workedAt(result.start)),
    activities: result.activities.map((one) => ({
      ...one,
      ES: dateText(one.ES),
      EF: dateText(one.EF),
      LS: dateText(one.LS),
      LF: dateText(one.LF),
      TF: round(one.TF),
      FF: round(one.FF),
    })),
  }
}

function solved(network: Network, unit: number, options: Parameters<typeof schedule>[2]) {
  const result = schedule(
    network.activities.map(({ id, duration }) => ({ id, duration: duration * unit })),
    network.relations.map(({ lag, ...link }) => ({ ...link, lag: (lag ?? 0) * unit })),
    options,
  )
  if (result.ok) return result
  const { problem } = result
  throw new RefusedInput(problem.code, problem.code === 'cycle' ? problem.path.join(' > ') : problem.id)
}

const OFFICE: Interval[] = [
  [28_800, 43_200],
  [46_800, 61_200],
]

function calendarDays(asked: v.InferOutput<typeof calendarShape>) {
  const exceptions = new Map<number, Interval[]>()
  const year = Number(asked.start.slice(0, 4))
  if (asked.zone)
    for (let at = year - 1; at <= year + 30; at++)
      for (const day of holidays(asked.zone, at).keys()) exceptions.set(dayNumber(day), [])
  for (const { date, intervals } of asked.exceptions) exceptions.set(dayNumber(date), intervals.map(seconds))
  const week = asked.week?.map((day) => day.map(seconds)) ?? [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, [], []]
  return { week, exceptions }
}

function seconds([from, to]: [string, string]): Interval {
  const [start, end] = [secondsOfDay(from), secondsOfDay(to)]
  if (start === null || end === null) throw new RefusedInput('time', `Not a time of day: ${from} ${to}`)
  return [start, end]
}
