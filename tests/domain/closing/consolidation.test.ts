import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '@/domain/calendar/days'
import {
  byProgramme,
  consolidate,
  consolidatedCurve,
  sumOf,
  type ClosedFigures,
  type ClosedProject,
} from '@/domain/closing/consolidation'
import { quantitiesOf } from '@/domain/closing/snapshot'
import { earnedValue } from '@/domain/earned-value/evm'
import { aClosing, anId } from '../../builders/records'

const SUNDAY = '2026-11-08'
const closed = (through: string, fields: Record<string, unknown> = {}): ClosedFigures =>
  aClosing({
    id: anId(`closing ${through} ${JSON.stringify(fields)}`),
    project: anId('p'),
    author: anId('pmo'),
    through,
    original: 20_000,
    changes: 0,
    actuals: 12_000,
    remaining: 12_000,
    progress: 400,
    late: 0,
    ...fields,
  })
const project = (name: string, closings: ClosedFigures[], more: Partial<ClosedProject> = {}): ClosedProject => ({
  project: name,
  programme: 'North',
  closings,
  plannedAt: null,
  ...more,
})

describe('closings consolidated', () => {
  test('each project counts by its last closing on or before the day, and no other', () => {
    const p = project('p', [closed('2026-10-25'), closed('2026-11-01'), closed(SUNDAY)])
    expect(consolidate([p], '2026-11-07').lines[0]!.closing.through).toBe('2026-11-01')
    expect(consolidate([p], SUNDAY).lines[0]!.closing.through).toBe(SUNDAY)
    expect(consolidate([p], '2026-12-31').lines[0]!.before!.through).toBe('2026-11-01')
  })

  test('a project never closed by then is named, and is in no sum', () => {
    const found = consolidate(
      [project('p', [closed(SUNDAY)]), project('q', []), project('r', [closed('2026-11-15')])],
      SUNDAY,
    )
    expect(found.never).toEqual(['q', 'r'])
    expect(found.sums.count.closed).toBe(1)
    expect(found.sums.quantities.budget).toBe(20_000)
  })

  test('days that differ are told, with how many projects each', () => {
    const found = consolidate(
      [project('p', [closed(SUNDAY)]), project('q', [closed(SUNDAY)]), project('r', [closed('2026-11-01')])],
      SUNDAY,
    )
    expect(found.days).toEqual([
      { day: SUNDAY, count: 2 },
      { day: '2026-11-01', count: 1 },
    ])
  })

  test('a first closing has no drift, and is no 0 among those that have one', () => {
    const first = project('p', [closed(SUNDAY)])
    expect(consolidate([first], SUNDAY).sums.drift).toBe(null)
    const second = project('q', [closed('2026-11-01', { remaining: 10_000 }), closed(SUNDAY)])
    expect(consolidate([first, second], SUNDAY).sums).toMatchObject({ drift: 2000, count: { closed: 2, compared: 1 } })
  })

  test('the worked case stays itself when it is all there is: EV 8, CV −4, SV −2, CPI 0.667, SPI 0.8', () => {
    const { earned } = consolidate([project('p', [closed(SUNDAY)], { plannedAt: () => 10_000 })], SUNDAY).sums
    expect(earned).toEqual({ PV: 10_000, EV: 8000, AC: 12_000, BAC: 20_000, ETC: 12_000 })
    const { CV, SV, CPI, SPI } = earnedValue(earned!)
    expect([CV, SV, SPI]).toEqual([-4000, -2000, 0.8])
    expect(CPI).toBeCloseTo(0.667, 3)
  })

  test('earned value adds up the projects that have it alone: what is spent elsewhere is no cost of theirs (threat 57)', () => {
    const measured = project('p', [closed(SUNDAY)], { plannedAt: () => 10_000 })
    const unmeasured = project('q', [closed(SUNDAY, { progress: null })], { plannedAt: () => 5000 })
    const unplanned = project('r', [closed(SUNDAY)])
    const { earned, count, progress } = consolidate([measured, unmeasured, unplanned], SUNDAY).sums
    expect(earned).toMatchObject({ PV: 10_000, AC: 12_000, BAC: 20_000 })
    expect(count).toEqual({ closed: 3, compared: 0, earning: 1 })
    expect(progress).toBe(null)
    expect(consolidate([unmeasured, unplanned], SUNDAY).sums.earned).toBe(null)
    expect(consolidate([], SUNDAY).sums).toMatchObject({ progress: null, drift: null, earned: null })
  })

  test('projects without a programme stand last', () => {
    const found = consolidate(
      [
        project('p', [closed(SUNDAY)], { programme: '' }),
        project('q', [closed(SUNDAY)], { programme: 'South' }),
        project('r', [closed(SUNDAY)]),
      ],
      SUNDAY,
    )
    expect(byProgramme(found.lines).map(({ programme }) => programme)).toEqual(['North', 'South', ''])
  })
})

