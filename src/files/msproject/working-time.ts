import { weekday, dayFromNumber } from '@/domain/calendar/days'
import { workingCalendar, type WorkingCalendar } from '@/domain/schedule/working-calendar'
import type { Plan, PlanCalendar, PlanInterval } from './plan'
import { fallsOn } from './recurrence'
import { DAY_SECONDS } from './values'

/** Working time with its base's already in it. */
interface Shape {
  week: PlanInterval[][]
  exceptions: Map<number, PlanInterval[]>
}

const HOURS = 3600
const OFFICE_DAY: PlanInterval[] = [
  [8 * HOURS, 12 * HOURS],
  [13 * HOURS, 17 * HOURS],
]
/** What planners take where a file says nothing: Monday to Friday, 8 to 12 and 13 to 17. */
const STANDARD_WEEK: PlanInterval[][] = [OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, [], []]

/** Exceptions of a hostile file could span more days than memory holds. */
const MOST_EXCEPTION_DAYS = 400_000

export interface PlanCalendars {
  project: WorkingCalendar
  /** Of a task: its own, with the working time of those who do it unless told to ignore it. */
  ofTask(calendarUid: string, resourcesCalendarUids: readonly string[]): WorkingCalendar
}

export function calendarsOf(plan: Plan): PlanCalendars {
  const shapes = shapesOf(plan)
  const projectShape = shapes.get(projectCalendarUid(plan)) ?? { week: STANDARD_WEEK, exceptions: new Map() }
  const built = new Map<string, WorkingCalendar>()
  const build = (shape: Shape) => {
    const key = JSON.stringify([shape.week, [...shape.exceptions]])
    let calendar = built.get(key)
    if (!calendar) built.set(key, (calendar = workingCalendar({ dayLength: DAY_SECONDS, ...shape })))
    return calendar
  }
  const known = new Map<string, WorkingCalendar>()
  return {
    project: build(projectShape),
    ofTask(calendarUid, resources) {
      const key = `${calendarUid}|${[...new Set(resources)].sort().join(' ')}`
      let calendar = known.get(key)
      if (!calendar) {
        const own = shapes.get(calendarUid)
        const theirs = resources.map((uid) => shapes.get(uid) ?? projectShape)
        const team = theirs.length > 0 ? theirs.reduce((all, one) => combined(all, one, union)) : undefined
        const shape = own && team ? combined(own, team, intersection) : (own ?? team ?? projectShape)
        known.set(key, (calendar = build(shape)))
      }
      return calendar
    },
  }
}

/** Named by the project; else called as MS Project calls it; else the first that is a base. */
function projectCalendarUid({ project, calendars }: Plan): string {
  if (calendars.some(({ uid }) => uid === project.calendarUid)) return project.calendarUid
  const bases = calendars.filter(({ isBase }) => isBase)
  return (bases.find(({ name }) => name === 'Standard') ?? bases[0])?.uid ?? ''
}

function shapesOf({ calendars }: Plan): Map<string, Shape> {
  const byUid = new Map(calendars.map((one) => [one.uid, one]))
  const shapes = new Map<string, Shape>()
  for (const calendar of calendars) {
    const line: PlanCalendar[] = []
    // From the calendar up to what is known or stands alone; a loop of bases ends where it began.
    for (
      let at: PlanCalendar | undefined = calendar;
      at && !shapes.has(at.uid) && !line.includes(at);
      at = byUid.get(at.baseUid)
    )
      line.push(at)
    for (const one of line.toReversed()) shapes.set(one.uid, shapeOf(one, shapes.get(one.baseUid)))
  }
  return shapes
}

function shapeOf(calendar: PlanCalendar, base: Shape | undefined): Shape {
  const week = calendar.week.map((day, index) => day ?? base?.week[index] ?? STANDARD_WEEK[index]!)
  const exceptions = new Map<number, PlanInterval[]>()
  for (const [day, intervals] of base?.exceptions ?? []) {
    // A person's own week says more than a day that their base works otherwise, unless that is a day off.
    const own = calendar.week[weekday(dayFromNumber(day)) - 1]
    exceptions.set(day, own && intervals.length > 0 ? own : intervals)
  }
  for (const exception of calendar.exceptions)
    for (let day = exception.from; day <= exception.to && exceptions.size < MOST_EXCEPTION_DAYS; day++)
      if (!exception.recurrence || fallsOn(exception.recurrence, exception.from, day))
        exceptions.set(day, exception.intervals)
  return { week, exceptions }
}

type Combine = (a: readonly PlanInterval[], b: readonly PlanInterval[]) => PlanInterval[]

function combined(a: Shape, b: Shape, combine: Combine): Shape {
  if (a === b) return a
  const on = (shape: Shape, day: number) =>
    shape.exceptions.get(day) ?? shape.week[weekday(dayFromNumber(day)) - 1] ?? []
  const days = new Set([...a.exceptions.keys(), ...b.exceptions.keys()])
  return {
    week: a.week.map((day, index) => combine(day, b.week[index] ?? [])),
    exceptions: new Map([...days].map((day) => [day, combine(on(a, day), on(b, day))])),
  }
}

/** Somebody of the team works: the calendar merges what overlaps. */
const union: Combine = (a, b) => [...a, ...b]

const intersection: Combine = (a, b) =>
  a.flatMap(([from, to]) =>
    b
      .map(([other, until]): PlanInterval => [Math.max(from, other), Math.min(to, until)])
      .filter(([from, to]) => to > from),
  )
