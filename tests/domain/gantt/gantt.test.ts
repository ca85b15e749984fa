import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spansOf } from '@/domain/gantt/bars'
import { linkArrow, linkPath } from '@/domain/gantt/link-path'
import { fitted, paperSheets } from '@/domain/gantt/paper'
import { rowsOnScreen } from '@/domain/gantt/rows'
import {
  daysIn,
  endOf,
  fineTicks,
  monthTicks,
  restZones,
  timeScale,
  widthOf,
  xOf,
  ZOOM_NAMES,
} from '@/domain/gantt/time-scale'
import { addDays, weekday } from '@/domain/calendar/days'
import { wbsTree } from '@/domain/progress/wbs'
import { LINK_TYPES } from '@/schema/dependency'
import { aTask, anId } from '@tests/builders/records'

const zoom = fc.constantFrom(...ZOOM_NAMES)
const day = fc.integer({ min: 0, max: 900 }).map((count) => addDays('2025-06-01', count))

describe('on paper', () => {
  test('every row is on one sheet, in order, and no sheet has more than it can hold', () => {
    expect(paperSheets(5, 2)).toEqual([
      { from: 0, to: 2 },
      { from: 2, to: 4 },
      { from: 4, to: 5 },
    ])
    fc.assert(
      fc.property(fc.nat(400), fc.integer({ min: 1, max: 40 }), (rows, most) => {
        const sheets = paperSheets(rows, most)
        expect(sheets.every(({ from, to }) => to > from && to - from <= most)).toBe(true)
        expect(sheets.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index))).toEqual(
          Array.from({ length: rows }, (_, index) => index),
        )
      }),
    )
  })

  test('all days of a plan fit on the sheet, however long it is', () => {
    fc.assert(
      fc.property(fc.array(day, { maxLength: 6 }), day, zoom, (days, today, name) => {
        const scale = timeScale(days, today, name)
        const sheet = fitted(scale, 1000)
        expect(widthOf(sheet)).toBeLessThan(1000.001)
        expect([sheet.from, sheet.days]).toEqual([scale.from, scale.days])
      }),
    )
  })
})

describe('a time scale', () => {
  test('begins on a Monday, shows every day that it was made for, and ticks without holes', () => {
    fc.assert(
      fc.property(fc.array(day, { maxLength: 6 }), day, zoom, (days, today, name) => {
        const scale = timeScale(days, today, name)
        expect(weekday(scale.from)).toBe(1)
        expect(scale.days % 7).toBe(0)
        for (const one of [...days, today]) {
          expect(xOf(scale, one)).toBeGreaterThanOrEqual(0)
          expect(endOf(scale, one)).toBeLessThanOrEqual(widthOf(scale))
          expect(daysIn(scale, xOf(scale, one))).toBe(Math.round(xOf(scale, one) / scale.dayWidth))
        }
        const { unit, ticks } = fineTicks(scale)
        for (const line of unit === 'none' ? [monthTicks(scale)] : [monthTicks(scale), ticks])
          expect(line.reduce((sum, tick) => sum + tick.width, 0)).toBeCloseTo(widthOf(scale))
      }),
      { seed: 1 },
    )
  })

  test('shades weekends as one zone each', () => {
    const scale = timeScale(['2026-11-23'], '2026-11-23', 'week')
    const zones = restZones(scale, (one) => weekday(one) < 6)
    expect(zones).toHaveLength(scale.days / 7)
    expect(zones.every((zone) => zone.width === 2 * scale.dayWidth)).toBe(true)
    expect(restZones({ ...scale, dayWidth: 1 }, () => false)).toEqual([])
  })
})

describe('a link', () => {
  const place = (left: number, right: number, y: number) => ({ left, right, y })

  test('starts and ends where its type says', () => {
    const [from, to] = [place(10, 50, 16), place(90, 130, 48)]
    const ends = { FS: [50, 90], SS: [10, 90], FF: [50, 130], SF: [10, 130] } as const
    for (const type of LINK_TYPES) {
      const path = linkPath(type, from, to)
      expect(path.startsWith(`M ${ends[type][0]} 16 `)).toBe(true)
      expect(path.endsWith(`H ${ends[type][1]}`)).toBe(true)
      expect(linkArrow(type, to)).toContain(`M ${ends[type][1]} 48`)
    }
  })

  test('goes round when there is no room between the two', () => {
    expect(linkPath('FS', place(0, 60, 16), place(40, 90, 48))).toBe('M 60 16 H 68 V 35 H 32 V 48 H 40')
  })
})

describe('rows on screen', () => {
  test('are those of the window and a few around, never beyond the list', () => {
    expect(rowsOnScreen(5000, { top: 3200, height: 640, rowHeight: 32 })).toEqual({ from: 88, to: 128 })
    fc.assert(
      fc.property(fc.nat(6000), fc.nat(200_000), fc.nat(2000), (count, top, height) => {
        const { from, to } = rowsOnScreen(count, { top, height, rowHeight: 32 })
        expect(from).toBeGreaterThanOrEqual(0)
        expect(from).toBeLessThanOrEqual(to)
        expect(to).toBeLessThanOrEqual(count)
      }),
      { seed: 1 },
    )
  })
})

test('a phase covers what is below it, a milestone stands on the day it was reached', () => {
  const phase = aTask({ id: anId('phase'), kind: 'phase', starts_on: '2026-01-01', ends_on: '2026-01-02' })
  const one = aTask({ id: anId('one'), parent: phase.id, starts_on: '2026-11-02', ends_on: '2026-11-06' })
  const two = aTask({ id: anId('two'), parent: phase.id, starts_on: '2026-11-04', ends_on: '2026-11-20' })
  const end = aTask({
    id: anId('end'),
    parent: phase.id,
    kind: 'milestone',
    forecast_on: '2026-11-25',
    actual_on: '2026-11-23',
  })
  const spans = spansOf(wbsTree([phase, one, two, end], new Map()))
  expect(spans.get(phase.id)).toEqual({ from: '2026-11-02', to: '2026-11-23' })
  expect(spans.get(end.id)).toEqual({ from: '2026-11-23', to: '2026-11-23' })
})
