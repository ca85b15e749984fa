import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CONTINUOUS, workingCalendar, type Interval } from '@/domain/schedule/working-calendar'

const office: Interval[] = [
  [480, 720],
  [780, 1020],
]
const DAY = 1440

describe('a working calendar', () => {
  it('finds the end of work over a weekend (the worked example)', () => {
    const calendar = workingCalendar({ dayLength: DAY, week: [office, office, office, office, office, [], []] })
    expect(calendar.finishAt(calendar.workedAt(20777 * DAY + 960) + 240)).toBe(20780 * DAY + 660)
  })

  it('never ends where nobody works', () => {
    const never = workingCalendar({ dayLength: DAY, week: [] })
    expect([never.finishAt(1), never.startAt(0), never.workedAt(5)]).toEqual([Infinity, Infinity, 0])
  })

  it('one worked day in a calendar without any is found', () => {
    const once = workingCalendar({ dayLength: DAY, week: [], exceptions: new Map([[10, office]]) })
    expect([once.startAt(0), once.finishAt(480), once.finishAt(481)]).toEqual([
      10 * DAY + 480,
      10 * DAY + 1020,
      Infinity,
    ])
  })

  const intervals = fc.array(fc.tuple(fc.nat(24), fc.nat(24)), { maxLength: 3 })
  const shape = fc.record({
    week: fc.array(intervals, { minLength: 7, maxLength: 7 }),
    special: fc.dictionary(fc.integer({ min: 5, max: 60 }).map(String), intervals, { maxKeys: 8 }),
  })

  it('agrees with counting hour by hour', () => {
    fc.assert(
      fc.property(shape, fc.nat(70 * 24), fc.nat(300), ({ week, special }, instant, amount) => {
        const exceptions = new Map(Object.entries(special).map(([day, of]) => [Number(day), of]))
        const calendar = workingCalendar({ dayLength: 24, week, exceptions })
        const isWorked = (hour: number) => {
          const day = Math.floor(hour / 24)
          const of = exceptions.get(day) ?? week[(day + 3) % 7]!
          return of.some(([from, to]) => hour - day * 24 >= from && hour - day * 24 < to)
        }
        const counted = (until: number) => Array.from({ length: until }, (_, hour) => hour).filter(isWorked).length
        expect(calendar.workedAt(instant) - calendar.workedAt(0)).toBe(counted(instant))
        const target = calendar.workedAt(instant) + amount
        const finish = calendar.finishAt(target)
        const start = calendar.startAt(target)
        if (Number.isFinite(finish)) {
          expect(calendar.workedAt(finish)).toBe(target)
          expect(finish >= 0 ? isWorked(finish - 1) || finish === 0 : true).toBe(true)
        }
        if (Number.isFinite(start)) {
          expect(calendar.workedAt(start)).toBe(target)
          expect(start >= 0 ? isWorked(start) : true).toBe(true)
        }
      }),
    )
  })

  it('that never stops is the clock itself', () => {
    expect([CONTINUOUS.workedAt(7), CONTINUOUS.startAt(7), CONTINUOUS.finishAt(7)]).toEqual([7, 7, 7])
  })
})
