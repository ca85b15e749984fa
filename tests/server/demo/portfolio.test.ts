import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { rateOn, type RateLike } from '@/domain/budget/rates'
import { capacityOn } from '@/domain/calendar/capacity'
import { addDays, weekOf } from '@/domain/calendar/days'
import { plannedValue, type PlannedWork } from '@/domain/earned-value/planned-value'
import { commitmentsOf, type WorkKnown } from '@/domain/load/commitment'
import { loadLine, weeksFrom } from '@/domain/load/load-plan'
import { COLLECTIONS } from '@/schema/collections'
import { FULL_TIME } from '@/schema/user'
import { demoPortfolio } from '@/server/demo/portfolio'
import { STORIES } from '@/server/demo/stories'
import { PLAIN } from '@/server/setup/load-portfolio'

const TODAY = '2026-11-23'
const MONTH = Array.from({ length: 31 }, (_, index) => addDays(TODAY, index))
const demo = demoPortfolio(TODAY)

describe('the demo portfolio', () => {
  it('is the same for the same day and seed, and follows the day', () => {
    expect(demoPortfolio(TODAY)).toEqual(demo)
    const later = demoPortfolio('2027-02-10')
    expect(later.time_entries.every((row) => String(row['day']) < '2027-02-10')).toBe(true)
  })

  it('has twelve projects of three programmes, forty people and sixteen weeks of history', () => {
    expect(demo.projects).toHaveLength(12)
    expect(new Set(demo.projects.map((row) => row['programme'])).size).toBe(3)
    expect(demo.users).toHaveLength(40)
    const weeks = new Set(demo.time_entries.map((row) => weekOf(String(row['day']))))
    expect(weeks.size).toBeGreaterThanOrEqual(16)
    expect(new Set(demo.users.map((user) => user.email)).size).toBe(40)
  })

  it('holds only valid rows', () => {
    for (const name of PLAIN) {
      const rows = demo[name as 'projects']
      for (const row of rows)
        expect(v.safeParse(COLLECTIONS[name], row).issues, `${name} ${JSON.stringify(row)}`).toBeUndefined()
    }
  })

  it('tells how each milestone came to its forecast: moves in order, in the past, that end on it, with a reason', () => {
    const milestones = demo.tasks.filter((row) => row['kind'] === 'milestone')
    for (const task of milestones) {
      const moves = demo.milestone_moves.filter((row) => row['task'] === task['id'])
      const days = moves.map((row) => String(row['day']))
      expect(days).toEqual(days.toSorted())
      expect(days.every((day) => day < TODAY && (!task['actual_on'] || day < String(task['actual_on'])))).toBe(true)
      expect(moves.every((row) => row['reason'] !== '')).toBe(true)
      expect(moves.at(-1)?.['forecast_on'] ?? task['baseline_on']).toBe(task['forecast_on'])
    }
    expect(demo.milestone_moves.length).toBeGreaterThan(30)
    expect(new Set(demo.deliverables.map((row) => row['state']))).toEqual(
      new Set(['planned', 'submitted', 'accepted', 'reserved']),
    )
  })

  it('prices everybody who works, but for one profile of one project whose rate card is not finished', () => {
    const unpriced = new Set<unknown>()
    for (const entry of demo.time_entries) {
      const member = demo.memberships.find(
        (row) => row['project'] === entry['project'] && row['user'] === entry['user'],
      )!
      const own = demo.rates.filter((row) => row['project'] === entry['project']) as unknown as RateLike[]
      if (rateOn(own, String(member['profile']), String(entry['day'])) === null) unpriced.add(entry['project'])
    }
    expect([...unpriced].map((id) => demo.projects.find((row) => row['id'] === id)!['code'])).toEqual(['BAT-04'])
  })

  it('tells change orders that add up to the approved change of their task, decided before today', () => {
    for (const task of demo.tasks.filter((row) => row['kind'] === 'task')) {
      const approved = demo.change_orders.filter((row) => row['task'] === task['id'] && row['state'] === 'approved')
      expect(approved.reduce((sum, row) => sum + Number(row['effort']), 0)).toBe(task['approved_change'])
    }
    expect(new Set(demo.change_orders.map((row) => row['state']))).toEqual(new Set(['proposed', 'approved', 'refused']))
    for (const row of demo.change_orders)
      expect(row['state'] === 'proposed' ? row['decided_on'] === '' : String(row['decided_on']) < TODAY).toBe(true)
  })

  it('orders before it is invoiced: no purchase has more invoices than orders, and labour has neither', () => {
    for (const row of demo.budget_lines) {
      expect(Number(row['actual'])).toBeLessThanOrEqual(Number(row['committed']))
      if (row['kind'] === 'labour') expect([row['committed'], row['actual'], row['to_commit']]).toEqual([0, 0, 0])
    }
    expect(demo.budget_lines.every((row) => Number(row['budget']) > 0)).toBe(true)
  })
})

