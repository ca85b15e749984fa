import { describe, expect, test } from 'vitest'
import { consolidate, type ClosedProject } from '@/domain/closing/consolidation'
import { consolidationTable, type ConsolidationWords } from '@/files/table/consolidation-table'
import { writeCsv } from '@/files/table/write-csv'
import type { Closing } from '@/schema/closing'
import { aClosing, anId } from '../../builders/records'

const HEADS =
  'programme code project closedOn previous original changes budget actuals remaining landing variance drift late progress PV EV CPI SPI notClosed'
const words = {
  sheet: 'Closings',
  level: 'level',
  levels: { project: 'project', programme: 'programme', all: 'all' },
  ...Object.fromEntries(HEADS.split(' ').map((head) => [head, head])),
} as ConsolidationWords

const closed = (project: string, fields: Record<string, unknown> = {}): Closing =>
  aClosing({
    project: anId(project),
    author: anId('pmo'),
    through: '2026-11-08',
    original: 20_000,
    changes: 0,
    actuals: 12_000,
    remaining: 12_000,
    progress: 400,
    late: 0,
    ...fields,
  })
const projects: ClosedProject<Closing>[] = [
  { project: 'b', programme: 'North', closings: [closed('b')], plannedAt: () => 10_000 },
  {
    project: 'a',
    programme: 'South',
    closings: [closed('a', { through: '2026-11-01', progress: null })],
    plannedAt: null,
  },
  { project: 'c', programme: 'North', closings: [], plannedAt: null },
]
const nameOf = (project: string) => ({
  code: project.toUpperCase(),
  name: project === 'a' ? '=1+1' : `Project ${project}`,
  programme: project === 'a' ? 'South' : 'North',
})
const table = consolidationTable(consolidate(projects, '2026-11-10'), nameOf, words)
const cell = (row: number, head: string) => table.rows[row]![table.columns.findIndex((column) => column.head === head)]

describe('the consolidation as a table', () => {
  test('projects by code, then programmes, then the whole, each with its level', () => {
    expect(table.rows.map((row) => row.slice(0, 3))).toEqual([
      ['project', 'South', 'A'],
      ['project', 'North', 'B'],
      ['notClosed', 'North', 'C'],
      ['programme', 'North', ''],
      ['programme', 'South', ''],
      ['all', '', ''],
    ])
  })

  test('each project carries its closing; the worked case its figures', () => {
    expect(['closedOn', 'budget', 'landing', 'variance', 'progress', 'EV', 'SPI'].map((head) => cell(1, head))).toEqual(
      ['2026-11-08', 20_000, 24_000, 4000, 400, 8000, 0.8],
    )
  })

  test('what is not known is an empty cell, never a 0 (threat 57)', () => {
    expect(['closedOn', 'budget', 'landing', 'drift', 'CPI'].map((head) => cell(2, head))).toEqual([
      '',
      null,
      null,
      null,
      null,
    ])
    expect(['drift', 'late', 'progress', 'PV', 'CPI'].map((head) => cell(0, head))).toEqual([
      null,
      null,
      null,
      null,
      null,
    ])
  })

  test('a name that a spreadsheet would run stays text, an index keeps its hundredths', () => {
    const lines = writeCsv(table, { delimiter: ';', decimal: ',' }).split('\r\n')
    expect(lines[1]).toContain(";'=1+1;")
    expect(lines[2]).toMatch(/;0,67;0,80$/)
  })
})
