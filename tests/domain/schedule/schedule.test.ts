import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Activity, Dated, Relation, Scheduled } from '@/domain/schedule/activity'
import { schedule } from '@/domain/schedule/schedule'
import { CONTINUOUS } from '@/domain/schedule/working-calendar'
import { aNetwork } from './networks'

const plain = { start: 0, calendar: CONTINUOUS }
function solved(activities: readonly Activity[], relations: readonly Relation[]): Extract<Scheduled, { ok: true }> {
  const result = schedule(activities, relations, plain)
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result
}

/** "A 3", then "A>B", "A>B SS+2": short enough to read a network at a glance. */
function network(activities: string, links: string): [Activity[], Relation[]] {
  const list = (text: string) =>
    text
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean)
  return [
    list(activities).map((one) => ({ id: one.split(' ')[0]!, duration: Number(one.split(' ')[1]) })),
    list(links).map((one) => {
      const [, pred, succ, type = 'FS', lag = '0'] = /^(\w+)>(\w+)(?: (FS|SS|FF|SF))?([+-]\d+)?$/.exec(one)!
      return { pred: pred!, succ: succ!, type: type as Relation['type'], lag: Number(lag) }
    }),
  ]
}

const row = ({ id, ES, EF, LS, LF, TF, FF }: Dated) => `${id} ${ES} ${EF} ${LS} ${LF} ${TF} ${FF}`

describe('networks that every text-book works through', () => {
  it('the PMBOK-style diamond: two paths, the longer is critical', () => {
    const { activities, finish } = solved(
      ...network('A 5, B 4, C 5, D 6, E 3, F 4', 'A>B, A>C, A>D, B>E, C>E, D>F, E>F'),
    )
    expect(finish).toBe(17)
    expect(activities.map(row)).toEqual([
      'A 0 5 0 5 0 0',
      'B 5 9 6 10 1 1',
      'C 5 10 5 10 0 0',
      'D 5 11 7 13 2 2',
      'E 10 13 10 13 0 0',
      'F 13 17 13 17 0 0',
    ])
  })

  it('General Foundry (Heizer and Render): 15 weeks, critical A C E G H', () => {
    const { activities, finish } = solved(
      ...network('A 2, B 3, C 2, D 4, E 4, F 3, G 5, H 2', 'A>C, B>D, C>E, C>F, D>G, E>G, F>H, G>H'),
    )
    expect(finish).toBe(15)
    expect(activities.map(row)).toEqual([
      'A 0 2 0 2 0 0',
      'B 0 3 1 4 1 0',
      'C 2 4 2 4 0 0',
      'D 3 7 4 8 1 1',
      'E 4 8 4 8 0 0',
      'F 4 7 10 13 6 6',
      'G 8 13 8 13 0 0',
      'H 13 15 13 15 0 0',
    ])
    expect(activities.filter(({ critical }) => critical).map(({ id }) => id)).toEqual(['A', 'C', 'E', 'G', 'H'])
  })

  it('Reliable Construction (Hillier and Lieberman): 44 weeks, critical A B C E F J L N', () => {
    const { activities, finish } = solved(
      ...network(
        'A 2, B 4, C 10, D 6, E 4, F 5, G 7, H 9, I 7, J 8, K 4, L 5, M 2, N 6',
        'A>B, B>C, C>D, C>E, C>I, D>G, E>F, E>H, F>J, G>H, H>M, I>J, J>K, J>L, K>N, L>N',
      ),
    )
    expect(finish).toBe(44)
    expect(
      activities
        .filter(({ critical }) => critical)
        .map(({ id }) => id)
        .join(''),
    ).toBe('ABCEFJLN')
    expect(activities.find(({ id }) => id === 'H')).toMatchObject({ ES: 29, LS: 33, TF: 4 })
  })

  it.each([
    ['FS', 'A>B FS+2', 'B 7 10'],
    ['FS overlapping', 'A>B FS-2', 'B 3 6'],
    ['SS', 'A>B SS+2', 'B 2 5'],
    ['FF', 'A>B FF+1', 'B 3 6'],
    ['SF', 'A>B SF+6', 'B 3 6'],
    ['an overlap beyond the start of the project', 'A>B FS-20', 'B 0 3'],
  ])('each kind of link holds the end that it names: %s', (_, link, expected) => {
    const { activities } = solved(...network('A 5, B 3', link))
    expect(row(activities[1]!)).toContain(expected)
  })

  it('a milestone stands where what it follows ends', () => {
    const { activities } = solved(...network('A 5, M 0, B 2', 'A>M, M>B'))
    expect(activities.map(row)).toEqual(['A 0 5 0 5 0 0', 'M 5 5 5 5 0 0', 'B 5 7 5 7 0 0'])
  })
})

