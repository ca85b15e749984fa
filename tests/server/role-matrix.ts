import type { CollectionName } from '@/schema/collections'

/**
 * Who may do what, written out by hand from the product's rules and NOT from the code under test. Each cell is read from
 * the point of view of one reader of project P, for a record of their own and for one of somebody else.
 */
export const READERS = ['anna', 'manager', 'pmo', 'sponsor', 'stranger', 'office', 'anonymous'] as const
export type Reader = (typeof READERS)[number]

/** all: own and others'; own: only their own; none. */
export type Sight = 'all' | 'own' | 'none'
type Line = { readonly [reader in Reader]: Sight }

const line = (anna: Sight, manager: Sight, pmo: Sight, sponsor: Sight, stranger: Sight = 'none'): Line => ({
  anna,
  manager,
  pmo,
  sponsor,
  stranger,
  office: stranger,
  anonymous: 'none',
})

/** By the stock REST API (list and view). */
export const REST: { readonly [coll in CollectionName]: Line } = {
  settings: line('all', 'all', 'all', 'all', 'all'),
  users: line('own', 'own', 'own', 'own', 'own'),
  projects: line('all', 'all', 'all', 'all'),
  memberships: line('all', 'all', 'all', 'all'),
  tasks: line('all', 'all', 'all', 'all'),
  assignments: line('own', 'all', 'all', 'all'),
  dependencies: line('all', 'all', 'all', 'all'),
  baselines: line('all', 'all', 'all', 'all'),
  baseline_items: line('all', 'all', 'all', 'all'),
  milestone_moves: line('all', 'all', 'all', 'all'),
  deliverables: line('all', 'all', 'all', 'all'),
  time_entries: line('own', 'all', 'all', 'none'),
  remaining_estimates: line('own', 'all', 'all', 'none'),
  week_sheets: line('own', 'all', 'all', 'none'),
  absences: line('own', 'all', 'all', 'none'),
  week_reviews: line('own', 'all', 'all', 'none'),
  flags: line('own', 'all', 'all', 'none'),
  attachments: line('own', 'all', 'all', 'none'),
  task_totals: line('none', 'all', 'all', 'all'),
  project_weeks: line('none', 'all', 'all', 'all'),
  closings: line('none', 'all', 'all', 'all'),
  closing_items: line('none', 'all', 'all', 'all'),
  rates: line('none', 'all', 'all', 'none'),
  budget_lines: line('none', 'all', 'all', 'all'),
  change_orders: line('none', 'all', 'all', 'all'),
  task_costs: line('none', 'all', 'all', 'all'),
  weather_reports: line('none', 'all', 'all', 'all'),
  reminder_preferences: line('own', 'own', 'own', 'own', 'own'),
  reminders: line('own', 'all', 'all', 'none'),
  alert_marks: line('own', 'own', 'own', 'own', 'own'),
  actions: line('own', 'all', 'all', 'all'),
  comments: line('own', 'all', 'all', 'all'),
}

/** By sync, in the scope of project P: colleagues' names travel here, one's own weeks in one's own scope. */
export const SYNC: { readonly [coll in CollectionName]: Line } = {
  ...REST,
  settings: line('none', 'none', 'none', 'none'),
  users: line('all', 'all', 'all', 'all'),
  week_sheets: line('none', 'all', 'all', 'none'),
  reminder_preferences: line('none', 'none', 'none', 'none'),
  reminders: line('none', 'all', 'all', 'none'),
  alert_marks: line('none', 'none', 'none', 'none'),
  absences: line('none', 'all', 'all', 'none'),
}

/** Writing by push: a record of the reader's own (or of the project), and somebody else's. */
export type Right = 'yes' | 'no'
type WriteLine = { readonly [reader in Exclude<Reader, 'anonymous'>]: readonly [own: Right, others: Right] }

const writes = (anna: string, manager: string, pmo: string, sponsor = '--'): WriteLine => {
  const pair = (text: string): [Right, Right] => [text[0] === 'y' ? 'yes' : 'no', text[1] === 'y' ? 'yes' : 'no']
  const none = pair('--')
  return {
    anna: pair(anna),
    manager: pair(manager),
    pmo: pair(pmo),
    sponsor: pair(sponsor),
    stranger: none,
    office: none,
  }
}

