import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '@/domain/calendar/days'
import { alertsOf } from '@/domain/alerts/registry'
import { asTold, sinceTold } from '@/domain/alerts/digest'
import { bySight, isSetAside, type MarkLike } from '@/domain/alerts/marks'
import { saidOf } from '@/domain/alerts/sentence'
import { DEFAULT_THRESHOLDS, type Thresholds } from '@/domain/alerts/thresholds'
import { anythingWatched, TODAY } from './a-watched'

type Number = { [K in keyof Thresholds]: Thresholds[K] extends number ? K : never }[keyof Thresholds]

/** Which way each threshold says less. */
const CALMER: Record<Number, 1 | -1> = {
  slip_days: 1,
  imposed_margin: -1,
  overrun_share: 1,
  task_overrun: 1,
  risk_late: 1,
  action_late: 1,
  week_wait: 1,
  load_share: 1,
}
const RANGES: Record<Number, [number, number]> = {
  slip_days: [1, 60],
  imposed_margin: [0, 60],
  overrun_share: [0, 2000],
  task_overrun: [0, 40_000],
  risk_late: [0, 60],
  action_late: [0, 60],
  week_wait: [0, 6],
  load_share: [100, 3000],
}
const names = Object.keys(CALMER) as Number[]
const two = fc
  .constantFrom(...names)
  .chain((name) => fc.tuple(fc.constant(name), ...RANGES[name].map(() => fc.integer(between(RANGES[name])))))
const between = ([min, max]: [number, number]) => ({ min, max })
const keys = (alerts: readonly { key: string }[]) => alerts.map(({ key }) => key)

describe('the rules', () => {
  test('a calmer threshold never says more, whichever it is', () => {
    fc.assert(
      fc.property(anythingWatched, two, (watched, [name, one, other]) => {
        const [low, high] = [Math.min(one!, other!), Math.max(one!, other!)]
        const [calm, strict] = CALMER[name] === 1 ? [high, low] : [low, high]
        // A milestone whose imposed date is no longer said may be said to slip: it is no other thing.
        const at = (value: number) =>
          alertsOf(watched, { ...DEFAULT_THRESHOLDS, [name]: value }).map(({ subject }) => subject)
        const said = new Set(at(strict))
        for (const subject of at(calm)) expect(said).toContain(subject)
        expect(at(calm).length).toBeLessThanOrEqual(at(strict).length)
      }),
    )
  })

  test('the order of what they look at changes nothing', () => {
    const turned = <T>(all: readonly T[]) => all.toReversed()
    fc.assert(
      fc.property(anythingWatched, (watched) => {
        const other = {
          ...watched,
          loads: turned(watched.loads),
          projects: turned(watched.projects).map((one) => ({
            ...one,
            milestones: turned(one.milestones),
            actions: turned(one.actions),
            roots: turned(one.roots),
            members: turned(one.members),
          })),
        }
        const said = alertsOf(watched, DEFAULT_THRESHOLDS)
        expect(alertsOf(other, DEFAULT_THRESHOLDS)).toEqual(said)
        expect(new Set(keys(said)).size).toBe(said.length)
      }),
    )
  })

  test('every alert has a sentence with a name, and whole figures', () => {
    fc.assert(
      fc.property(anythingWatched, (watched) => {
        for (const alert of alertsOf(watched, DEFAULT_THRESHOLDS)) {
          expect(Number.isInteger(alert.level)).toBe(true)
          const { count, values } = saidOf(alert)
          expect(count === null || (Number.isInteger(count) && count >= 0)).toBe(true)
          for (const value of Object.values(values)) expect(JSON.stringify(value)).not.toMatch(/null|NaN/)
        }
      }),
    )
  })
})

describe('what somebody set aside', () => {
  const levels = fc.integer({ min: -50, max: 50 })
  const mark = (fields: Partial<MarkLike>): MarkLike => ({
    alert: 'a',
    state: 'acknowledged',
    level: 0,
    until: '',
    ...fields,
  })

  test('an acknowledged alert is quiet exactly as long as it is no worse', () => {
    fc.assert(
      fc.property(levels, levels, fc.nat(400), (then, now, days) => {
        const day = addDays(TODAY, days)
        expect(isSetAside({ level: now }, mark({ level: then }), day)).toBe(now <= then)
      }),
    )
  })

  test('one put off comes back on its day, whatever became of it', () => {
    fc.assert(
      fc.property(levels, fc.integer({ min: -40, max: 40 }), (level, days) => {
        const until = addDays(TODAY, days)
        expect(isSetAside({ level }, mark({ state: 'snoozed', until }), TODAY)).toBe(days > 0)
      }),
    )
  })

  test('one taken back, or never marked, is seen; and every alert is in one of the two places', () => {
    expect(isSetAside({ level: 1 }, mark({ state: 'lifted', level: 9 }), TODAY)).toBe(false)
    expect(isSetAside({ level: 1 }, undefined, TODAY)).toBe(false)
    fc.assert(
      fc.property(anythingWatched, fc.array(fc.nat(40)), (watched, chosen) => {
        const alerts = alertsOf(watched, DEFAULT_THRESHOLDS)
        const marks = chosen.flatMap((index) => {
          const alert = alerts[index]
          return alert ? [mark({ alert: alert.key, level: alert.level })] : []
        })
        const { toSee, setAside } = bySight(alerts, marks, TODAY)
        expect([...keys(toSee), ...keys(setAside)].toSorted()).toEqual(keys(alerts).toSorted())
      }),
    )
  })
})

test('a digest tells nothing twice: what it told is not new, unless it got worse', () => {
  fc.assert(
    fc.property(anythingWatched, fc.nat(20), (watched, index) => {
      const alerts = alertsOf(watched, DEFAULT_THRESHOLDS)
      const told = asTold(alerts)
      expect(sinceTold(alerts, told)).toEqual([])
      expect(sinceTold(alerts, {})).toEqual(alerts)
      const worse = alerts.map((alert, at) => (at === index ? { ...alert, level: told[alert.key]! + 1 } : alert))
      expect(sinceTold(worse, told)).toEqual(worse.slice(index, index + 1))
    }),
  )
})
