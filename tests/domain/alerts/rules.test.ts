import { describe, expect, test } from 'vitest'
import { addDays } from '@/domain/calendar/days'
import type { Watched } from '@/domain/alerts/alert'
import { alertsOf } from '@/domain/alerts/registry'
import { saidOf } from '@/domain/alerts/sentence'
import { DEFAULT_THRESHOLDS, thresholdsOf, type Thresholds } from '@/domain/alerts/thresholds'
import { anId } from '@tests/builders/records'
import { aLoad, aMember, aMilestone, anAction, aProject, aWork, P, TODAY, watching } from './a-watched'

const told = (watched: Watched, thresholds: Partial<Thresholds> = {}) =>
  alertsOf(watched, { ...DEFAULT_THRESHOLDS, ...thresholds }).map(({ rule, severity, facts }) => ({
    rule,
    severity,
    ...facts,
  }))
const levelOf = (watched: Watched) => alertsOf(watched, DEFAULT_THRESHOLDS)[0]?.level

describe('a milestone', () => {
  const later = (days: number, fields = {}) =>
    watching({ milestones: [aMilestone({ forecast_on: addDays('2026-12-01', days), ...fields })] })

  test('that slips by the threshold is told, by a day less it is not', () => {
    expect(told(later(6))).toEqual([])
    expect(told(later(7))).toMatchObject([{ rule: 'milestone-slip', severity: 'watch', amount: 7, from: '2026-12-08' }])
  })

  test('that slips by three times the threshold, or for the third time in a row, asks to act', () => {
    expect(told(later(21))).toMatchObject([{ severity: 'act' }])
    const moves = [2, 4, 7].map((days, rank) => ({
      id: anId(`move ${rank}`),
      day: addDays('2026-10-01', rank),
      forecast_on: addDays('2026-12-01', days),
      rank,
    }))
    expect(told(later(7, { moves }))).toMatchObject([{ severity: 'act', count: 3 }])
  })

  test('that is reached, or was never planned, is quiet', () => {
    expect(told(later(30, { actual_on: '2026-12-31' }))).toEqual([])
    expect(told(watching({ milestones: [aMilestone({ baseline_on: '', forecast_on: '' })] }))).toEqual([])
  })

  test('is worse with every further day', () => {
    expect(levelOf(later(8))! > levelOf(later(7))!).toBe(true)
  })
})

describe('an imposed date', () => {
  const imposed = (imposed_on: string, fields = {}) => watching({ milestones: [aMilestone({ imposed_on, ...fields })] })

  test('is told when less than the margin is left, and asks to act when it is out of reach', () => {
    expect(told(imposed('2026-12-06'))).toEqual([])
    expect(told(imposed('2026-12-05'))).toMatchObject([{ rule: 'imposed-date', severity: 'watch', amount: 4 }])
    expect(told(imposed('2026-11-28'))).toMatchObject([{ severity: 'act', amount: -3, from: '2026-11-28' }])
  })

  test('is told where the trend meets it, whatever is left', () => {
    const moves = [1, 2, 3].map((step) => ({
      id: anId(`move ${step}`),
      day: addDays(TODAY, -40 + 10 * step),
      forecast_on: addDays('2026-12-01', 8 * step),
      rank: step,
    }))
    const slipping = { baseline_on: '', forecast_on: addDays('2026-12-01', 24), moves }
    const [alert] = told(imposed('2027-01-04', slipping))
    expect(alert).toMatchObject({ rule: 'imposed-date', severity: 'watch', amount: 10 })
    expect(alert!.until > TODAY).toBe(true)
  })

  test('says it alone: that the milestone slips as well is the same thing', () => {
    expect(told(imposed('2026-12-05', { forecast_on: '2026-12-20' }))).toMatchObject([
      { rule: 'imposed-date', severity: 'act', amount: -15 },
    ])
    const other = watching({ milestones: [aMilestone({ forecast_on: '2026-12-20' })] })
    expect(told(other)).toMatchObject([{ rule: 'milestone-slip' }])
  })

  test('that has passed unreached is told, whatever the forecast says', () => {
    expect(told(imposed('2026-11-20', { baseline_on: '', forecast_on: '2026-11-10' }))).toMatchObject([
      { rule: 'imposed-date', severity: 'act' },
    ])
  })
})

describe('effort', () => {
  test('a project that lands a tenth above its budget is still allowed to, beyond it is told', () => {
    const quiet = { task_overrun: 1_000_000 }
    expect(told(watching({ roots: aWork(10_000, 6000, 5000) }), quiet)).toEqual([])
    expect(told(watching({ roots: aWork(10_000, 6000, 5200) }), quiet)).toMatchObject([
      { rule: 'project-overrun', severity: 'watch', amount: 1200, count: 120 },
    ])
    expect(told(watching({ roots: aWork(10_000, 6000, 6500) }), quiet)).toMatchObject([{ severity: 'act' }])
  })

  test('a task is told from its days on, with its share where it has a budget', () => {
    const quiet = { overrun_share: 5000 }
    expect(told(watching({ roots: aWork(10_000, 6000, 9000) }), quiet)).toEqual([])
    expect(told(watching({ roots: aWork(10_000, 6000, 10_000) }), quiet)).toMatchObject([
      { rule: 'task-overrun', severity: 'watch', amount: 6000, count: 600 },
    ])
    expect(told(watching({ roots: aWork(0, 6000, 10_000) }), quiet)).toMatchObject([{ severity: 'act', count: 0 }])
  })
})

