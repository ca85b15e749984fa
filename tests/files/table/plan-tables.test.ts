import { describe, expect, it } from 'vitest'
import { planTables } from '@/files/table/plan-tables'
import { frenchWords } from '../../../bin/plan-words'
import { aDependency, anId, aTask } from '../../builders/records'
import { hostilePlan } from './hostile'

const plan = (totals: Parameters<typeof planTables>[0]['totals']) =>
  planTables(
    {
      name: 'Passerelle',
      tasks: [aTask({ id: anId('work'), parent: '', original_effort: 20_000 })],
      dependencies: [],
      assignments: [],
      nameOf: () => '',
      totals,
    },
    frenchWords,
  )[0]

describe('the tables of a plan', () => {
  it('threat 32: tell what was spent and what remains only to who may know it', () => {
    const secret = ['Consommé (j)', 'RAF (j)', 'Atterrissage (j)', 'Écart (j)']
    const headsOf = (table: { columns: readonly { head: string }[] }) => table.columns.map(({ head }) => head)
    expect(headsOf(plan(new Map()))).toEqual(expect.arrayContaining(secret))
    expect(headsOf(plan(null)).filter((head) => secret.includes(head))).toEqual([])
    expect(headsOf(plan(null))).toContain('Budget révisé (j)')
  })

  it('leave a cell empty where nothing is known, and have one cell a column in every row', () => {
    for (const table of hostilePlan('x')) for (const row of table.rows) expect(row).toHaveLength(table.columns.length)
    const [work] = plan(null).rows
    expect(work![plan(null).columns.findIndex(({ head }) => head === 'Début')]).toBe('')
  })

  it('name links by the numbers of the WBS, and leave out links to tasks that are not there', () => {
    const [first, second] = [
      aTask({ id: anId('one'), parent: '', position: 1 }),
      aTask({ id: anId('two'), parent: '', position: 2 }),
    ]
    const links = [
      aDependency({ project: first.project, predecessor: first.id, successor: second.id, type: 'SS', lag: 1500 }),
      aDependency({ project: first.project, predecessor: anId('gone'), successor: second.id }),
    ]
    const [table, , linkTable] = planTables(
      { name: '', tasks: [first, second], dependencies: links, assignments: [], nameOf: () => '', totals: null },
      frenchWords,
    )
    const before = table.columns.findIndex(({ head }) => head === 'Prédécesseurs')
    expect(table.rows[1]![before]).toBe('1SS+1.5')
    expect(linkTable.rows).toEqual([['1', first.name, '2', second.name, 'SS', 1500]])
  })
})
