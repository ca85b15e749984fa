import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { budgetOf, purchaseToCome, type BudgetInput } from '@/domain/budget/budget'
import { labourPrices, type LabourInput } from '@/domain/budget/labour'
import { addMoney, centsOf, money, type Money } from '@/domain/budget/money'
import { typedMoney } from '@/domain/budget/typed-money'
import { missingRates, rateOn, ratesByProfile } from '@/domain/budget/rates'
import {
  aBudgetLine,
  aChangeOrder,
  anAssignment,
  anId,
  aRate,
  aRemainingEstimate,
  aTask,
} from '@tests/builders/records'

const project = anId('project')
const [ANNA, BRUNO] = [anId('anna'), anId('bruno')]
const RAISE = '2026-07-01'
const RATES = [
  aRate({ project, profile: 'Engineer', starts_on: '2026-01-01', daily_rate: 60_000 }),
  aRate({ project, profile: 'Engineer', starts_on: RAISE, daily_rate: 66_000 }),
  aRate({ project, profile: 'Draughtsman', starts_on: '2026-01-01', daily_rate: 40_000 }),
]

describe('a rate', () => {
  it('holds from its day until the next of the same profile', () => {
    expect(rateOn(RATES, 'Engineer', '2026-06-30')).toBe(60_000)
    expect(rateOn(RATES, 'Engineer', RAISE)).toBe(66_000)
    expect(rateOn(RATES, 'Engineer', '2027-01-01')).toBe(66_000)
    expect(rateOn(RATES.toReversed(), 'Engineer', '2026-06-30')).toBe(60_000)
  })

  it('is unknown, never 0, before the first one and for a profile without any', () => {
    expect(rateOn(RATES, 'Engineer', '2025-12-31')).toBe(null)
    expect(rateOn(RATES, 'Diver', RAISE)).toBe(null)
    expect(rateOn(RATES, '', RAISE)).toBe(null)
  })

  it('changed in the middle of a project prices each side at its date', () => {
    const days = fc.array(fc.record({ late: fc.boolean(), effort: fc.integer({ min: 1, max: 1000 }) }))
    fc.assert(
      fc.property(
        days,
        fc.integer({ min: 0, max: 200_000 }),
        fc.integer({ min: 0, max: 200_000 }),
        (all, old, next) => {
          const rates = [
            { profile: 'P', starts_on: '2026-01-01', daily_rate: old },
            { profile: 'P', starts_on: RAISE, daily_rate: next },
          ]
          const cost = all.reduce(
            (sum, { late, effort }) => sum + effort * rateOn(rates, 'P', late ? '2026-08-03' : '2026-06-30')!,
            0,
          )
          const sum = (late: boolean) => all.filter((one) => one.late === late).reduce((n, one) => n + one.effort, 0)
          expect(cost).toBe(sum(false) * old + sum(true) * next)
        },
      ),
    )
  })

  it('is listed under its profile, the newest first', () => {
    const groups = ratesByProfile(RATES)
    expect(groups.map(({ profile }) => profile)).toEqual(['Draughtsman', 'Engineer'])
    expect(groups[1]!.rates.map(({ daily_rate }) => daily_rate)).toEqual([66_000, 60_000])
  })

  it('is copied from another project only where there is none of that day: a second copy adds nothing', () => {
    const here = [RATES[0]!]
    const added = missingRates(RATES, here)
    expect(added).toEqual([RATES[1], RATES[2]])
    expect(missingRates(RATES, [...here, ...added])).toEqual([])
  })
})

