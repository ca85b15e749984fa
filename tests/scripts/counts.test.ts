import { describe, expect, it } from 'vitest'
import {
  countPlaywright,
  countVitest,
  failedInPlaywright,
  failedInVitest,
  lastLine,
} from '../../scripts/report/counts.mjs'

const vitest = (passed: number, failed: number, pending = 0) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: pending,
  numTodoTests: 0,
})

describe('the last line', () => {
  it('adds up what the reports say', () => {
    const counts = [
      countVitest(vitest(3, 0, 1), 0),
      countPlaywright({ stats: { expected: 2, unexpected: 0, flaky: 0, skipped: 0 } }, 0),
    ]
    expect(lastLine(counts)).toBe('5 passed, 0 failed, 1 skipped')
    expect(counts.every((count) => count.ok)).toBe(true)
  })

  it('a missing report is a failure', () => {
    expect(lastLine([countVitest(null, 0), countPlaywright(null, 0)])).toBe('0 passed, 2 failed')
  })

  it('a run that crashed without a failed test is a failure', () => {
    expect(countVitest(vitest(3, 0), 1)).toMatchObject({ failed: 1, ok: false })
    expect(countPlaywright({ stats: { expected: 1, unexpected: 0, flaky: 0, skipped: 0 } }, 1).ok).toBe(false)
  })

  it('a run without any test is not a success', () => {
    expect(countVitest(vitest(0, 0), 0).ok).toBe(false)
  })
})

describe('the names above it', () => {
  it('are those of the tests that failed, with the first line of why', () => {
    const report = {
      testResults: [
        {
          name: 'a.test.ts',
          status: 'passed',
          message: '',
          assertionResults: [{ status: 'passed', fullName: 'holds' }],
        },
        {
          name: 'b.test.ts',
          status: 'failed',
          message: '',
          assertionResults: [{ status: 'failed', fullName: 'adds up', failureMessages: ['2 is not 3\n at b.test.ts'] }],
        },
        { name: 'c.test.ts', status: 'failed', message: 'no such module\n', assertionResults: [] },
      ],
    }
    expect(failedInVitest(report)).toEqual(['b.test.ts › adds up: 2 is not 3', 'c.test.ts › no such module'])
    expect(failedInVitest(null)).toEqual([])
  })

  it('are found in suites within suites', () => {
    const report = {
      suites: [
        {
          specs: [{ ok: true, file: 'x.spec.ts', title: 'opens' }],
          suites: [{ specs: [{ ok: false, file: 'x.spec.ts', title: 'closes' }] }],
        },
      ],
    }
    expect(failedInPlaywright(report)).toEqual(['x.spec.ts › closes'])
    expect(failedInPlaywright(null)).toEqual([])
  })
})
