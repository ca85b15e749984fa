import { problemList, LONGEST_NAME, type DraftPlan, type DraftTask } from '../preview/draft'
import { workingDaysIn } from '../preview/draft-of-plan'
import { numberFrom, type DayLength } from './amounts'
import type { ColumnRole, Mapping } from './columns'
import { readFields, type Cells } from './fields'
import { linksFrom, type WrittenLink } from './predecessors'
import type { Table } from './table'

interface Line {
  task: DraftTask
  level: number
  /** What predecessors call it. */
  id: string
  number: string
  predecessors: string
  resources: string
}

/**
 * A table in the app's terms, by what its columns are said to be. Nothing is left out silently: each cell that can't be read is
 * told with its line.
 */
export function draftOfTable(table: Table, mapping: Mapping, length: DayLength): DraftPlan {
  const { problems, tell } = problemList()
  if (table.openQuoteLine > 0) tell('open-quote', String(table.openQuoteLine))
  if (table.rowCount > table.rows.length) tell('too-many-rows', '', String(table.rowCount))
  if (mapping.roles.includes('remaining')) tell('remaining-kept')
  const first = mapping.hasHeader ? 1 : 0
  const indents = indentsOf(table.rows.slice(first), mapping)
  const lines: Line[] = []
  for (const [index, row] of table.rows.entries()) {
    if (index < first || row.every((cell) => cell.trim() === '')) continue
    const cells = cellsOf(row, mapping)
    const at = String(index + 1)
    if (cells('name') === '') {
      tell('no-name', at)
      continue
    }
    if (cells('name').length > LONGEST_NAME) tell('name-cut', at)
    lines.push(
      lineOf(cells, at, levelOf(cells, row, mapping, indents), {
        order: mapping.dayOrder ?? 'day-first',
        length,
        tell,
      }),
    )
  }
  settleParents(lines, tell)
  settleKinds(lines)
  const byWritten = writtenNames(lines)
  const links = lines.flatMap((line) => {
    const { links: written, unread } = linksFrom(line.predecessors, length)
    for (const part of unread) tell('unread-link', line.task.name, part)
    return written.flatMap((one) => {
      const predecessor = byWritten.get(one.of)
      if (!predecessor) tell('unknown-predecessor', line.task.name, one.of)
      if (one.lagKind !== 'working') tell(one.lagKind === 'share' ? 'share-lag' : 'elapsed-lag', line.task.name)
      return predecessor
        ? [{ predecessor: predecessor.key, successor: line.task.key, type: one.type, lag: lagOf(one, predecessor) }]
        : []
    })
  })
  return {
    name: '',
    tasks: lines.map(({ task }) => task),
    links,
    assignments: lines.flatMap(assignmentsOf),
    baseline: null,
    problems,
  }
}

function cellsOf(row: readonly string[], mapping: Mapping): Cells {
  const byRole = new Map(mapping.roles.map((role, column) => [role, (row[column] ?? '').trim()]))
  return (role: ColumnRole) => byRole.get(role) ?? ''
}

function lineOf(cells: Cells, at: string, level: number, reading: Parameters<typeof readFields>[2]): Line {
  const { fields, effort, kind } = readFields(cells, at, reading)
  return {
    task: {
      key: at,
      uid: cells('uid').slice(0, 100),
      parent: '',
      kind,
      name: cells('name').slice(0, LONGEST_NAME),
      fields,
      effort,
      owner: cells('owner'),
    },
    level,
    id: cells('id').replace(/\.0+$/, ''),
    number: cells('number').replace(/\.$/, ''),
    predecessors: cells('predecessors'),
    resources: cells('resources'),
  }
}

/** Indents that names begin with, from the shallowest: each is a level. */
function indentsOf(rows: readonly string[][], { roles }: Mapping): number[] {
  if (roles.includes('number') || roles.includes('level')) return []
  const column = roles.indexOf('name')
  const seen = new Set(rows.map((row) => indentOf(row[column] ?? '')))
  return [...seen].toSorted((a, b) => a - b)
}

const indentOf = (text: string) => /^[\s\u00a0]*/.exec(text)![0].replaceAll('\t', '    ').length

function levelOf(cells: Cells, row: readonly string[], { roles }: Mapping, indents: readonly number[]): number {
  const number = cells('number').replace(/\.$/, '')
  if (/^[\w-]+(\.[\w-]+)*$/.test(number)) return number.split('.').length
  const level = numberFrom(cells('level'))
  if (level !== null && level >= 0) return Math.max(1, Math.round(level))
  return Math.max(0, indents.indexOf(indentOf(row[roles.indexOf('name')] ?? ''))) + 1
}

/** The line above with a lower level; a level that jumps is brought back to what can be. */
function settleParents(lines: readonly Line[], tell: ReturnType<typeof problemList>['tell']): void {
  const above: Line[] = []
  // Some begin to count at zero, or inside another plan.
  const least = lines.reduce((low, { level }) => Math.min(low, level), Infinity)
  for (const line of lines) {
    const level = line.level - least + 1
    if (level > above.length + 1) tell('level-jump', line.task.name, String(line.level))
    above.length = Math.min(above.length, level - 1)
    line.task.parent = above.at(-1)?.task.key ?? ''
    above.push(line)
  }
}

/** What has lines below it is a phase: its days and effort are theirs. */
function settleKinds(lines: readonly Line[]): void {
  const parents = new Set(lines.map(({ task }) => task.parent))
  for (const { task } of lines) {
    if (!parents.has(task.key) && task.kind !== 'phase') continue
    task.kind = 'phase'
    task.effort = null
    const { imposed_on, priority } = task.fields
    task.fields = { ...(imposed_on !== undefined && { imposed_on }), ...(priority !== undefined && { priority }) }
  }
}

/** Predecessors name a line by its id, else by its number in the outline, else by its place. */
function writtenNames(lines: readonly Line[]): Map<string, DraftTask> {
  const names = new Map<string, DraftTask>()
  const add = (name: string, task: DraftTask) => name !== '' && !names.has(name) && names.set(name, task)
  for (const { id, task } of lines) add(id, task)
  for (const { number, task } of lines) add(number, task)
  for (const { task } of lines) add(task.uid, task)
  if (lines.every(({ id }) => id === '')) for (const [index, { task }] of lines.entries()) add(String(index + 1), task)
  return names
}

function lagOf({ lag, lagKind }: WrittenLink, predecessor: DraftTask): number {
  if (lagKind === 'share') return Math.round((lag * (predecessor.fields.duration ?? 0)) / 1000)
  return lagKind === 'elapsed' ? workingDaysIn(lag / 1000) * 1000 : lag
}

/** Names between semicolons or commas, with shares in brackets as MS Project writes them; the effort is shared out where nothing else is known. */
function assignmentsOf({ task, resources }: Line) {
  if (task.kind !== 'task') return []
  const people = resources
    .split(resources.includes(';') ? ';' : ',')
    .map((name) => name.replace(/\[[^\]]*\]/g, '').trim())
    .filter(Boolean)
  const effort = task.effort ?? 0
  const share = Math.floor(effort / Math.max(1, people.length))
  return [...new Set(people)].map((person, index) => ({
    task: task.key,
    person,
    effort: index === 0 ? effort - share * (people.length - 1) : share,
    isShare: true,
  }))
}