describe('constraints and imposed dates', () => {
  const at = (constraint: Activity['constraint'], over: Partial<Activity> = {}) =>
    solved(
      [
        { id: 'A', duration: 4 },
        { id: 'B', duration: 3, constraint, ...over },
        { id: 'C', duration: 20 },
      ],
      [{ pred: 'A', succ: 'B', type: 'FS', lag: 0 }],
    ).activities[1]!

  it.each([
    ['ASAP', 0, 4, 13],
    ['SNET', 6, 6, 11],
    ['SNET', 2, 4, 13],
    ['FNET', 12, 9, 8],
    ['SNLT', 8, 4, 4],
    ['FNLT', 9, 4, 2],
    ['SNLT', 1, 1, 0],
    ['MSO', 10, 10, 0],
    ['MFO', 10, 7, 0],
    ['ALAP', 0, 17, 0],
  ] as const)('%s at %i starts at %i with %i of float', (type, instant, ES, TF) => {
    expect(at({ type, at: instant })).toMatchObject({ ES, TF })
  })

  it('an imposed date takes from the float, below nothing when it is missed, and moves nothing', () => {
    expect(at(undefined, { deadline: 10 })).toMatchObject({ ES: 4, TF: 3, critical: false })
    expect(at(undefined, { deadline: 5 })).toMatchObject({ ES: 4, TF: -2, critical: true })
  })

  it('what is done stays and holds; what is begun keeps its start and moves its end only', () => {
    const { activities } = solved(
      [
        { id: 'A', duration: 4, pinned: { start: 2, finish: 9, isDone: true } },
        { id: 'B', duration: 3, begun: { start: 1, resume: 12, remaining: 2 } },
        { id: 'C', duration: 1 },
      ],
      [
        { pred: 'A', succ: 'B', type: 'FS', lag: 0 },
        { pred: 'B', succ: 'C', type: 'FS', lag: 0 },
      ],
    )
    expect(activities.map(({ ES, EF }) => [ES, EF])).toEqual([
      [2, 9],
      [1, 14],
      [14, 15],
    ])
    expect(activities[0]).toMatchObject({ critical: false })
  })

  it('planned backwards, everything is as late as the end allows', () => {
    const result = schedule(...network('A 3, B 2, C 1', 'A>B'), { ...plain, finishBy: 10 })
    expect(result.ok && result.activities.map(({ ES, EF }) => [ES, EF])).toEqual([
      [5, 8],
      [8, 10],
      [9, 10],
    ])
  })
})

describe('summaries', () => {
  const below = (id: string, duration: number): Activity => ({ id, duration, parent: 'S' })
  it('roll up, hold what follows them, and pass on what holds them', () => {
    const { activities } = solved(
      [{ id: 'X', duration: 2 }, { id: 'S', duration: 0 }, below('a', 3), below('b', 5), { id: 'Y', duration: 1 }],
      [
        { pred: 'X', succ: 'S', type: 'FS', lag: 1 },
        { pred: 'S', succ: 'Y', type: 'FS', lag: 0 },
      ],
    )
    expect(activities.map(row)).toEqual([
      'X 0 2 0 2 0 0',
      'S 3 8 3 8 0 0',
      'a 3 6 5 8 2 2',
      'b 3 8 3 8 0 0',
      'Y 8 9 8 9 0 0',
    ])
  })

  it('refuse a child linked to its own summary, either way (threat 56)', () => {
    for (const [pred, succ] of [
      ['S', 'a'],
      ['a', 'S'],
    ] as const) {
      const result = schedule([{ id: 'S', duration: 0 }, below('a', 1)], [{ pred, succ, type: 'FS', lag: 0 }], plain)
      expect(result).toMatchObject({ ok: false, problem: { code: 'cycle' } })
    }
  })
})

