import { addDays, dayNumber, monthOf, weekday, weekOf } from '@/domain/calendar/days'

/** How wide a day is drawn at each zoom, in pixels. */
export const ZOOMS = { day: 32, week: 12, month: 4, quarter: 1.5 } as const
export type Zoom = keyof typeof ZOOMS
export const ZOOM_NAMES = Object.keys(ZOOMS) as Zoom[]

/** Days before and after what is planned, so that a bar can be dragged out of it. */
const MARGIN = 14

export interface TimeScale {
  /** First day drawn; a Monday. */
  from: string
  /** How many days are drawn. */
  days: number
  dayWidth: number
}

/** A scale that shows these days and today, whole weeks, with room around. */
export function timeScale(days: readonly string[], today: string, zoom: Zoom): TimeScale {
  const known = [...days.filter(Boolean), today].toSorted()
  const first = addDays(known[0]!, -MARGIN)
  const from = addDays(first, 1 - weekday(first))
  const last = addDays(known.at(-1)!, MARGIN)
  return { from, days: dayNumber(last) - dayNumber(from) + 8 - weekday(last), dayWidth: ZOOMS[zoom] }
}

/** Left edge of a day, in pixels. */
export const xOf = (scale: TimeScale, day: string) => (dayNumber(day) - dayNumber(scale.from)) * scale.dayWidth

/** Right edge of a day: a bar that ends on Friday reaches to the end of Friday. */
export const endOf = (scale: TimeScale, day: string) => xOf(scale, day) + scale.dayWidth

/** Whole days in a distance of pixels, rounded. */
export const daysIn = (scale: TimeScale, pixels: number) => Math.round(pixels / scale.dayWidth)

export const widthOf = (scale: TimeScale) => scale.days * scale.dayWidth

export interface Tick {
  x: number
  width: number
  /** The first day of what the tick names. */
  day: string
}

/** The months of a scale, the first and the last one cut at its edges. */
export function monthTicks(scale: TimeScale): Tick[] {
  return ticks(scale, (day) => monthOf(day))
}

/** The years of a scale, for a sheet on which months are too narrow to be named. */
export function yearTicks(scale: TimeScale): Tick[] {
  return ticks(scale, (day) => day.slice(0, 4))
}

/** Days when they are wide enough to be read, else weeks, else nothing: months say enough. */
export function fineTicks(scale: TimeScale): { unit: 'day' | 'week' | 'none'; ticks: Tick[] } {
  if (scale.dayWidth >= ZOOMS.day) return { unit: 'day', ticks: ticks(scale, (day) => day) }
  if (scale.dayWidth >= ZOOMS.month) return { unit: 'week', ticks: ticks(scale, (day) => weekOf(day)) }
  return { unit: 'none', ticks: [] }
}

function ticks(scale: TimeScale, nameOf: (day: string) => string): Tick[] {
  const found: Tick[] = []
  let name = ''
  for (let index = 0; index < scale.days; index++) {
    const day = addDays(scale.from, index)
    const next = nameOf(day)
    if (next === name) found.at(-1)!.width += scale.dayWidth
    else found.push({ x: index * scale.dayWidth, width: scale.dayWidth, day })
    name = next
  }
  return found
}

/** Runs of days on which nobody works, as zones to be shaded; none where days are too narrow to tell. */
export function restZones(scale: TimeScale, isWorked: (day: string) => boolean): { x: number; width: number }[] {
  if (scale.dayWidth < ZOOMS.month) return []
  const zones: { x: number; width: number }[] = []
  for (let index = 0; index < scale.days; index++) {
    if (isWorked(addDays(scale.from, index))) continue
    const x = index * scale.dayWidth
    const last = zones.at(-1)
    if (last && last.x + last.width === x) last.width += scale.dayWidth
    else zones.push({ x, width: scale.dayWidth })
  }
  return zones
}
