import type { CollectionName } from '@/schema/collections'
import type { Standing } from './reader'

/** `all` rows of the scope, the reader's `own`, or `none`. */
export type Reach = 'all' | 'own' | 'none'

type Reading = Partial<Record<Standing, Reach>>

const TEAM: Reading = { contributor: 'all', manager: 'all', pmo: 'all', sponsor: 'all' }
const PLAN: Reading = { ...TEAM, contributor: 'own' }
/** Individual work: a sponsor reads consolidated views only. */
const WORK: Reading = { contributor: 'own', manager: 'all', pmo: 'all', sponsor: 'none' }
/** What belongs to a person beside their projects: theirs, and for who leads one of these. */
const PERSONAL: Reading = { self: 'own', manager: 'all', pmo: 'all' }
const CONSOLIDATED: Reading = { contributor: 'none', manager: 'all', pmo: 'all', sponsor: 'all' }

/** What would tell what each person's day costs. */
const CONFIDENTIAL: Reading = { contributor: 'none', manager: 'all', pmo: 'all', sponsor: 'none' }

/** Who reads what in a scope. What is not written here is not read. The stock REST rules say the same. */
export const READING: Record<CollectionName, Reading> = {
  settings: { everybody: 'all' },
  users: { ...TEAM, self: 'own' },
  projects: TEAM,
  memberships: { ...TEAM, self: 'own' },
  tasks: TEAM,
  assignments: PLAN,
  dependencies: TEAM,
  baselines: TEAM,
  baseline_items: TEAM,
  milestone_moves: TEAM,
  deliverables: TEAM,
  time_entries: WORK,
  remaining_estimates: WORK,
  flags: WORK,
  attachments: WORK,
  week_sheets: PERSONAL,
  absences: PERSONAL,
  week_reviews: WORK,
  actions: PLAN,
  comments: PLAN,
  task_totals: CONSOLIDATED,
  project_weeks: CONSOLIDATED,
  closings: CONSOLIDATED,
  closing_items: CONSOLIDATED,
  rates: CONFIDENTIAL,
  budget_lines: CONSOLIDATED,
  change_orders: CONSOLIDATED,
  task_costs: CONSOLIDATED,
  weather_reports: CONSOLIDATED,
  reminder_preferences: { self: 'own' },
  reminders: PERSONAL,
  alert_marks: { self: 'own' },
}

export function reachOf(standing: Standing, coll: CollectionName): Reach {
  return READING[coll][standing] ?? 'none'
}

/** The field that says whose a row is, where that decides who reads it. */
export const OWNER_FIELD: Partial<Record<CollectionName, string>> = {
  users: 'id',
  memberships: 'user',
  assignments: 'user',
  time_entries: 'user',
  remaining_estimates: 'user',
  week_sheets: 'user',
  reminder_preferences: 'user',
  reminders: 'user',
  alert_marks: 'user',
  absences: 'user',
  week_reviews: 'user',
  actions: 'owner',
  comments: 'owner',
  deliverables: 'owner',
  flags: 'author',
  attachments: 'author',
}

/** What is left of a person whose membership ended, where work of theirs can still be read: so that it has a name. */
export const NAME_COLUMNS: readonly string[] = ['id', 'name']

/** Work that names its doer. */
const NAMING: readonly CollectionName[] = ['time_entries', 'remaining_estimates', 'flags', 'assignments']

/** Where to look for the work that keeps the name of a former member in a reader's sight. */
export function namingWork(standing: Standing): CollectionName[] {
  return NAMING.filter((coll) => reachOf(standing, coll) === 'all')
}

/** Columns of a person that do not travel to everybody who may read the row. */
const PERSON_COLUMNS: Partial<Record<Standing, readonly string[]>> = {
  contributor: NAME_COLUMNS,
  sponsor: NAME_COLUMNS,
  manager: ['id', 'name', 'holiday_zone', 'week_pattern'],
  pmo: ['id', 'name', 'holiday_zone', 'week_pattern'],
}

/** Whether a column of a readable row is shown to a reader of this standing. */
export function showsColumn(standing: Standing, coll: CollectionName, column: string): boolean {
  if (coll !== 'users') return true
  return PERSON_COLUMNS[standing]?.includes(column) ?? standing === 'self'
}
