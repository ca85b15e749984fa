import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysPastDue, inOrderOfDue, isDue } from '@/domain/registers/actions'

const day = fc.constantFrom('', '2026-11-20', '2026-11-25', '2026-12-01')
const action = fc.record({
  id: fc.string({ minLength: 1 }),
  due: day,
  state: fc.constantFrom('open' as const, 'done' as const),
  done_on: day,
})

describe('actions', () => {
  test('come open ones first, by due date, those without one last', () => {
    fc.assert(
      fc.property(fc.array(action), (all) => {
        const sorted = inOrderOfDue(all)
        const open = sorted.filter((one) => one.state === 'open')
        expect(sorted.slice(0, open.length)).toEqual(open)
        const due = open.map((one) => one.due || '9999')
        expect(due).toEqual(due.toSorted())
      }),
      { seed: 1 },
    )
  })

  test('are due from their day on, unless they are done', () => {
    const open = { id: 'a', due: '2026-11-25', state: 'open' as const, done_on: '' }
    expect(daysPastDue(open, '2026-11-27')).toBe(2)
    expect([isDue(open, '2026-11-24'), isDue(open, '2026-11-25')]).toEqual([false, true])
    expect(isDue({ ...open, state: 'done' }, '2026-12-25')).toBe(false)
    expect(isDue({ ...open, due: '' }, '2026-12-25')).toBe(false)
  })
})
