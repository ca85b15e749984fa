import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'

const program = fileURLToPath(new URL('../../bin/jalon.mjs', import.meta.url))

function jalon(args: string[], input = ''): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [program, ...args], { maxBuffer: 64e6 }, (problem, out, err) =>
      resolve({ code: typeof problem?.code === 'number' ? problem.code : 0, out, err }),
    )
    child.stdin?.end(input)
  })
}

describe('the jalon command', () => {
  // The first call may build the command.
  beforeAll(() => jalon([]), 60_000)

  it('answers ISO weeks in the order asked', async () => {
    const { code, out } = await jalon(['isoweek', '-'], '{"dates":["2027-01-01","2026-11-23"]}')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual({
      weeks: [
        { year: 2026, week: 53, weekday: 5 },
        { year: 2026, week: 48, weekday: 1 },
      ],
      warnings: [],
    })
  })

  it('refuses a day that does not exist with a code and the place', async () => {
    const { code, out } = await jalon(['isoweek', '-'], '{"dates":["2026-02-30"]}')
    expect(code).toBe(2)
    expect(JSON.parse(out).error).toMatchObject({ code: 'date', message: expect.stringContaining('dates[0]') })
    expect((await jalon(['isoweek', '-'], 'not json')).code).toBe(2)
  })

  it('answers the public holidays of a zone with their French names', async () => {
    const { code, out } = await jalon(['holidays', '--zone', 'alsace-moselle', '--year', '2026'])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      dates: expect.arrayContaining(['2026-04-03', '2026-12-26']),
      names: { '2026-04-03': 'Vendredi saint', '2026-05-01': '1er mai' },
      warnings: [],
    })
    expect((await jalon(['holidays', '--zone', 'mars', '--year', '2026'])).code).toBe(2)
  })

  it('seeds the same demo for the same day', async () => {
    const first = await jalon(['seed', '--demo', '--today', '2026-11-23'])
    const again = await jalon(['seed', '--demo', '--today', '2026-11-23'])
    expect(first.out).toBe(again.out)
    expect(JSON.parse(first.out).projects).toHaveLength(12)
  })

  it('says how it is used when it is used wrongly', async () => {
    for (const args of [[], ['nothing'], ['holidays'], ['isoweek'], ['seed'], ['isoweek', '--what']]) {
      const { code, err } = await jalon(args)
      expect(code, args.join(' ')).toBe(3)
      expect(err).toContain('Usage')
    }
  })
})