describe.each(MONTH)('the demo as loaded on %s', (today) => {
  const demo = demoPortfolio(today)

  it('repeats no id within a collection', () => {
    for (const name of PLAIN) {
      const ids = demo[name].map((row) => row['id'])
      expect(new Set(ids).size, name).toBe(ids.length)
    }
  })

  it('gives nobody more than a day in a day, leave and work for no project included', () => {
    const perDay = new Map<string, number>()
    for (const row of [...demo.time_entries, ...demo.absences]) {
      const key = `${row['user']} ${row['day']}`
      perDay.set(key, (perDay.get(key) ?? 0) + Number(row['effort']))
    }
    expect(Math.max(...perDay.values())).toBeLessThanOrEqual(1000)
  })
})

describe.each(['2026-11-23', '2026-12-06', '2027-02-10'])('the stories of the demo on %s', (today) => {
  const demo = demoPortfolio(today)
  const isWorked = (day: string) => capacityOn({ weekPattern: FULL_TIME, zone: 'metropole' }, day) > 0
  const told = STORIES.map((story) => {
    const project = demo.projects.find((row) => row['code'] === story.code)!
    const closing = demo.closings.findLast((row) => row['project'] === project['id'])
    const items = demo.closing_items.filter((row) => row['closing'] === closing?.['id'] && row['kind'] === 'task')
    const EV = items.reduce(
      (sum, row) => sum + (Number(row['progress']) * (Number(row['original']) + Number(row['changes']))) / 1000,
      0,
    )
    const planned = demo.baseline_items.filter((row) => items.some((item) => item['task'] === row['task']))
    const PV = plannedValue(planned as unknown as PlannedWork[], String(closing?.['through']), isWorked)
    const [B, C, R] = [
      Number(closing?.['original']) + Number(closing?.['changes']),
      Number(closing?.['actuals']),
      Number(closing?.['remaining']),
    ]
    return {
      ...story,
      id: project['id'],
      isClosed: Boolean(closing),
      SPI: EV / PV,
      CPI: EV / C,
      variance: (C + R - B) / B,
    }
  })
  const closed = told.filter((story) => story.isClosed)

  it('are of work as late as the milestones: SPI below 1 where they slip by a week or more, not where they hold', () => {
    expect(closed.filter(({ slipDays, SPI }) => (slipDays >= 7 ? SPI > 0.95 : slipDays === 0 && SPI < 0.95))).toEqual(
      [],
    )
  })

  it('are of work as heavy as it turns out: landings over the budget and CPI below 1 where it is, not elsewhere', () => {
    const isTold = ({ truth, CPI, variance }: (typeof closed)[number]) =>
      truth > 1.05 ? CPI < 1 && variance > 0.01 : truth <= 0.97 ? CPI > 0.95 && variance < 0.02 : true
    expect(closed.filter((story) => !isTold(story))).toEqual([])
  })

  it('let two projects land so far over their budget that an alert says so', () => {
    const overrun = closed.filter((story) => story.variance > 0.1).map((story) => story.code)
    expect(overrun).toEqual(['MOB-01', 'BAT-01'])
  })

  it('reach no milestone before the work of its phase is done', () => {
    const reached = demo.tasks.filter((row) => row['kind'] === 'milestone' && row['actual_on'] !== '')
    const phases = new Set(reached.map((row) => row['parent']))
    const open = demo.tasks.filter((row) => row['kind'] === 'task' && row['state'] === 'open')
    expect(open.filter((row) => phases.has(row['parent'])).map((row) => `${row['project']} ${row['name']}`)).toEqual([])
    expect(reached.length).toBeGreaterThan(12)
  })

  it('leave most weeks of most people feasible, and some not', () => {
    const spent = new Map<string, number>()
    for (const row of demo.time_entries) {
      const key = `${row['task']} ${row['user']}`
      spent.set(key, (spent.get(key) ?? 0) + Number(row['effort']))
    }
    const work = commitmentsOf({
      tasks: demo.tasks,
      assignments: demo.assignments,
      estimates: demo.remaining_estimates,
      spent: (task: string, user: string) => spent.get(`${task} ${user}`) ?? 0,
    } as unknown as WorkKnown)
    const cells = demo.users.flatMap((user) => {
      const own = work.filter((one) => one.user === user.id)
      const capacityOf = (day: string) => capacityOn({ weekPattern: user.week_pattern, zone: user.holiday_zone }, day)
      return own.length
        ? loadLine(user.id, own, { today, weeks: weeksFrom(today, 12), capacityOf, isKnown: true }).cells
        : []
    })
    const over = cells.filter((cell) => cell.isOver).length / cells.length
    expect(over).toBeGreaterThan(0.1)
    expect(over).toBeLessThan(0.4)
  })
})