describe('what is no network', () => {
  it('is refused with the loop named (threat 56)', () => {
    expect(schedule(...network('A 1, B 1, C 1, D 1', 'A>B, B>C, C>A, C>D'), plain)).toEqual({
      ok: false,
      problem: { code: 'cycle', path: ['A', 'B', 'C'] },
    })
    expect(schedule(...network('A 1', 'A>A'), plain)).toEqual({ ok: false, problem: { code: 'cycle', path: ['A'] } })
  })

  it('is refused when ids are unknown or come twice', () => {
    expect(schedule(...network('A 1', 'A>Z'), plain)).toMatchObject({ problem: { code: 'unknown-id', id: 'Z' } })
    expect(schedule(...network('A 1, A 2', ''), plain)).toMatchObject({ problem: { code: 'duplicate-id', id: 'A' } })
  })

  it('may be a chain of 30,000, or nothing at all (threat 56)', () => {
    const activities = Array.from({ length: 30_000 }, (_, index): Activity => ({ id: `${index}`, duration: 1 }))
    const relations = activities
      .slice(1)
      .map(({ id }, index): Relation => ({ pred: `${index}`, succ: id, type: 'FS', lag: 0 }))
    expect(solved(activities, relations).finish).toBe(30_000)
    const loop = schedule(activities, [...relations, { pred: '29999', succ: '0', type: 'FS', lag: 0 }], plain)
    expect(loop).toMatchObject({ ok: false, problem: { code: 'cycle' } })
    expect(solved([], []).finish).toBe(0)
  })
})

describe('the laws of the critical path', () => {
  const byId = (activities: readonly Dated[]) => new Map(activities.map((one) => [one.id, one]))

  it('early and late dates agree with relaxing every link until nothing moves', () => {
    fc.assert(
      fc.property(aNetwork(), ({ activities, relations }) => {
        const found = byId(solved(activities, relations).activities)
        const slow = relaxed(activities, relations)
        for (const [id, [start, late]] of slow)
          expect([id, found.get(id)!.ES, found.get(id)!.LS]).toEqual([id, start, late])
      }),
    )
  })

  it('every link holds; floats are never negative, free never above total', () => {
    fc.assert(
      fc.property(aNetwork(), ({ activities, relations }) => {
        const result = solved(activities, relations)
        const found = byId(result.activities)
        for (const { pred, succ, type, lag } of relations) {
          const [a, b] = [found.get(pred)!, found.get(succ)!]
          const [from, to] = [type[0] === 'F' ? a.EF : a.ES, type[1] === 'S' ? b.ES : b.EF]
          expect(to).toBeGreaterThanOrEqual(from + lag)
        }
        for (const { TF, FF, ES, EF } of result.activities) {
          expect(FF).toBeGreaterThanOrEqual(0)
          expect(TF).toBeGreaterThanOrEqual(FF)
          expect(ES).toBeGreaterThanOrEqual(0)
          expect(EF).toBeLessThanOrEqual(result.finish)
        }
        expect(result.activities.some(({ TF }) => TF === 0)).toBe(true)
      }),
    )
  })

  it('one more link never shortens; moving by the free float moves nobody else', () => {
    fc.assert(
      fc.property(aNetwork(), fc.nat(), ({ activities, relations }, pick) => {
        const whole = solved(activities, relations)
        expect(solved(activities, relations.slice(1)).finish).toBeLessThanOrEqual(whole.finish)
        const moved = whole.activities[pick % whole.activities.length]!
        const later = activities.map((one) => (one.id === moved.id ? { ...one, notBefore: moved.ES + moved.FF } : one))
        const after = solved(later, relations)
        expect(after.activities.filter(({ id }) => id !== moved.id).map(({ id, ES }) => [id, ES])).toEqual(
          whole.activities.filter(({ id }) => id !== moved.id).map(({ id, ES }) => [id, ES]),
        )
      }),
    )
  })
})

/** The plain O(V·E) reference: starts pushed right, then left, until they stand. */
function relaxed(activities: readonly Activity[], relations: readonly Relation[]): Map<string, [number, number]> {
  const length = new Map(activities.map(({ id, duration }) => [id, duration]))
  const gap = ({ pred, succ, type, lag }: Relation) =>
    (type[0] === 'F' ? length.get(pred)! : 0) + lag - (type[1] === 'F' ? length.get(succ)! : 0)
  const early = new Map(activities.map(({ id }) => [id, 0]))
  for (let moves = true; moves;) {
    moves = false
    for (const link of relations) {
      const least = early.get(link.pred)! + gap(link)
      if (early.get(link.succ)! < least) moves = Boolean(early.set(link.succ, least))
    }
  }
  const finish = Math.max(...activities.map(({ id, duration }) => early.get(id)! + duration))
  const late = new Map(activities.map(({ id, duration }) => [id, finish - duration]))
  for (let moves = true; moves;) {
    moves = false
    for (const link of relations) {
      const most = late.get(link.succ)! - gap(link)
      if (late.get(link.pred)! > most) moves = Boolean(late.set(link.pred, most))
    }
  }
  return new Map(activities.map(({ id }) => [id, [early.get(id)!, late.get(id)!]]))
}