/** `y-` = own yes, others' no. What has no owner is the same in both columns. */
export const CREATE: { readonly [coll in CollectionName]?: WriteLine } = {
  settings: writes('--', '--', '--'),
  users: writes('--', '--', '--'),
  memberships: writes('--', 'yy', 'yy'),
  tasks: writes('--', 'yy', 'yy'),
  assignments: writes('--', 'yy', 'yy'),
  dependencies: writes('--', 'yy', 'yy'),
  baselines: writes('--', 'yy', 'yy'),
  baseline_items: writes('--', 'yy', 'yy'),
  milestone_moves: writes('--', 'yy', 'yy'),
  deliverables: writes('--', 'yy', 'yy'),
  time_entries: writes('y-', 'yy', 'yy'),
  remaining_estimates: writes('y-', 'y-', 'y-'),
  flags: writes('y-', 'y-', 'y-'),
  attachments: writes('--', '--', '--'),
  // Nobody reviews their own week.
  week_reviews: writes('--', '-y', '-y'),
  actions: writes('--', 'yy', 'yy'),
  comments: writes('y-', 'yy', 'yy'),
  task_totals: writes('--', '--', '--'),
  project_weeks: writes('--', '--', '--'),
  closings: writes('--', '--', '--'),
  closing_items: writes('--', '--', '--'),
  rates: writes('--', 'yy', 'yy'),
  budget_lines: writes('--', 'yy', 'yy'),
  change_orders: writes('--', 'yy', 'yy'),
  task_costs: writes('--', '--', '--'),
  weather_reports: writes('--', 'yy', 'yy'),
  reminders: writes('--', '--', '--'),
}

export const PATCH: { readonly [coll in CollectionName]?: WriteLine } = {
  // What holds for everybody is the office's to choose, whoever leads a project.
  settings: { ...writes('--', '--', '--'), office: ['yes', 'yes'] },
  projects: writes('--', 'yy', 'yy'),
  memberships: writes('--', 'yy', 'yy'),
  tasks: writes('--', 'yy', 'yy'),
  assignments: writes('--', 'yy', 'yy'),
  dependencies: writes('--', 'yy', 'yy'),
  // Kept as they were taken.
  baselines: writes('--', '--', '--'),
  baseline_items: writes('--', '--', '--'),
  milestone_moves: writes('--', '--', '--'),
  deliverables: writes('--', 'yy', 'yy'),
  time_entries: writes('y-', 'yy', 'yy'),
  week_reviews: writes('--', '-y', '-y'),
  actions: writes('--', 'yy', 'yy'),
  comments: writes('--', '--', '--'),
  remaining_estimates: writes('--', '--', '--'),
  flags: writes('y-', 'y-', 'y-'),
  task_totals: writes('--', '--', '--'),
  project_weeks: writes('--', '--', '--'),
  closings: writes('--', '--', '--'),
  closing_items: writes('--', '--', '--'),
  rates: writes('--', 'yy', 'yy'),
  budget_lines: writes('--', 'yy', 'yy'),
  change_orders: writes('--', 'yy', 'yy'),
  task_costs: writes('--', '--', '--'),
  weather_reports: writes('--', 'yy', 'yy'),
  reminders: writes('--', '--', '--'),
}

export const DELETE: { readonly [coll in CollectionName]?: WriteLine } = {
  settings: writes('--', '--', '--'),
  users: writes('--', '--', '--'),
  projects: writes('--', '--', '--'),
  memberships: writes('--', 'yy', 'yy'),
  tasks: writes('--', 'yy', 'yy'),
  assignments: writes('--', 'yy', 'yy'),
  dependencies: writes('--', 'yy', 'yy'),
  baselines: writes('--', '--', '--'),
  baseline_items: writes('--', '--', '--'),
  milestone_moves: writes('--', '--', '--'),
  deliverables: writes('--', 'yy', 'yy'),
  time_entries: writes('--', '--', '--'),
  remaining_estimates: writes('--', '--', '--'),
  week_sheets: writes('--', '--', '--'),
  absences: writes('--', '--', '--'),
  week_reviews: writes('--', '--', '--'),
  actions: writes('--', 'yy', 'yy'),
  comments: writes('--', '--', '--'),
  flags: writes('--', '--', '--'),
  task_totals: writes('--', '--', '--'),
  project_weeks: writes('--', '--', '--'),
  closings: writes('--', '--', '--'),
  closing_items: writes('--', '--', '--'),
  rates: writes('--', 'yy', 'yy'),
  budget_lines: writes('--', 'yy', 'yy'),
  change_orders: writes('--', 'yy', 'yy'),
  task_costs: writes('--', '--', '--'),
  weather_reports: writes('--', '--', '--'),
  reminder_preferences: writes('--', '--', '--'),
  reminders: writes('--', '--', '--'),
  alert_marks: writes('--', '--', '--'),
}
