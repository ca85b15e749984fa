import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { arrowHead, isVisible, lineWidth, markPath } from '@/files/photo/marks'

const share = fc.double({ min: 0, max: 1, noNaN: true })
const point = fc.record({ x: share, y: share })
const side = fc.integer({ min: 1, max: 4000 })

describe('a mark on a photo', () => {
  test('is a path of finite numbers whatever was drawn', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('arrow' as const, 'circle' as const),
        point,
        point,
        side,
        side,
        (kind, from, to, w, h) => {
          const numbers = markPath({ kind, from, to }, w, h).match(/-?[\d.]+/g) ?? []
          expect(numbers.length).toBeGreaterThan(5)
          expect(numbers.every((text) => Number.isFinite(Number(text)))).toBe(true)
        },
      ),
      { seed: 1 },
    )
  })

  test('an arrow ends where the finger did, its head of one size in every direction', () => {
    const ends = [0, 1, 2, 3, 4, 5].map((turn) => ({ x: 500 + 300 * Math.cos(turn), y: 500 + 300 * Math.sin(turn) }))
    for (const to of ends)
      for (const end of arrowHead({ x: 500, y: 500 }, to, 1000))
        expect(Math.hypot(end.x - to.x, end.y - to.y)).toBeCloseTo(50)
    expect(markPath({ kind: 'arrow', from: { x: 0, y: 0 }, to: { x: 1, y: 0.5 } }, 100, 100)).toContain('L 100 50')
  })

  test('a circle lies within its two points, whichever came first', () => {
    const one = { kind: 'circle' as const, from: { x: 0.2, y: 0.1 }, to: { x: 0.6, y: 0.9 } }
    expect(markPath(one, 100, 100)).toBe(markPath({ ...one, from: one.to, to: one.from }, 100, 100))
    expect(markPath(one, 100, 100)).toBe('M 20 50 A 20 40 0 1 0 60 50 A 20 40 0 1 0 20 50')
  })

  test('a press that did not move is none', () => {
    const from = { x: 0.5, y: 0.5 }
    expect(isVisible({ kind: 'arrow', from, to: from })).toBe(false)
    expect(isVisible({ kind: 'arrow', from, to: { x: 0.6, y: 0.5 } })).toBe(true)
    expect(lineWidth(10, 10)).toBe(2)
  })
})
