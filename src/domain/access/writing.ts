import type { CollectionName } from '@/schema/collections'
import { OWNER_FIELD } from './reading'
import { leads, mayWork, type Standing } from './reader'
import type { RefusalCode } from './refusal-codes'

/** Who asks: their standing in the operation's scope (null = none), and whether they belong to the office. */
export interface Writer {
  userId: string
  standing: Standing | null
  office: boolean
}

export type Fields = Readonly<Record<string, unknown>>

interface WriteRules {
  create?: (writer: Writer, row: Fields) => RefusalCode | null
  /** Fields that leaders may patch. */
  leaderFields?: readonly string[]
  /** Fields that the office may patch, whatever its role in a project. */
  officeFields?: readonly string[]
  /** Fields that the owner of the row may patch, leader or not. */
  ownerFields?: readonly string[]
  /** A state in which the owner may no longer patch. */
  ownerStops?: (row: Fields) => RefusalCode | null
  delete?: 'leader'
}

const worker = (writer: Writer) => writer.standing !== null && mayWork(writer.standing)
const leader = (writer: Writer): RefusalCode | null => (writer.standing && leads(writer.standing) ? null : 'role')

const own = (coll: CollectionName) => (writer: Writer, row: Fields) => {
  if (!worker(writer)) return 'role'
  return isOwner(writer, coll, row) ? null : 'not-yours'
}

const TASK_FIELDS = [
  'parent',
  'kind',
  'name',
  'position',
  'original_effort',
  'approved_change',
  'state',
  'starts_on',
  'ends_on',
  'baseline_on',
  'forecast_on',
  'actual_on',
  'imposed_on',
  'physical_progress',
  'duration',
  'constraint_type',
  'constraint_on',
  'manual',
  'priority',
  'owner',
  'external_uid',
]
const REMINDER_CHOICES = [
  'off',
  'by_push',
  'by_email',
  'by_app',
  'from_minute',
  'to_minute',
  'quiet_days',
  'weekly_cap',
  'tone',
  'zone',
  'snoozed_until',
  'alerts_off',
]
/** What the organisation decided for everybody. */
const OFFICE_CHOICES = ['alerts', 'closing_strict', 'reminders_off', 'reminder_from', 'reminder_to']
const BUDGET_FIELDS = ['phase', 'category', 'label', 'budget', 'committed', 'actual', 'to_commit', 'note']
const FLAG_OWN = ['kind', 'severity', 'sentence', 'photos']

/** Who may write what. A collection that is not here is read-only for everybody. */
const WRITING: Partial<Record<CollectionName, WriteRules>> = {
  settings: { officeFields: OFFICE_CHOICES },
  users: { ownerFields: ['language', 'holiday_zone'] },
  projects: {
    create: (writer) => (writer.office ? null : 'office-only'),
    leaderFields: ['code', 'name', 'programme', 'state', 'starts_on', 'ends_on', 'color'],
  },
  memberships: { create: leader, leaderFields: ['role', 'allocation', 'profile'], delete: 'leader' },
  tasks: { create: leader, leaderFields: TASK_FIELDS, delete: 'leader' },
  assignments: { create: leader, leaderFields: ['effort'], delete: 'leader' },
  dependencies: { create: leader, leaderFields: ['type', 'lag'], delete: 'leader' },
  // A baseline is kept as it was taken.
  baselines: { create: byAuthor(leader) },
  baseline_items: { create: leader },
  milestone_moves: { create: byAuthor(leader) },
  weather_reports: { create: byAuthor(leader), leaderFields: ['state', 'proposed', 'comment', 'action'] },
  deliverables: {
    create: leader,
    leaderFields: ['milestone', 'name', 'owner', 'due', 'version', 'state', 'accepted_by', 'accepted_on', 'note'],
    ownerFields: ['version', 'note'],
    delete: 'leader',
  },
  rates: { create: leader, leaderFields: ['daily_rate'], delete: 'leader' },
  budget_lines: { create: leader, leaderFields: BUDGET_FIELDS, delete: 'leader' },
  change_orders: {
    create: byAuthor(leader),
    leaderFields: ['label', 'effort', 'amount', 'state', 'decided_on'],
    delete: 'leader',
  },
  time_entries: { create: createEntry, leaderFields: ['effort', 'comment'], ownerFields: ['effort', 'comment'] },
  remaining_estimates: { create: own('remaining_estimates') },
  week_sheets: { create: createPersonal, ownerFields: ['state', 'comment'] },
  reminder_preferences: { create: createPersonal, ownerFields: REMINDER_CHOICES },
  alert_marks: { create: createPersonal, ownerFields: ['state', 'level', 'until', 'note', 'said_on'] },
  absences: { create: createPersonal, ownerFields: ['effort'] },
  week_reviews: { create: byAuthor(leader), leaderFields: ['state', 'word'] },
  flags: {
    create: createFlag,
    leaderFields: ['state', 'answer'],
    ownerFields: FLAG_OWN,
    ownerStops: (row) => (row['state'] === 'new' ? null : 'already-triaged'),
  },
  actions: {
    create: byAuthor(leader),
    leaderFields: ['title', 'detail', 'owner', 'due', 'state', 'done_on'],
    ownerFields: ['state', 'done_on'],
    delete: 'leader',
  },
  comments: { create: byAuthor(createComment) },
}

