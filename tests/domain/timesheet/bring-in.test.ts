import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  BRING_MODES,
  bringIn,
  isChange,
  type BringContext,
  type BringMode,
  type BroughtLine,
} from '@/domain/timesheet/bring-in'
import { guessTask, type TaskChoice } from '@/domain/timesheet/match-tasks'

const keyOf = (task: string, day: string) => `${task}|${day}`

/** Days as a device knows them: what is there, and what earlier imports brought. */
function aDevice(entries: Record<string, number> = {}, overrides: Partial<BringContext> = {}) {
  const efforts = new Map(Object.entries(entries))
  const brought = new Map<string, number>()
  const context = (mode: BringMode): BringContext => ({
    mode,
    dayMinutes: 420,
    step: 250,
    dayLimit: 0,
    today: '2026-11-26',
    knownFrom: '',
    taskOf: (task) =>
      task === 'gone' ? null : { project: 'p', kind: 'task', state: task === 'done' ? 'done' : 'open' },
    closedThrough: () => '2026-10-31',
    isValidated: (_, day) => day === '2026-11-10',
    effortOf: (task, day) => efforts.get(keyOf(task, day)) ?? null,
    dayEffort: (day) => [...efforts].filter(([key]) => key.endsWith(day)).reduce((sum, [, effort]) => sum + effort, 0),
    broughtBefore: (task, day) => brought.get(keyOf(task, day)) ?? 0,
    ...overrides,
  })
  function bring(lines: readonly BroughtLine[], mode: BringMode) {
    const cells = bringIn(lines, context(mode))
    for (const cell of cells.filter(isChange)) {
      efforts.set(keyOf(cell.task, cell.day), cell.after)
      brought.set(keyOf(cell.task, cell.day), cell.wanted)
    }
    return cells
  }
  return { efforts, bring }
}

const line = (minutes: number, fields: Partial<BroughtLine> = {}): BroughtLine => ({
  task: 'a',
  day: '2026-11-16',
  minutes,
  comment: '',
  ...fields,
})

describe('time brought in', () => {
  it('becomes steps of a day by the length of the organisation’s day, the day’s sum to the nearest step', () => {
    const cells = aDevice().bring([line(210), line(105, { task: 'b' }), line(20, { task: 'c' })], 'keep')
    expect(cells.map(({ task, after, outcome }) => [task, after, outcome])).toEqual([
      ['a', 500, 'new'],
      ['b', 250, 'new'],
      ['c', 0, 'too-short'],
    ])
    const exact = aDevice({}, { step: 1 }).bring([line(100)], 'keep')
    expect(exact[0]!.after).toBe(238)
  })

  it('keeps what is there, replaces it or adds to it, as the person decides', () => {
    const of = (mode: BringMode) => aDevice({ 'a|2026-11-16': 250 }).bring([line(210)], mode)[0]
    expect(of('keep')).toMatchObject({ before: 250, wanted: 500, after: 250, outcome: 'kept' })
    expect(of('replace')).toMatchObject({ before: 250, after: 500, outcome: 'replaced' })
    expect(of('add')).toMatchObject({ before: 250, after: 750, outcome: 'added' })
  })

  it.each([
    ['2026-10-30', {}, 'a', 'closed-period'],
    ['2026-11-10', {}, 'a', 'validated-week'],
    ['2026-11-16', {}, 'done', 'task-done'],
    ['2026-11-16', {}, 'gone', 'unknown-task'],
    ['2029-11-16', {}, 'a', 'day-out-of-range'],
    ['2026-11-16', { knownFrom: '2026-11-17' }, 'a', 'too-old'],
    ['2026-11-16', { dayLimit: 250 }, 'a', 'day-limit'],
  ])('on %s is refused with its reason: %j, %s, %s', (day, overrides, task, fault) => {
    const [cell] = aDevice({}, overrides).bring([line(210, { day, task })], 'replace')
    expect(cell).toMatchObject({ outcome: 'refused', fault, before: 0, after: 0 })
  })

  it('says on a day what its lines said, each word once, cut at what a comment holds', () => {
    const lines = [
      line(60, { comment: 'Coffrage\n pile' }),
      line(60, { comment: 'Coffrage pile' }),
      line(60, { comment: 'x'.repeat(600) }),
    ]
    const [cell] = aDevice().bring(lines, 'keep')
    expect(cell!.comment.startsWith('Coffrage pile · xxx')).toBe(true)
    expect([cell!.comment.length, cell!.comment.endsWith('…')]).toEqual([500, true])
  })

  it('threat 38: a second time changes nothing, whatever the mode; and never makes an entry beyond a day', () => {
    const aLine = fc.record({
      task: fc.constantFrom('a', 'b', 'c', 'done'),
      day: fc.constantFrom('2026-10-30', '2026-11-10', '2026-11-16', '2026-11-17'),
      minutes: fc.integer({ min: 0, max: 900 }),
      comment: fc.constant(''),
    })
    const entries = fc.dictionary(
      fc.constantFrom('a|2026-11-16', 'b|2026-11-17', 'c|2026-11-16'),
      fc.constantFrom(0, 250, 1000),
    )
    fc.assert(
      fc.property(
        fc.array(aLine),
        entries,
        fc.constantFrom(...BRING_MODES),
        fc.constantFrom(1, 250),
        (lines, known, mode, step) => {
          const device = aDevice(known, { step })
          device.bring(lines, mode)
          const after = new Map(device.efforts)
          const again = device.bring(lines, mode)
          expect(again.filter(isChange)).toEqual([])
          expect(device.efforts).toEqual(after)
          for (const effort of after.values()) expect(effort).toBeLessThanOrEqual(1000)
          for (const [key, effort] of after) expect(effort % step, key).toBe(0)
        },
      ),
    )
  })

  it('loses no minute of a day but by rounding to half a step', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 6 }), (minutes) => {
        const cells = aDevice().bring(
          minutes.map((of, index) => line(of, { task: `t${index}` })),
          'keep',
        )
        const exact = minutes.reduce((sum, of) => sum + of, 0) * (1000 / 420)
        expect(Math.abs(cells.reduce((sum, { wanted }) => sum + wanted, 0) - exact)).toBeLessThanOrEqual(126)
      }),
    )
  })
})

describe('the task that a file means', () => {
  const choice = (id: string, name: string, fields: Partial<TaskChoice> = {}): TaskChoice => ({
    id,
    name,
    projectName: 'Passerelle nord',
    projectCode: 'PN-01',
    isMine: false,
    ...fields,
  })
  const other = { projectName: 'Gare', projectCode: 'GA-02' }
  const choices = [choice('1', 'Coffrage', { isMine: true }), choice('2', 'Béton'), choice('3', 'Coffrage', other)]

  it.each([
    ['Passerelle nord', 'Coffrage', '1'],
    ['PASSERELLE  NORD', 'beton', '2'],
    ['PN-01', 'Coffrage', '1'],
    ['[PN-01] Passerelle', 'Béton', '2'],
    ['Passerelle nord', 'Évolution #12: Coffrage de la pile', '1'],
    ['Passerelle nord', '', '1'],
    ['Gare', '', '3'],
    ['Gare', 'Peinture', ''],
    ['', 'Béton', '2'],
    ['', 'Coffrage', '1'],
    ['Inconnu', 'Béton', ''],
    ['', '', ''],
  ])('%j / %j is %j: only where one alone can be meant', (project, task, id) => {
    expect(guessTask({ project, task }, choices)).toBe(id)
  })
})