describe('the closings of the demo', () => {
  const demo = demoPortfolio('2026-11-23')
  const of = (project: string) => demo.closings.filter((row) => row['project'] === project)
  const items = (closing: unknown) => demo.closing_items.filter((row) => row['closing'] === closing)

  it('end three weeks ago, and leave what came after open', () => {
    for (const project of demo.projects) {
      const last = of(String(project['id'])).at(-1)
      expect(project['closed_through']).toBe(last?.['through'] ?? '')
      expect(String(project['closed_through']) < '2026-11-09').toBe(true)
    }
    expect(demo.closings.length).toBeGreaterThan(60)
  })

  it('say no more than was entered by their day, task by task', () => {
    const closing = of(String(demo.projects[1]!['id'])).at(-1)!
    const entries = demo.time_entries.filter(
      (row) => row['project'] === closing['project'] && String(row['day']) <= String(closing['through']),
    )
    expect(closing['actuals']).toBe(entries.reduce((sum, row) => sum + Number(row['effort']), 0))
    const tasks = items(closing['id']).filter((row) => row['kind'] === 'task')
    expect(tasks.reduce((sum, row) => sum + Number(row['actuals']), 0)).toBe(closing['actuals'])
    expect(tasks.reduce((sum, row) => sum + Number(row['remaining']), 0)).toBe(closing['remaining'])
  })

  it('tell of one phone that came back after a week was closed', () => {
    const late = demo.closings.filter((row) => Number(row['late']) !== 0)
    expect(late).toHaveLength(1)
    const marked = demo.time_entries.filter((row) => row['late'] === true)
    expect(late[0]!['late']).toBe(marked.reduce((sum, row) => sum + Number(row['effort']), 0))
  })

  it('never lose time: actuals only grow from one to the next', () => {
    for (const project of demo.projects) {
      const actuals = of(String(project['id'])).map((row) => Number(row['actuals']))
      expect(actuals).toEqual(actuals.toSorted((a, b) => a - b))
    }
  })

  it('closes each project at what its time cost so far: growing, the sum of its lines, unknown where a rate is missing', () => {
    for (const project of demo.projects) {
      const closings = demo.closings.filter((row) => row['project'] === project['id'])
      const costs = closings.map((row) => row['cost'] as number | null)
      if (project['code'] === 'BAT-04') expect(costs).toContain(null)
      else expect(costs).toEqual(costs.toSorted((a, b) => Number(a) - Number(b)))
      for (const closing of closings) {
        const items = demo.closing_items.filter((row) => row['closing'] === closing['id'] && row['parent'] === '')
        const parts = items.map((row) => row['cost'] as number | null)
        const total = parts.includes(null) ? null : parts.reduce<number>((sum, part) => sum + Number(part), 0)
        expect(closing['cost']).toBe(total)
      }
    }
  })
})