/** A new flag waits for its triage: nobody answers it in advance. */
function createFlag(writer: Writer, row: Fields): RefusalCode | null {
  const refusal = own('flags')(writer, row)
  if (refusal) return refusal
  return row['state'] === 'new' && row['answer'] === '' ? null : 'field-not-allowed'
}

/** One's own time; or, by who leads the project, somebody's on their behalf: the author says so. */
function createEntry(writer: Writer, row: Fields): RefusalCode | null {
  if (row['author'] !== writer.userId) return 'not-yours'
  return leader(writer) === null ? null : own('time_entries')(writer, row)
}

/** A rule for rows that name who made them: nobody writes in another's name. */
function byAuthor(rule: (writer: Writer, row: Fields) => RefusalCode | null) {
  return (writer: Writer, row: Fields) => rule(writer, row) ?? (row['author'] === writer.userId ? null : 'not-yours')
}

/** Who leads the project, and who has the action, talk about it. */
function createComment(writer: Writer, row: Fields): RefusalCode | null {
  return leader(writer) === null ? null : own('comments')(writer, row)
}

/** What stands in a person's own scope is made by nobody else. */
function createPersonal(writer: Writer, row: Fields): RefusalCode | null {
  return writer.standing === 'self' && row['user'] === writer.userId ? null : 'not-yours'
}

/** Whether this row may be created by this person: null, or why not. */
export function mayCreate(writer: Writer, coll: CollectionName, row: Fields): RefusalCode | null {
  const rules = WRITING[coll]
  if (!rules?.create) return 'read-only'
  if (coll !== 'projects' && writer.standing === null) return 'not-a-member'
  return rules.create(writer, row)
}

/** Whether these fields of this row may be changed by this person: null, or why not. */
export function mayPatch(
  writer: Writer,
  coll: CollectionName,
  row: Fields,
  fields: readonly string[],
): RefusalCode | null {
  const rules = WRITING[coll]
  if (!rules) return 'read-only'
  if (writer.standing === null) return 'not-a-member'
  const byRole = leads(writer.standing) ? (rules.leaderFields ?? []) : []
  const byOffice = writer.office ? (rules.officeFields ?? []) : []
  const stopped = rules.ownerStops?.(row) ?? null
  const asOwner = isOwner(writer, coll, row) && writer.standing !== 'sponsor' ? (rules.ownerFields ?? []) : []
  const byOwner = stopped ? [] : asOwner
  const allowed = [...byRole, ...byOffice, ...byOwner]
  const refused = fields.find((field) => !allowed.includes(field))
  if (refused === undefined) return null
  if (stopped && asOwner.includes(refused)) return stopped
  return refusalFor(rules, writer, refused)
}

function refusalFor(rules: WriteRules, writer: Writer, field: string): RefusalCode {
  if (rules.officeFields?.includes(field)) return 'office-only'
  if (rules.leaderFields?.includes(field) && leader(writer)) return 'role'
  return rules.ownerFields?.includes(field) ? 'not-yours' : 'field-not-allowed'
}

/** Whether this row may be deleted by this person: null, or why not. */
export function mayDelete(writer: Writer, coll: CollectionName): RefusalCode | null {
  const rules = WRITING[coll]
  if (!rules?.delete) return 'read-only'
  return writer.standing === null ? 'not-a-member' : leader(writer)
}

function isOwner(writer: Writer, coll: CollectionName, row: Fields): boolean {
  const field = OWNER_FIELD[coll]
  return field !== undefined && row[field] === writer.userId
}
