import { byProgramme, type ConsolidatedSums, type Consolidation } from '@/domain/closing/consolidation'
import { earnedValue } from '@/domain/earned-value/evm'
import type { Closing } from '@/schema/closing'
import type { ColumnKind, Table, TableCell } from './written-table'

/** The words of the heads, in the reader's language. */
export interface ConsolidationWords {
  sheet: string
  level: string
  levels: Readonly<Record<Level, string>>
  programme: string
  code: string
  project: string
  closedOn: string
  previous: string
  original: string
  changes: string
  budget: string
  actuals: string
  remaining: string
  landing: string
  variance: string
  drift: string
  late: string
  progress: string
  PV: string
  EV: string
  CPI: string
  SPI: string
  /** Stands in the place of the level of a project that was never closed. */
  notClosed: string
}

type Level = 'project' | 'programme' | 'all'

interface Row {
  level: string
  programme: string
  code: string
  project: string
  closedOn: string
  previous: string
  /** Null for a project that was never closed: no figure is made up for it. */
  sums: ConsolidatedSums | null
}

const NO_PROJECT = { code: '', project: '', closedOn: '', previous: '' }

type ProjectName = (project: string) => { code: string; name: string; programme: string } | undefined

/**
 * The consolidation as a table: a row a project with the closing it comes from, those never closed without figures, then each
 * programme and the whole. A level column tells them apart, so that a sum in a spreadsheet does not count anything twice.
 */
export function consolidationTable(of: Consolidation<Closing>, nameOf: ProjectName, words: ConsolidationWords): Table {
  const columns = columnsOf(words)
  return {
    name: words.sheet,
    columns: columns.map(({ head, kind, width }) => ({ head, kind, width })),
    rows: rowsOf(of, nameOf, words).map((row) => columns.map((column) => column.of(row))),
  }
}

function rowsOf(of: Consolidation<Closing>, nameOf: ProjectName, words: ConsolidationWords): Row[] {
  const named = (project: string) => {
    const { code = '', name = '', programme = '' } = nameOf(project) ?? {}
    return { code, project: name, programme }
  }
  const byCode = (a: Row, b: Row) => a.code.localeCompare(b.code)
  const sum = (level: Level, programme: string, sums: ConsolidatedSums): Row => ({
    ...NO_PROJECT,
    level: words.levels[level],
    programme,
    sums,
  })
  const closed = of.lines.map((line) => ({
    level: words.levels.project,
    ...named(line.project),
    closedOn: line.closing.through as string,
    previous: line.before?.through ?? '',
    sums: line.sums,
  }))
  const never = of.never.map((project) => ({
    ...NO_PROJECT,
    ...named(project),
    level: words.notClosed,
    sums: null,
  }))
  return [
    ...[...closed, ...never].toSorted(byCode),
    ...byProgramme(of.lines).map(({ programme, sums }) => sum('programme', programme, sums)),
    sum('all', '', of.sums),
  ]
}

interface Column {
  head: string
  kind: ColumnKind
  width: number
  of: (row: Row) => TableCell
}

function columnsOf(words: ConsolidationWords): Column[] {
  const column = (head: string, kind: ColumnKind, width: number, of: Column['of']) => ({ head, kind, width, of })
  const figure = (head: string, kind: ColumnKind, of: (sums: ConsolidatedSums) => number | null) =>
    column(head, kind, 12, ({ sums }) => sums && of(sums))
  const days = (head: string, of: (sums: ConsolidatedSums) => number | null) => figure(head, 'effort', of)
  return [
    column(words.level, 'text', 12, ({ level }) => level),
    column(words.programme, 'text', 18, ({ programme }) => programme),
    column(words.code, 'text', 10, ({ code }) => code),
    column(words.project, 'text', 34, ({ project }) => project),
    column(words.closedOn, 'day', 12, ({ closedOn }) => closedOn),
    column(words.previous, 'day', 12, ({ previous }) => previous),
    days(words.original, ({ quantities }) => quantities.original),
    days(words.changes, ({ quantities }) => quantities.changes),
    days(words.budget, ({ quantities }) => quantities.budget),
    days(words.actuals, ({ quantities }) => quantities.actuals),
    days(words.remaining, ({ quantities }) => quantities.remaining),
    days(words.landing, ({ quantities }) => quantities.landing),
    days(words.variance, ({ quantities }) => quantities.variance),
    days(words.drift, ({ drift }) => drift),
    days(words.late, ({ late, drift }) => (drift === null ? null : late)),
    figure(words.progress, 'share', ({ progress }) => progress),
    days(words.PV, ({ earned }) => earned && earned.PV),
    days(words.EV, ({ earned }) => earned && earned.EV),
    figure(words.CPI, 'index', ({ earned }) => earned && earnedValue(earned).CPI),
    figure(words.SPI, 'index', ({ earned }) => earned && earnedValue(earned).SPI),
  ]
}