describe('labour', () => {
  const labour = (more: Partial<LabourInput> = {}) =>
    labourPrices({
      rates: RATES,
      today: '2026-08-03',
      assignments: [],
      estimates: [],
      profileOf: (user) => (user === ANNA ? 'Engineer' : ''),
      costs: new Map(),
      ...more,
    })
  const task = aTask({ project, original_effort: 8000 })
  const place = { project, task: task.id }

  it('lands on what was spent plus what remains at the rate of today', () => {
    const { moneyOf } = labour({
      costs: new Map([[task.id as string, { cost: 120_000_000, unpriced: 0 }]]),
      estimates: [aRemainingEstimate({ ...place, user: ANNA, remaining: 2500 })],
    })
    expect(moneyOf(task)).toMatchObject({ actual: 120_000, toCome: 165_000, landing: 285_000, unpriced: 0 })
  })

  it("takes each doer's latest word, and the plan of who gave none", () => {
    const { toComeOf } = labour({
      assignments: [anAssignment({ ...place, user: ANNA }), anAssignment({ ...place, user: BRUNO, effort: 4000 })],
      estimates: [
        aRemainingEstimate({ ...place, user: ANNA, day: '2026-07-06', remaining: 3000 }),
        aRemainingEstimate({ ...place, user: ANNA, day: '2026-07-20', remaining: 1000 }),
      ],
    })
    expect(toComeOf(task)).toEqual([
      { user: ANNA, profile: 'Engineer', effort: 1000, rate: 66_000 },
      { user: BRUNO, profile: '', effort: 4000, rate: null },
    ])
  })

  it('prices work planned for a profile that nobody has a name for yet', () => {
    const planned = { ...anAssignment({ ...place, user: '', effort: 2000 }), profile: 'Draughtsman' }
    expect(labour({ assignments: [planned] }).moneyOf(task)).toMatchObject({ toCome: 80_000, unpriced: 0 })
  })

  it('says what has no rate instead of counting it as nothing', () => {
    const { moneyOf } = labour({ costs: new Map([[task.id as string, { cost: 0, unpriced: 1500 }]]) })
    expect(moneyOf(task)).toMatchObject({ actual: 0, toCome: 0, unpriced: 1500 + 8000 })
  })

  it('has nothing to come once its task is done', () => {
    const done = aTask({ project, state: 'done' })
    expect(labour({ rates: null }).moneyOf(done)).toMatchObject({ toCome: 0, landing: 0 })
  })

  it('is not known to land anywhere by who may not read rates', () => {
    const { moneyOf } = labour({ rates: null, costs: new Map([[task.id as string, { cost: 5_000_000, unpriced: 0 }]]) })
    expect(moneyOf(task)).toMatchObject({ actual: 5000, toCome: null, landing: null, variance: null })
  })

  it('threat 59: whatever is planned and said, all that remains is either priced or said to have no rate', () => {
    const doer = fc.record({
      user: fc.constantFrom(ANNA, BRUNO, anId('céleste')),
      planned: fc.option(fc.integer({ min: 0, max: 9000 })),
      said: fc.option(fc.integer({ min: 0, max: 9000 })),
    })
    fc.assert(
      fc.property(fc.uniqueArray(doer, { selector: ({ user }) => user }), (doers) => {
        const { toComeOf } = labour({
          assignments: doers.flatMap(({ user, planned }) =>
            planned === null ? [] : [anAssignment({ ...place, user, effort: planned })],
          ),
          estimates: doers.flatMap(({ user, said }) =>
            said === null ? [] : [aRemainingEstimate({ ...place, user, remaining: said })],
          ),
        })
        const planless = doers.every(({ planned, said }) => planned === null && said === null)
        const expected = planless ? 8000 : doers.reduce((sum, one) => sum + (one.said ?? one.planned ?? 0), 0)
        expect(toComeOf(task).reduce((sum, { effort }) => sum + effort, 0)).toBe(expected)
      }),
    )
  })
})

describe('a purchase', () => {
  it('lands on what was ordered and what is still to be ordered, and on its invoices where these are higher', () => {
    expect(purchaseToCome({ committed: 4000, actual: 1500, to_commit: 800 })).toBe(3300)
    expect(purchaseToCome({ committed: 4000, actual: 4600, to_commit: 0 })).toBe(0)
  })
})

