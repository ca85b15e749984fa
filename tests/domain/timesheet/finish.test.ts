import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isFinished, stateAfter } from '@/domain/timesheet/finish'

const users = fc.subarray(['anna', 'bruno', 'chloe'])
const words = fc.uniqueArray(fc.record({ user: fc.constantFrom('anna', 'bruno', 'chloe'), finished: fc.boolean() }), {
  selector: (word) => word.user,
})

describe('a task is finished', () => {
  test('when everybody on it says so, and only then', () => {
    fc.assert(
      fc.property(users, words, (assigned, said) => {
        const silent = assigned.some((user) => !said.some((word) => word.user === user))
        const all = said.length > 0 && said.every((word) => word.finished) && !silent
        expect(isFinished(assigned, said)).toBe(all)
      }),
      { seed: 1 },
    )
  })

  test('never because nobody said anything', () => {
    expect(isFinished([], [])).toBe(false)
  })
})

describe('the state of a task', () => {
  test('closes when all say so', () => {
    expect(stateAfter('open', { finished: true, saidFinishedBefore: false }, true)).toBe('done')
    expect(stateAfter('open', { finished: true, saidFinishedBefore: false }, false)).toBe('open')
  })

  test('opens again for a doer who had closed it, never for another', () => {
    expect(stateAfter('done', { finished: false, saidFinishedBefore: true }, false)).toBe('open')
    expect(stateAfter('done', { finished: false, saidFinishedBefore: false }, false)).toBe('done')
  })
})
