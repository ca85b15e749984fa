import { orderShown, dayFrom, type DayOrder } from './days'
import type { Table } from './table'

/** What a column can say. Closed: the words are in the locale files. */
export const COLUMN_ROLES = [
  'skip',
  'name',
  'number',
  'level',
  'id',
  'uid',
  'start',
  'finish',
  'duration',
  'effort-days',
  'effort-hours',
  'milestone',
  'kind',
  'predecessors',
  'resources',
  'owner',
  'imposed',
  'progress',
  'remaining',
  'priority',
] as const
export type ColumnRole = (typeof COLUMN_ROLES)[number]

/** How a table is to be read: guessed first, then as the person says. */
export interface Mapping {
  hasHeader: boolean
  /** A role for each column; each role but `skip` once. */
  roles: ColumnRole[]
  /** Null = 03/04 could be either, and nobody has said yet. */
  dayOrder: DayOrder | null
}

const BUDGET = /^(budget revise|revised budget)( j| jours| d| days)?$/

/** By header, accents and punctuation off; the first that fits and is free is taken. */
const HEADERS: readonly [ColumnRole, RegExp][] = [
  [
    'uid',
    /^(uid|identifiants?( unique)?|identifier|(n|no|id) unique|unique id|code( (de la )?tache)?|ref|reference|key|cle|(activity|task) (id|code)|guid)$/,
  ],
  ['id', /^(id|n|no|num|numero|#|ligne|row|line)$/],
  ['number', /^((code |n |no )?wbs( code)?|(n|no|numero) hierarchique|outline( number)?|numerotation|edt|sdp)$/],
  ['level', /^((outline )?level|niveau( hierarchique)?|profondeur|indent)$/],
  ['effort-hours', /^(travail|work|heures|hours|(charge|effort|work|travail) (planifiee? )?(en )?(h|heures|hours))$/],
  // What is allowed now comes before what was first thought of, where a file has both.
  ['effort-days', BUDGET],
  [
    'effort-days',
    /^(charge|effort|workload|budget|jh|j h|jours hommes?|man days|(charge|effort|work|travail|budget) (prevue?|initiale?|planifiee?|revise|planned|(en )?(j|jh|jours|days|d))( j| jours)?)$/,
  ],
  ['remaining', /^(raf|reste( a faire)?( j| jours)?|remaining( work| days)?|etc|travail restant|eac rest)$/],
  [
    'progress',
    /^(%|(%|pct|taux d)? ?(acheve|avancement|complete|realise|physique acheve)|avancement( physique)?( %)?|(physical )?progress|percent complete|physical % complete|% complete)$/,
  ],
  ['start', /^((date (de )?|planned )?(debut|start)( date| prevue?| planifiee?)?|begin|du|from)$/],
  ['finish', /^((date (de )?|planned )?(fin|finish|end)( date| prevue?| planifiee?)?|due date|au|until|to)$/],
  ['imposed', /^(echeance|deadline|date (imposee|imperative|limite)|imposed( date)?)$/],
  ['duration', /^(duree|duration)( (en )?(j|jours|days|d))?$/],
  ['milestone', /^(jalons?|milestones?|est (un )?jalon|is milestone)$/],
  ['kind', /^(nature|type|kind)( (de (la )?)?(tache|ligne|task))?$/],
  ['predecessors', /^(predecesseurs?|predecessors?|antecedents?|depends on|dependances?|dependencies)$/],
  [
    'resources',
    /^((noms? )?(de )?(la |des )?ressources?|resource( names?)?|resources|affecte(e|s)? a|affectation|assigned( to)?|assignees?|equipe|team|intervenants?|people)$/,
  ],
  ['owner', /^(responsables?|owner|pilote|porteur|qui|who|lead)$/],
  ['priority', /^(priorite|priority)$/],
  [
    'name',
    /^((nom|name|libelle|intitule|designation|titre|title|description)( (de (la )?)?(tache|task|activite|activity|jalon))?|taches?|tasks?|(task|activity) name|activites?|activity|lots?|summary)$/,
  ],
]

/** @example plainHeader('% achevé (physique)') // '% acheve physique' */
export const plainHeader = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[°º]/g, '')
    .replace(/[^a-z0-9%#]+/g, ' ')
    .trim()

/** What the columns most probably say, from their headers, else from what is in them. */
export function guessMapping({ rows }: Pick<Table, 'rows'>): Mapping {
  const [first = [], ...rest] = rows
  const width = rows.slice(0, 200).reduce((most, row) => Math.max(most, row.length), 0)
  const byHeader = rolesOfHeaders(Array.from({ length: width }, (_, index) => first[index] ?? ''))
  const hasHeader =
    byHeader.some((role) => role !== 'skip') && (width === 1 || byHeader.filter((role) => role !== 'skip').length >= 2)
  const roles = hasHeader ? byHeader : byHeader.map(() => 'skip' as ColumnRole)
  const samples = (hasHeader ? rest : rows).slice(0, 200)
  tellOutline(roles, samples)
  if (!hasHeader) guessDays(roles, samples)
  if (!roles.includes('name')) guessName(roles, samples)
  return { hasHeader, roles, dayOrder: dayOrderOf(roles, samples, rows.length > 201 ? rows : samples) }
}

function rolesOfHeaders(headers: readonly string[]): ColumnRole[] {
  const taken = new Set<ColumnRole>()
  const plains = headers.map(plainHeader)
  const hasBudget = plains.some((plain) => BUDGET.test(plain))
  return plains.map((plain) => {
    if (hasBudget && !BUDGET.test(plain) && roleOf(plain, taken) === 'effort-days') return 'skip'
    const role = roleOf(plain, taken)
    if (role) taken.add(role)
    return role ?? 'skip'
  })
}

const roleOf = (plain: string, taken: ReadonlySet<ColumnRole>) =>
  plain === '' ? undefined : HEADERS.find(([role, pattern]) => !taken.has(role) && pattern.test(plain))?.[0]

/** A column of line numbers of which some are 1.2 is the outline. */
function tellOutline(roles: ColumnRole[], samples: readonly string[][]): void {
  const column = roles.indexOf('id')
  if (column < 0 || roles.includes('number')) return
  if (samples.some((row) => /^\d+\.[1-9]/.test((row[column] ?? '').trim()))) roles[column] = 'number'
}

/** Of columns without a header: the first with days is the start, the second the finish. */
function guessDays(roles: ColumnRole[], samples: readonly string[][]): void {
  const free = [...(['start', 'finish'] as const)]
  for (const column of roles.keys()) {
    const cells = samples.map((row) => row[column] ?? '').filter(Boolean)
    const days = cells.filter((cell) => dayFrom(cell, 'day-first') ?? dayFrom(cell, 'month-first'))
    if (cells.length > 0 && days.length >= cells.length * 0.8 && free.length > 0) roles[column] = free.shift()!
  }
}

/** The free column with most letters. */
function guessName(roles: ColumnRole[], samples: readonly string[][]): void {
  let best = { column: -1, letters: 0 }
  for (const [column, role] of roles.entries()) {
    if (role !== 'skip') continue
    const letters = samples.reduce((sum, row) => sum + (row[column] ?? '').replace(/\P{L}/gu, '').length, 0)
    if (letters > best.letters) best = { column, letters }
  }
  if (best.column >= 0) roles[best.column] = 'name'
}

const DAY_ROLES: readonly ColumnRole[] = ['start', 'finish', 'imposed']

/** One date of the file that can be but one thing settles all the others; null where none does and it matters. */
function dayOrderOf(
  roles: readonly ColumnRole[],
  samples: readonly string[][],
  rows: readonly string[][],
): DayOrder | null {
  const seen = new Set<string>()
  for (const row of rows.length > samples.length ? rows : samples)
    for (const [column, role] of roles.entries())
      if (DAY_ROLES.includes(role)) seen.add(orderShown(row[column] ?? '') ?? '')
  if (seen.has('day-first')) return 'day-first'
  if (seen.has('month-first')) return 'month-first'
  return seen.has('either') ? null : 'day-first'
}

/** Settles the order of day and month again after the person changed what a column says. */
export function withDayOrder(mapping: Mapping, { rows }: Pick<Table, 'rows'>): Mapping {
  const cells = mapping.hasHeader ? rows.slice(1) : rows
  return { ...mapping, dayOrder: mapping.dayOrder ?? dayOrderOf(mapping.roles, [], cells) }
}
