import type { Closing, ClosingItem } from '@/schema/closing'
import { addQuantities, NOTHING, type Quantities } from '@/domain/progress/quantities'
import { weightedProgress } from '@/domain/progress/wbs'
import { quantitiesOf } from './snapshot'

export type ClosedFigures = Pick<
  Closing,
  'id' | 'through' | 'original' | 'changes' | 'actuals' | 'remaining' | 'progress' | 'late'
>

/** A project with its closings that still stand, the oldest first. */
export interface ClosedProject<C extends ClosedFigures = ClosedFigures> {
  project: string
  programme: string
  closings: readonly C[]
  /** PV at the end of a day, thousandths of a day; null without a baseline. */
  plannedAt: ((day: string) => number) | null
}

/** What one project says of a day: its last closing until then. */
export interface ConsolidatedLine<C extends ClosedFigures = ClosedFigures> {
  project: string
  programme: string
  closing: C
  /** What it is compared with; null at a first closing. */
  before: C | null
  sums: ConsolidatedSums
}

/** Of one project, of a programme or of everything: all are sums of projects. Efforts in thousandths of a day. */
export interface ConsolidatedSums {
  quantities: Quantities
  /** D: Σ of the projects' A now − A at the closing before. Null where no project was closed before. */
  drift: number | null
  /** A at the closings before, of the projects that have a drift: with it, their A now. */
  landingBefore: number
  /** Time of closed periods that arrived since; part of the drift. */
  late: number
  /** φ, thousandths, weighted by B; null as soon as one project with effort was never measured. */
  progress: number | null
  /** Null where no project has both a baseline and a measured φ. */
  earned: EarnedSums | null
  /** How many projects were closed, how many of them a second time, in how many value is earned. */
  count: { closed: number; compared: number; earning: number }
}

/** Earned value of the projects that have it, and of nothing else: AC and BAC are of the same ones. */
export interface EarnedSums {
  PV: number
  EV: number
  AC: number
  BAC: number
  ETC: number
}

export interface Consolidation<C extends ClosedFigures = ClosedFigures> {
  lines: ConsolidatedLine<C>[]
  /** Projects without a closing until that day: named, since they are in no sum. */
  never: string[]
  /** The days of the closings that count, the latest first, with how many projects each. */
  days: { day: string; count: number }[]
  sums: ConsolidatedSums
}

/**
 * Everything as of a day, from closings alone: each project by its last one on or before that day.
 *
 * @example consolidate([{ project: 'p', closings: [{ through: '2026-11-08', … }], … }], '2026-11-10').days // [{ day: '2026-11-08', count: 1 }]
 */
export function consolidate<C extends ClosedFigures>(
  projects: readonly ClosedProject<C>[],
  day: string,
): Consolidation<C> {
  const lines = projects.flatMap((project) => lineOf(project, day) ?? [])
  const closed = new Set(lines.map((line) => line.project))
  const counts = new Map<string, number>()
  for (const { closing } of lines) counts.set(closing.through, (counts.get(closing.through) ?? 0) + 1)
  return {
    lines,
    never: projects.map(({ project }) => project).filter((project) => !closed.has(project)),
    days: [...counts].map(([of, count]) => ({ day: of, count })).toSorted((a, b) => (a.day < b.day ? 1 : -1)),
    sums: sumOf(lines),
  }
}

function lineOf<C extends ClosedFigures>(of: ClosedProject<C>, day: string): ConsolidatedLine<C> | null {
  const until = of.closings.filter((closing) => closing.through <= day)
  const closing = until.at(-1)
  if (!closing) return null
  const before = until.at(-2) ?? null
  const quantities = quantitiesOf(closing)
  const { budget, actuals, landing, remaining } = quantities
  const planned = of.plannedAt ? of.plannedAt(closing.through) : null
  const earns = planned !== null && closing.progress !== null
  const sums: ConsolidatedSums = {
    quantities,
    drift: before && landing - quantitiesOf(before).landing,
    landingBefore: before ? quantitiesOf(before).landing : 0,
    late: before ? closing.late : 0,
    progress: closing.progress,
    earned: earns
      ? { PV: planned, EV: Math.round((budget * closing.progress!) / 1000), AC: actuals, BAC: budget, ETC: remaining }
      : null,
    count: { closed: 1, compared: before ? 1 : 0, earning: earns ? 1 : 0 },
  }
  return { project: of.project, programme: of.programme, closing, before, sums }
}

