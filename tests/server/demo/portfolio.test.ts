import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { weekOf } from '@/domain/calendar/days'
import { COLLECTIONS, type CollectionName } from '@/schema/collections'
import { demoPortfolio } from '@/server/demo/portfolio'

const TODAY = '2026-11-23'
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
    for (const name of [
      'projects',
      'memberships',
      'tasks',
      'assignments',
      'milestone_moves',
      'deliverables',
      'dependencies',
      'baselines',
      'baseline_items',
      'time_entries',
      'remaining_estimates',
      'week_sheets',
      'absences',
      'week_reviews',
      'flags',
      'actions',
      'comments',
      'closings',
      'closing_items',
    ] as CollectionName[]) {
      const rows = demo[name as 'projects']
      for (const row of rows)
        expect(v.safeParse(COLLECTIONS[name], row).issues, `${name} ${JSON.stringify(row)}`).toBeUndefined()
    }
  })

  it('repeats no id within a collection', () => {
    for (const name of [
      'projects',
      'memberships',
      'tasks',
      'assignments',
      'milestone_moves',
      'deliverables',
      'dependencies',
      'baselines',
      'baseline_items',
      'time_entries',
      'remaining_estimates',
      'week_sheets',
      'absences',
      'week_reviews',
      'flags',
      'actions',
      'comments',
      'closings',
      'closing_items',
    ] as const) {
      const ids = demo[name].map((row) => row['id'])
      expect(new Set(ids).size, name).toBe(ids.length)
    }
  })

  it('gives nobody more than a day in a day', () => {
    const perDay = new Map<string, number>()
    for (const row of demo.time_entries) {
      const key = `${row['user']} ${row['day']}`
      perDay.set(key, (perDay.get(key) ?? 0) + Number(row['effort']))
    }
    expect(Math.max(...perDay.values())).toBeLessThanOrEqual(1000)
  })

  it('tells stories that differ: some projects over their budget, some within', () => {
    const variances = demo.projects.map((project) => {
      const of = (rows: Record<string, unknown>[], field: string) =>
        rows.filter((row) => row['project'] === project['id']).reduce((sum, row) => sum + Number(row[field]), 0)
      return {
        code: project['code'],
        actuals: of(demo.time_entries, 'effort'),
        planned: of(demo.tasks, 'original_effort'),
      }
    })
    expect(variances.every((project) => project.actuals > 0 && project.planned > 0)).toBe(true)
    expect(variances.some((project) => project.actuals / project.planned > 0.6)).toBe(true)
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
})