describe('the budget of a project', () => {
  const PHASE = aTask({ id: anId('phase'), project, kind: 'phase', name: 'Works', position: 1 })
  const INNER = aTask({ id: anId('inner'), project, kind: 'phase', parent: PHASE.id, name: 'Walls' })
  const TASK = aTask({ id: anId('walls'), project, parent: INNER.id, name: 'Masonry' })
  const tasks = [TASK, INNER, PHASE]
  const none = () => money({})
  const budget = (more: Partial<BudgetInput> = {}) =>
    budgetOf({ tasks, lines: [], orders: [], labourOf: none, ...more })

  it('counts the approved change orders, and no others', () => {
    const order = (label: string, state: string) =>
      aChangeOrder({ project, author: ANNA, label, state, amount: 1000, task: TASK.id })
    const found = budget({
      lines: [
        aBudgetLine({ project, kind: 'labour', phase: PHASE.id, budget: 9000, committed: 0, actual: 0, to_commit: 0 }),
      ],
      orders: [order('a', 'approved'), order('b', 'proposed'), order('c', 'refused')],
    })
    expect(found.money).toMatchObject({ initial: 9000, changes: 1000, budget: 10_000 })
    expect(found.phases.map(({ name, rows }) => [name, rows.map(({ kind }) => kind)])).toEqual([
      ['Works', ['labour', 'change']],
    ])
  })

  it('puts deep tasks under their top phase, and what no phase is known of under the project', () => {
    const found = budget({
      labourOf: () => money({ actual: 500 }),
      lines: [aBudgetLine({ project, phase: anId('deleted phase') })],
    })
    expect(found.phases.map(({ id }) => id)).toEqual([PHASE.id, ''])
    expect(found.phases[0]!.money.actual).toBe(500)
  })

  it('threat 57: is empty without lines, not a division or a not-a-number', () => {
    expect(budgetOf({ tasks: [], lines: [], orders: [], labourOf: none }).money).toEqual(money({}))
  })

  const line = fc.record({
    phase: fc.constantFrom('', PHASE.id, INNER.id),
    category: fc.constantFrom('', 'Works', 'Studies'),
    amounts: fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 0, max: 1e9 }))),
  })

  it('adds up: every figure is the sum of the parts that it opens into, whatever the lines', () => {
    fc.assert(
      fc.property(fc.array(line), fc.integer({ min: 0, max: 1e9 }), fc.option(fc.nat(1e9)), (lines, actual, toCome) => {
        const rows = lines.map(({ phase, category, amounts: [allowed, committed, invoiced, to_commit] }, index) =>
          aBudgetLine({
            project,
            label: `${index}`,
            phase,
            category,
            budget: allowed,
            committed,
            actual: invoiced,
            to_commit,
          }),
        )
        const found = budget({ lines: rows, labourOf: () => money({ actual, toCome }) })
        const sum = (field: keyof (typeof rows)[0]) => rows.reduce((total, row) => total + Number(row[field]), 0)
        const landed = rows.reduce((total, row) => total + Math.max(row.committed, row.actual) + row.to_commit, actual)
        expect(found.money).toMatchObject({ budget: sum('budget'), committed: sum('committed') })
        expect(found.money.landing).toBe(toCome === null ? null : landed + toCome)
        const same = (whole: Money, parts: Money[]) => expect(addMoney(parts)).toEqual(whole)
        same(
          found.money,
          found.phases.map((phase) => phase.money),
        )
        same(found.money, Object.values(found.kinds))
        for (const phase of found.phases) {
          same(
            phase.money,
            phase.rows.map((row) => row.money),
          )
          for (const row of phase.rows)
            same(
              row.money,
              row.parts.map((part) => part.money),
            )
        }
      }),
    )
  })

  it('rounds once a task', () => {
    expect(centsOf(250 * 6151)).toBe(1538)
    expect(money({ initial: 10_000, actual: 7000, toCome: 5000 }).variance).toBe(2000)
  })
})

describe('an amount as people type it', () => {
  it.each([
    ['1 250,5', 125_050],
    ['1250.50', 125_050],
    ['12\u202f500 €', 1_250_000],
    ['−300', -30_000],
    ['-0', 0],
    ['', null],
    ['12.345', null],
    ['1e9', null],
    ['NaN', null],
    ['douze', null],
  ])('%s', (text, cents) => expect(typedMoney(text)).toBe(cents))

  it('is read back as it was written, whatever the amount', () => {
    const written = (cents: number) =>
      `${cents < 0 ? '-' : ''}${Math.floor(Math.abs(cents) / 100)},${String(Math.abs(cents) % 100).padStart(2, '0')}`
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (cents) => {
        expect(typedMoney(written(cents))).toBe(cents)
      }),
    )
  })
})
