import { days as inDays, mediumDay, moment, percent, plainMoney } from '@/locales/format'
import { thingLabel } from '@/locales/fields'
import {
  budgetKindLabel,
  changeOrderStateLabel,
  deliverableStateLabel,
  flagKindLabel,
  flagStateLabel,
  roleLabel,
  severityLabel,
  taskStateLabel,
  weatherLabel,
  weekStateLabel,
} from '@/locales/labels'
import { t } from '@/locales/translate'
import type { usePeople } from '@/stores/people'
import type { useProjects } from '@/stores/projects'
import type { ParkedItem } from '@/stores/session-status'
import { alertMarkText } from './alert-mark-words'
import { reminderChoiceText } from './reminder-words'

/** A refused or conflicting change in the words of the person who made it. */

type Row = Record<string, unknown>
type Projects = ReturnType<typeof useProjects>
type People = ReturnType<typeof usePeople>

/** Fields in thousandths of a day. */
export const EFFORTS = ['effort', 'remaining', 'original_effort', 'approved_change']
/** Fields in cents. */
const MONEY = ['budget', 'committed', 'actual', 'to_commit', 'amount', 'daily_rate']
/** Fields that say which record it is, or that the app fills in: nobody chose them. */
const SILENT = [
  'project',
  'task',
  'user',
  'author',
  'day',
  'week',
  'photos',
  'rank',
  'progress',
  'position',
  'flag',
  'sha256',
  'phase',
  'alert',
  'level',
  'said_on',
]

/** The fields that the person chose, those without a value left out. */
export function toldFields(item: ParkedItem): string[] {
  const isConflict = item.reason === 'conflict' || item.reason === 'exists'
  const told = (field: string) => !SILENT.includes(field) && (isConflict || !isEmpty(item.mine[field]))
  return Object.keys(item.mine).filter(told)
}

const isEmpty = (value: unknown) => value === '' || value === null || value === undefined

/** What it is about. @example 'Temps · Pose des gaines · 17 nov. 2026' */
export function aboutOf(item: ParkedItem, projects: Projects): string {
  const row = { ...item.seen, ...item.theirs, ...item.mine }
  const text = (field: string) => (typeof row[field] === 'string' ? row[field] : '')
  const about =
    projects.taskById.get(text('task') || item.record)?.name ||
    (item.coll === 'flags' ? text('sentence') : text('name') || text('label') || text('profile')) ||
    projects.projectById.get(item.scope)?.name
  const when = text('day') ? mediumDay(text('day')) : text('week')
  return [thingLabel(item.coll), about, when].filter(Boolean).join(' · ')
}

/** One value of a record as it is read on screen. */
export function valueText(coll: string, field: string, row: Row | null): string {
  const value = row?.[field]
  if (isEmpty(value)) return t('parked.absent')
  if (coll === 'reminder_preferences' || coll === 'settings') return reminderChoiceText(field, value)
  if (coll === 'alert_marks') return alertMarkText(field, value)
  if (typeof value === 'number' && MONEY.includes(field)) return plainMoney(value)
  if (typeof value === 'number') return EFFORTS.includes(field) ? inDays(value) : percent(value / 1000)
  return typeof value === 'string' ? codeText(coll, field, value) : t('unknown')
}

function codeText(coll: string, field: string, code: string): string {
  if (field.endsWith('_on')) return mediumDay(code)
  if (coll === 'flags' && field === 'state') return flagStateLabel(code as never)
  if (coll === 'flags' && field === 'kind') return flagKindLabel(code as never)
  if (coll === 'flags' && field === 'severity') return severityLabel(code as never)
  if (coll === 'week_sheets' && field === 'state') return weekStateLabel(code as never)
  if (coll === 'tasks' && field === 'state') return taskStateLabel(code as never)
  if (coll === 'deliverables' && field === 'state') return deliverableStateLabel(code as never)
  if (coll === 'change_orders' && field === 'state') return changeOrderStateLabel(code as never)
  if (coll === 'budget_lines' && field === 'kind') return budgetKindLabel(code as never)
  if (coll === 'weather_reports' && (field === 'state' || field === 'proposed')) return weatherLabel(code as never)
  if (coll === 'memberships' && field === 'role') return roleLabel(code as never)
  return code
}

/** Whose value is on the server. @example 'Céleste Peyrat, 23 nov., 10:42' */
export function whoseText(item: ParkedItem, people: People): string {
  const who = item.by === people.myId ? t('parked.otherDevice') : people.nameOf(item.by ?? '') || t('parked.theirs')
  return item.writtenAt === null ? who : t('parked.whoWhen', { who, when: moment(item.writtenAt) })
}
