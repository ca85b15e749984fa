import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const undecided = here('../files/times/fixtures/clockify-undecided.csv')

function jalon(args: string[], input: string | Buffer = ''): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [here('../../bin/jalon.mjs'), ...args],
      { maxBuffer: 64e6 },
      (problem, out, err) => resolve({ code: typeof problem?.code === 'number' ? problem.code : 0, out, err }),
    )
    child.stdin?.end(input)
  })
}

describe('import-times', () => {
  // The first call may build the command.
  beforeAll(() => jalon([]), 60_000)

  it('tells format, entries, ambiguous rows and warnings, from a file or standard input', async () => {
    const { code, out } = await jalon(['import-times', undecided])
    expect(code).toBe(0)
    const answer = JSON.parse(out)
    expect(Object.keys(answer)).toEqual(['format', 'entries', 'ambiguous', 'warnings'])
    expect(answer).toMatchObject({
      format: 'clockify',
      entries: [{ date: '2026-05-05' }],
      ambiguous: [{ row: 2 }, { row: 3 }],
    })
    expect((await jalon(['import-times', '-'], readFileSync(undecided))).out).toBe(out)
  })

  it('reads ambiguous dates as --dates says', async () => {
    const { out } = await jalon(['import-times', undecided, '--dates', 'dmy'])
    expect(JSON.parse(out)).toMatchObject({ entries: [{ date: '2026-04-03' }, {}, {}], ambiguous: [] })
    expect((await jalon(['import-times', '--dates', 'mdy', '-'], readFileSync(undecided))).out).toContain('2026-03-04')
  })

  it('refuses what is no table of times with a code and what to do', async () => {
    const { code, out } = await jalon(['import-times', '-'], 'PK\u0003\u0004')
    expect([code, JSON.parse(out).error]).toEqual([2, { code: 'workbook', message: expect.stringContaining('CSV') }])
    expect((await jalon(['import-times', here('no-such-file')])).code).toBe(2)
  })

  it('is told apart from wrong usage', async () => {
    for (const args of [[], [undecided, undecided], [undecided, '--dates', 'ymd'], [undecided, '--what']])
      expect((await jalon(['import-times', ...args])).code, args.join(' ')).toBe(3)
  })
})