const NO_SUMS: ConsolidatedSums = {
  quantities: NOTHING,
  drift: null,
  landingBefore: 0,
  late: 0,
  progress: null,
  earned: null,
  count: { closed: 0, compared: 0, earning: 0 },
}

/** The sum of some projects' lines: a programme is one of these, everything is another. */
export function sumOf(lines: readonly Pick<ConsolidatedLine, 'sums'>[]): ConsolidatedSums {
  const parts = lines.map(({ sums }) => sums)
  const all = parts.reduce(added, NO_SUMS)
  return { ...all, progress: weightedProgress(parts) }
}

function added(a: ConsolidatedSums, b: ConsolidatedSums): ConsolidatedSums {
  return {
    quantities: addQuantities(a.quantities, b.quantities),
    drift: a.drift === null ? b.drift : b.drift === null ? a.drift : a.drift + b.drift,
    landingBefore: a.landingBefore + b.landingBefore,
    late: a.late + b.late,
    progress: null,
    earned: a.earned && b.earned ? earnedTogether(a.earned, b.earned) : (a.earned ?? b.earned),
    count: {
      closed: a.count.closed + b.count.closed,
      compared: a.count.compared + b.count.compared,
      earning: a.count.earning + b.count.earning,
    },
  }
}

const earnedTogether = (a: EarnedSums, b: EarnedSums): EarnedSums => ({
  PV: a.PV + b.PV,
  EV: a.EV + b.EV,
  AC: a.AC + b.AC,
  BAC: a.BAC + b.BAC,
  ETC: a.ETC + b.ETC,
})

type ItemFigures = Pick<ClosingItem, 'original' | 'changes' | 'actuals' | 'remaining' | 'progress' | 'late'>

/**
 * One line of a closing in the same figures, beside the same line at the closing before; a line that was not there then starts
 * from nothing. Value earned is the project's alone.
 */
export function sumsOfItem(item: ItemFigures, before: ItemFigures | undefined): ConsolidatedSums {
  const quantities = quantitiesOf(item)
  const landingBefore = before ? quantitiesOf(before).landing : 0
  const { late, progress } = item
  return { ...NO_SUMS, quantities, drift: quantities.landing - landingBefore, landingBefore, late, progress }
}

/** The programmes in the order of their names, the projects without one last. */
export function byProgramme<C extends ClosedFigures>(
  lines: readonly ConsolidatedLine<C>[],
): { programme: string; lines: ConsolidatedLine<C>[]; sums: ConsolidatedSums }[] {
  const groups = new Map<string, ConsolidatedLine<C>[]>()
  for (const line of lines) groups.set(line.programme, [...(groups.get(line.programme) ?? []), line])
  return [...groups]
    .toSorted(([a], [b]) => Number(a === '') - Number(b === '') || a.localeCompare(b))
    .map(([programme, own]) => ({ programme, lines: own, sums: sumOf(own) }))
}

export interface ConsolidatedPoint {
  day: string
  /** How many projects it adds up: one that is closed for the first time raises every curve. */
  closed: number
  budget: number
  actuals: number
  landing: number
}

/** B, C and A at each day on which something was closed, until a day; the oldest first. */
export function consolidatedCurve(projects: readonly ClosedProject[], until: string): ConsolidatedPoint[] {
  // PV of every day of the past would take long, and no curve shows it.
  const unplanned = projects.map((of) => ({ ...of, plannedAt: null }))
  const days = new Set(projects.flatMap(({ closings }) => closings.map(({ through }) => through as string)))
  return [...days]
    .filter((day) => day <= until)
    .toSorted()
    .map((day) => {
      const { quantities, count } = consolidate(unplanned, day).sums
      const { budget, actuals, landing } = quantities
      return { day, closed: count.closed, budget, actuals, landing }
    })
}
