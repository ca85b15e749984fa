import type { SchemaHistory } from '@/schema/upgrades'
import type { Row } from './server-state'

/** A small organisation: two people, three devices, two projects. Ids are readable and 15 characters long. */

const id = (name: string) => name.padEnd(15, '0')

export const ANNA = id('anna')
export const BRUNO = id('bruno')
export const PROJECTS = [id('pnorth'), id('psouth')] as const
export const TASKS = PROJECTS.map((project) => [id(`t1${project.slice(1, 6)}`), id(`t2${project.slice(1, 6)}`)])
export const DAYS = ['2026-10-30', '2026-11-02', '2026-11-03'] as const
export const MONTHS = ['2026-10', '2026-11'] as const

/** Anna has two devices; the tablet keeps only the newest month. Bruno signs in on her phone too, when she lends it. */
export const DEVICES = [
  { name: id('phone'), user: ANNA, from: '' },
  { name: id('tablet'), user: ANNA, from: '2026-11' },
  { name: id('desk'), user: BRUNO, from: '' },
  { name: id('guest'), user: BRUNO, from: '' },
] as const

/** A second version of the schema: every time entry says where the work was done. */
export const NEXT_SCHEMA: SchemaHistory = {
  version: 2,
  upgrades: {
    2: (coll, fields, whole) =>
      coll === 'time_entries' && whole && !('place' in fields) ? { ...fields, place: '' } : fields,
  },
}

export const membershipOf = (user: string, project: string) => id(`m${user.slice(0, 4)}${project.slice(1, 6)}`)
export const entryOf = (user: string, task: string, day: string) =>
  id(`e${user.slice(0, 4)}${task.slice(1, 5)}${day.slice(8)}`)
export const sheetOf = (user: string) => id(`s${user.slice(0, 4)}`)
export const countedId = (kind: string, n: number) => id(`${kind}${String(n).padStart(5, '0')}`)

/** The world before anybody did anything. */
export function firstRows(): Map<string, Row> {
  const rows = new Map<string, Row>()
  const put = (coll: string, row: Row) => rows.set(`${coll}/${String(row['id'])}`, row)
  put('settings', { id: id('settings'), ...SETTINGS })
  for (const user of [ANNA, BRUNO]) put('users', { id: user, name: user.slice(0, 5), secret: 1 })
  for (const [index, project] of PROJECTS.entries()) {
    put('projects', { id: project, ...PROJECT, code: `P${index}`, name: project.slice(0, 6) })
    for (const task of TASKS[index] ?? []) put('tasks', { id: task, project, ...TASK })
    put('memberships', membership(ANNA, project, 'contributor'))
  }
  put('memberships', membership(BRUNO, PROJECTS[0], 'manager'))
  return rows
}

export function membership(user: string, project: string, role: string): Row {
  return { id: membershipOf(user, project), project, user, role, allocation: 1000 }
}

const SETTINGS = {
  organisation: 'Example',
  day_minutes: 420,
  entry_step: 250,
  day_limit: 0,
  holiday_zone: 'metropole',
  currency: 'EUR',
}

const PROJECT = { programme: '', state: 'active', starts_on: '', ends_on: '', color: 0, closed_through: '' }

const TASK = {
  parent: '',
  kind: 'task',
  name: 'first name',
  position: 0,
  original_effort: 5000,
  approved_change: 0,
  state: 'open',
  starts_on: '',
  ends_on: '',
  baseline_on: '',
  forecast_on: '',
  actual_on: '',
  imposed_on: '',
  physical_progress: null,
}
