import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  mayBeAsked,
  memberWeekState,
  weekCompleteness,
  type MemberWeek,
  type MemberWeekState,
} from '@/domain/collection/member-week'
import { daysOfWeek } from '@/domain/calendar/days'

const week: MemberWeek = {
  entered: 0,
  expected: 5000,
  submitted: false,
  reviews: [],
  reviewable: 1,
  lastContact: '2026-11-20',
  waiting: 0,
  days: daysOfWeek('2026-W47'),
  today: '2026-11-23',
}
const any = fc.record({
  entered: fc.nat(6000),
  expected: fc.nat(6000),
  submitted: fc.boolean(),
  reviews: fc.array(fc.constantFrom('validated' as const, 'returned' as const), { maxLength: 3 }),
  reviewable: fc.nat(3),
  lastContact: fc.constantFrom(null, '', '2026-11-10', '2026-11-19', '2026-11-20', '2026-11-23'),
  waiting: fc.nat(4),
  days: fc.constant(week.days),
  today: fc.constantFrom('2026-11-18', '2026-11-23', '2026-12-01'),
})

describe("a member's week", () => {
  test.each([
    ['nothing', {}],
    ['entering', { entered: 2000 }],
    ['submitted', { submitted: true }],
    ['away', { expected: 0 }],
    ['returned', { entered: 5000, reviews: ['returned' as const] }],
    ['submitted', { submitted: true, reviews: ['returned' as const] }],
    ['validated', { submitted: true, reviews: ['validated' as const] }],
    ['submitted', { submitted: true, reviews: ['validated' as const], reviewable: 2 }],
    ['out-of-touch', { waiting: 2 }],
    ['out-of-touch', { lastContact: '2026-11-17' }],
    ['nothing', { lastContact: '' }],
    ['nothing', { lastContact: null }],
    ['nothing', { lastContact: '2026-11-17', today: '2026-11-18' }],
  ])('is %s with %o', (state, facts) => {
    expect(memberWeekState({ ...week, ...facts })).toBe(state)
  })

  test('is never asked for when it was submitted, when nothing is expected, or when something waits on a device', () => {
    fc.assert(
      fc.property(any, (facts) => {
        const isAsked = mayBeAsked({
          ...facts,
          state: memberWeekState(facts),
          expectedSoFar: facts.expected,
          isOver: true,
        })
        if (facts.submitted || facts.waiting > 0) expect(isAsked).toBe(false)
        if (facts.expected === 0) expect(isAsked).toBe(false)
      }),
      { seed: 1 },
    )
  })

  test('under way is asked for only what its days so far still lack; one that was sent back, always', () => {
    const asked = (state: MemberWeekState, entered: number, isOver = false) =>
      mayBeAsked({ state, entered, expectedSoFar: 2000, isOver })
    expect([asked('entering', 1000), asked('nothing', 0)]).toEqual([true, true])
    expect([asked('entering', 2000), asked('entering', 3000)]).toEqual([false, false])
    expect(mayBeAsked({ state: 'nothing', entered: 0, expectedSoFar: 0, isOver: false })).toBe(false)
    expect(asked('returned', 5000)).toBe(true)
    expect([asked('entering', 5000, true), asked('submitted', 0, true)]).toEqual([true, false])
  })

  test('has a completeness only where something is expected', () => {
    expect(weekCompleteness({ entered: 2500, expected: 5000 })).toBe(0.5)
    expect(weekCompleteness({ entered: 1000, expected: 0 })).toBe(null)
  })
})
