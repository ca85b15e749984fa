import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readXlsx } from 'hucre/xlsx'
import { beforeAll, describe, expect, it } from 'vitest'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const office = here('../files/msproject/plans/office.xml')
const folder = mkdtempSync(join(tmpdir(), 'jalon-plan-'))

function jalon(args: string[], input = ''): Promise<{ code: number; out: string; err: string }> {
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
const answerTo = async (args: string[], input: unknown = '') =>
  JSON.parse((await jalon(args, typeof input === 'string' ? input : JSON.stringify(input))).out)

describe('the commands of the plan', () => {
  // The first call may build the command.
  beforeAll(() => jalon([]), 60_000)

  it('import-mspdi tells tasks, links in minutes, people and warnings', async () => {
    const answer = await answerTo(['import-mspdi', office])
    expect(answer.tasks[5]).toEqual({
      uid: '6',
      name: 'Railings',
      outlineLevel: 2,
      summary: false,
      milestone: false,
      start: null,
      finish: null,
      durationMin: 480,
      links: [{ pred: '4', type: 'SS', lagMin: 480 }],
    })
    expect(answer).toMatchObject({
      resources: [{ uid: '1', name: 'Anna' }],
      assignments: [{ taskUid: '4', resourceUid: '1', workMin: 960 }, { resourceUid: null }],
      warnings: [{ code: 'null-task', uid: '5' }],
    })
    expect(await answerTo(['import-mspdi', '-'], readFileSync(office, 'utf8'))).toEqual(answer)
  })

  it('reschedule-mspdi dates every task', async () => {
    const { tasks } = await answerTo(['reschedule-mspdi', office])
    expect(tasks[4]).toEqual({ uid: '4', start: '2026-12-01T08:00:00', finish: '2026-12-02T17:00:00', critical: true })
  })

  it('schedule works in plain numbers, or on a calendar', async () => {
    const activities = [
      { id: 'A', duration: 3 },
      { id: 'B', duration: 2 },
    ]
    const relations = [{ pred: 'A', succ: 'B', type: 'FS', lag: 0 }]
    expect(await answerTo(['schedule', '-'], { unit: null, calendar: null, activities, relations })).toEqual({
      duration: 5,
      activities: [
        { id: 'A', ES: 0, EF: 3, LS: 0, LF: 3, TF: 0, FF: 0, critical: true },
        { id: 'B', ES: 3, EF: 5, LS: 3, LF: 5, TF: 0, FF: 0, critical: true },
      ],
      warnings: [],
    })
    const calendar = { start: '2026-12-23T08:00:00', zone: 'metropole' }
    const dated = await answerTo(['schedule', '-'], { unit: 'days', calendar, activities, relations })
    expect(dated).toMatchObject({
      duration: 5,
      activities: [{ EF: '2026-12-28T17:00:00' }, { ES: '2026-12-29T08:00:00' }],
    })
  })

  it('evm, earned-schedule and mta answer what the domain does', async () => {
    expect(await answerTo(['evm', '-'], { PV: 10, EV: 8, AC: 12, BAC: 20, ETC: 12 })).toMatchObject({
      EAC_cpi: 30,
      warnings: [],
    })
    const earned = { pv: [10, 30, 60, 100], ev: 45, at: 3, plannedDuration: 4 }
    expect(await answerTo(['earned-schedule', '-'], earned)).toMatchObject({ ES: 2.5, IEACt: 4.8 })
    const milestones = [{ name: 'M', baseline: '2026-01-31', actual: null, forecasts: ['2026-01-31', '2026-02-10'] }]
    expect(await answerTo(['mta', '-'], { reports: ['2026-01-15', '2026-02-20'], milestones })).toEqual({
      milestones: [{ name: 'M', totalSlipDays: 10, slips: 1, overdue: true }],
      warnings: [],
    })
  })

  it('export --kind mspdi writes a plan that import-mspdi reads', async () => {
    const [fixture, out] = [join(folder, 'closing.json'), join(folder, 'plan.xml')]
    const tasks = [
      { id: 'a', name: 'R&D <1>', starts_on: '2026-11-23', ends_on: '2026-11-24', duration: 2000 },
      { id: 'b', name: ']]>', kind: 'milestone', forecast_on: '2026-11-24' },
    ]
    writeFileSync(
      fixture,
      JSON.stringify({ project: { name: 'P' }, tasks, dependencies: [{ predecessor: 'a', successor: 'b' }] }),
    )
    expect(await answerTo(['export', '--kind', 'mspdi', '--fixture', fixture, '--out', out])).toMatchObject({
      tasks: 2,
    })
    const answer = await answerTo(['import-mspdi', out])
    expect(answer.tasks.map(({ name }: { name: string }) => name)).toEqual(['R&D <1>', ']]>'])
    expect(answer.tasks[1].links).toEqual([{ pred: '1', type: 'FS', lagMin: 0 }])
  })

  it('export --kind xlsx and csv write the plan with its quantities', async () => {
    const [fixture, xlsx, csv] = ['closing-2.json', 'plan.xlsx', 'plan.csv'].map((name) => join(folder, name))
    const tasks = [{ id: 'a', name: '=1+1', original_effort: 20_000, actuals: 12_000, remaining: 12_000 }]
    writeFileSync(fixture!, JSON.stringify({ project: { name: 'P' }, tasks }))
    expect(await answerTo(['export', '--kind', 'xlsx', '--fixture', fixture!, '--out', xlsx!])).toMatchObject({
      tasks: 1,
    })
    const [heads, row] = (await readXlsx(readFileSync(xlsx!))).sheets[0]!.rows
    expect([row![1], row![heads!.indexOf('Atterrissage (j)')], row![heads!.indexOf('Écart (j)')]]).toEqual([
      '=1+1',
      24,
      4,
    ])
    await answerTo(['export', '--kind', 'csv', '--fixture', fixture!, '--out', csv!])
    expect(readFileSync(csv!, 'utf8')).toContain("1;'=1+1;Tâche;")
  })

  it.each([
    ['import-mspdi', '<!DOCTYPE x><Project/>', 'doctype'],
    ['import-mspdi', '', 'empty'],
    ['reschedule-mspdi', '<html/>', 'not-a-plan'],
    ['schedule', '{"activities":[{"id":"A","duration":1}],"relations":[{"pred":"A","succ":"A"}]}', 'cycle'],
    ['schedule', '{"activities":[{"id":"A","duration":-1}]}', 'shape'],
    ['evm', '{"PV":"ten"}', 'shape'],
    ['earned-schedule', '{"pv":[2,1],"ev":1,"at":1,"plannedDuration":2}', 'decreasing'],
    ['mta', '{"reports":["2026-02-30"],"milestones":[]}', 'shape'],
  ])('%s refuses %j with the code %s', async (command, input, code) => {
    const answer = await jalon([command, '-'], input)
    expect([answer.code, JSON.parse(answer.out).error.code]).toEqual([2, code])
  })

  it('are told apart from wrong usage', async () => {
    for (const args of [
      ['import-mspdi'],
      ['schedule', '--what'],
      ['export', '--kind', 'mspdi'],
      ['export', '--kind', 'gif'],
    ])
      expect((await jalon(args)).code, args.join(' ')).toBe(3)
  })
})