describe('an action past its due date', () => {
  test('is told after the days that are allowed, and is worse a week later only', () => {
    const due = (day: string) => watching({ actions: [anAction({ due: day })] })
    expect(told(due(addDays(TODAY, -2)))).toEqual([])
    expect(told(due(addDays(TODAY, -3)))).toMatchObject([{ rule: 'overdue-action', severity: 'watch', amount: 3 }])
    expect(levelOf(due(addDays(TODAY, -6)))).toBe(levelOf(due(addDays(TODAY, -3))))
    expect(levelOf(due(addDays(TODAY, -7)))! > levelOf(due(addDays(TODAY, -6)))!).toBe(true)
    expect(told(watching({ actions: [anAction({ state: 'done', done_on: TODAY })] }))).toEqual([])
  })

  test('that answers a risk is told once, as that risk, with the oldest due date', () => {
    const risk = { id: anId('flag'), name: 'The crane is not booked.' }
    const actions = [
      anAction({ id: anId('a'), risk, due: addDays(TODAY, -1) }),
      anAction({ id: anId('b'), risk, due: addDays(TODAY, -9) }),
    ]
    expect(told(watching({ actions }))).toMatchObject([
      { rule: 'overdue-risk', severity: 'act', amount: 9, count: 2, from: addDays(TODAY, -9) },
    ])
  })
})

describe('weeks to be completed', () => {
  const [one, two, three] = ['anna', 'bruno', 'newcomer'].map(anId)
  const members = [
    aMember({ '2026-W46': 'open', '2026-W47': 'submitted' }, 1000, one),
    aMember({ '2026-W46': 'submitted', '2026-W47': 'open' }, 1000, two),
    aMember({}, 1000, three),
    aMember({}, 0, anId('leader')),
  ]
  const missing = (today: string, thresholds = {}, startedOn = '2026-06-01') =>
    told(watching({ members, startedOn }, [], today), thresholds)
      .map(({ from, count }) => [from, count])
      .toSorted()

  test('are a number per week, of those who are expected; a newcomer is asked for the last week only', () => {
    expect(missing('2026-11-25')).toEqual([
      ['2026-W46', 1],
      ['2026-W47', 2],
    ])
  })

  test('are told after the wait only: on Monday nobody is late yet', () => {
    expect(missing('2026-11-23')).toEqual([['2026-W46', 1]])
    expect(missing('2026-11-24')).toEqual([
      ['2026-W46', 1],
      ['2026-W47', 2],
    ])
    expect(missing('2026-11-24', { week_wait: 2 })).toEqual([['2026-W46', 1]])
  })

  test('name nobody, and count a person of several projects once', () => {
    const twice = { ...watching({ members }), projects: [aProject({ members }), aProject({ members, id: anId('Q') })] }
    const alerts = alertsOf(twice, DEFAULT_THRESHOLDS)
    expect(alerts.map(({ facts, project }) => [facts.count, project])).toEqual([
      [2, ''],
      [1, ''],
    ])
    expect(JSON.stringify(alerts)).not.toMatch(new RegExp([one, two, three].join('|')))
    expect(alertsOf(watching({ members }), DEFAULT_THRESHOLDS)[0]).toMatchObject({ project: P, subject: '2026-W47' })
  })

  test('are not asked for before the project began', () => {
    expect(missing('2026-11-25', {}, '2026-11-18')).toEqual([['2026-W47', 2]])
  })
})

describe('a load above the capacity', () => {
  test('stands in the order of names, whoever has more', () => {
    const loads = [
      { ...aLoad([0, 1400], anId('a')), name: 'Zoe' },
      { ...aLoad([0, 1200], anId('b')), name: 'Ben' },
    ]
    expect(alertsOf(watching({}, loads), DEFAULT_THRESHOLDS).map(({ name }) => name)).toEqual(['Ben', 'Zoe'])
  })

  test('is told for the whole weeks to come, never for the one under way', () => {
    expect(told(watching({}, [aLoad([3000, 900, 1100, 1000, 1000])]))).toEqual([])
    expect(told(watching({}, [aLoad([0, 1200, 900, 1400, 1000, 3000])]))).toMatchObject([
      { rule: 'over-allocation', severity: 'watch', amount: 1400, count: 2, from: '2026-W49', until: '2026-W51' },
    ])
  })
})

test('a rule that is switched off says nothing, and what nobody chose has its default', () => {
  const late = watching({ actions: [anAction()] })
  expect(told(late)).toHaveLength(1)
  expect(told(late, { off: ['overdue-action'] })).toEqual([])
  expect(thresholdsOf(null)).toEqual(DEFAULT_THRESHOLDS)
  expect(thresholdsOf({ alerts: { slip_days: 10 } })).toEqual({ ...DEFAULT_THRESHOLDS, slip_days: 10 })
})

test('what people wrote as a sentence loses its full stop inside another one; dots that mean something stay', () => {
  const [alert] = alertsOf(watching({ milestones: [aMilestone({ forecast_on: '2026-12-31' })] }), DEFAULT_THRESHOLDS)
  const said = (name: string) => saidOf({ ...alert!, name }).values['name']
  expect(said('Le permis est signé.')).toEqual({ is: 'text', text: 'Le permis est signé' })
  expect(said('À suivre...')).toEqual({ is: 'text', text: 'À suivre...' })
})