const effort = fc.nat(40).map((quarters) => quarters * 250)
const figures = fc.record({
  original: effort,
  changes: effort,
  actuals: effort,
  remaining: effort,
  late: effort,
  progress: fc.option(fc.integer({ min: 0, max: 1000 })),
})
const anyProject = fc.record({
  programme: fc.constantFrom('North', 'South', ''),
  planned: fc.option(effort),
  closings: fc.array(fc.record({ skip: fc.boolean(), figures }), { maxLength: 5 }),
})
const portfolio = fc.array(anyProject, { maxLength: 6 }).map((all) =>
  all.map(({ programme, planned, closings }, at) =>
    project(
      `p${at}`,
      closings.flatMap(({ skip, figures: of }, week) => (skip ? [] : closed(addDays('2026-10-04', 7 * week), of))),
      { programme, plannedAt: planned === null ? null : () => planned },
    ),
  ),
)
const days = fc
  .tuple(fc.nat(40), fc.nat(40))
  .map(([a, b]) => [addDays('2026-10-01', Math.min(a, b)), addDays('2026-10-01', Math.max(a, b))] as const)

describe('whatever was closed, and when', () => {
  test('everything is the sum of its programmes, each the sum of its projects, to the thousandth', () => {
    fc.assert(
      fc.property(portfolio, days, (projects, [, day]) => {
        const all = consolidate(projects, day)
        const groups = byProgramme(all.lines)
        expect(groups.flatMap(({ lines }) => lines)).toHaveLength(all.lines.length)
        expect(sumOf(groups).quantities).toEqual(all.sums.quantities)
        for (const key of ['drift', 'landingBefore', 'late', 'earned', 'count'] as const)
          expect(sumOf(groups)[key]).toEqual(all.sums[key])
        expect(all.lines.length + all.never.length).toBe(projects.length)
        const { quantities } = all.sums
        expect(quantities.landing).toBe(quantities.actuals + quantities.remaining)
        expect(quantities.variance).toBe(quantities.landing - quantities.budget)
      }),
    )
  })

  test('the drift of two periods is the sum of theirs: what the landing moved by, projects that came in apart', () => {
    fc.assert(
      fc.property(portfolio, (projects) => {
        const curve = consolidatedCurve(projects, '2026-12-31')
        const closedOn = (day: string) =>
          projects.filter(({ closings }) => closings.some(({ through }) => through === day))
        let told = 0
        for (const { day } of curve)
          for (const of of closedOn(day)) {
            const { sums, before } = consolidate([of], day).lines[0]!
            told += before ? sums.drift! : sums.quantities.landing
          }
        expect(told).toBe(curve.at(-1)?.landing ?? 0)
      }),
    )
  })

  test('φ stays within its parts, and is unknown as soon as one that weighs is', () => {
    fc.assert(
      fc.property(portfolio, days, (projects, [, day]) => {
        const { lines, sums } = consolidate(projects, day)
        const weighing = lines.filter((line) => line.sums.quantities.budget > 0).map((line) => line.closing.progress)
        const isKnown = weighing.length > 0 && !weighing.includes(null)
        expect(sums.progress !== null).toBe(isKnown)
        if (!isKnown) return
        expect(sums.progress).toBeGreaterThanOrEqual(Math.min(...(weighing as number[])))
        expect(sums.progress).toBeLessThanOrEqual(Math.max(...(weighing as number[])))
      }),
    )
  })

  test('what was closed later changes nothing of an earlier day', () => {
    fc.assert(
      fc.property(portfolio, days, (projects, [day]) => {
        const then = projects.map((of) => ({ ...of, closings: of.closings.filter(({ through }) => through <= day) }))
        expect(consolidate(projects, day)).toEqual(consolidate(then, day))
      }),
    )
  })

  test('a curve ends where the consolidation stands', () => {
    fc.assert(
      fc.property(portfolio, days, (projects, [, day]) => {
        const { sums } = consolidate(projects, day)
        const last = consolidatedCurve(projects, day).at(-1)
        expect(last?.landing ?? 0).toBe(sums.quantities.landing)
        expect(last?.closed ?? 0).toBe(sums.count.closed)
        const sum = consolidate(projects, day).lines.reduce(
          (total, { closing }) => total + quantitiesOf(closing).budget,
          0,
        )
        expect(sum).toBe(sums.quantities.budget)
      }),
    )
  })
})
