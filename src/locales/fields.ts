import { t, type MessageKey } from './translate'

/** The names of what a card shows. Closed tables: what has no name of its own is called a value. */

const THINGS: Record<string, MessageKey> = {
  time_entries: 'thing.time',
  remaining_estimates: 'remaining.title',
  week_sheets: 'thing.week',
  absences: 'thing.absence',
  week_reviews: 'thing.review',
  flags: 'thing.flag',
  actions: 'thing.action',
  comments: 'field.comment',
  attachments: 'thing.photo',
  tasks: 'thing.task',
  projects: 'thing.project',
  memberships: 'thing.membership',
  assignments: 'thing.assignment',
  reminder_preferences: 'reminder.title',
  dependencies: 'thing.dependency',
  baselines: 'thing.baseline',
  baseline_items: 'thing.baseline',
  milestone_moves: 'thing.milestoneMove',
  deliverables: 'thing.deliverable',
}

const FIELDS: Record<string, MessageKey> = {
  effort: 'field.effort',
  comment: 'field.comment',
  remaining: 'remaining.title',
  state: 'field.state',
  sentence: 'field.sentence',
  title: 'field.name',
  detail: 'field.detail',
  owner: 'field.owner',
  due: 'field.due',
  done_on: 'field.doneOn',
  word: 'field.word',
  kind: 'flag.kind',
  severity: 'flag.severity',
  answer: 'field.answer',
  name: 'field.name',
  role: 'team.role',
  allocation: 'field.allocation',
  original_effort: 'field.plannedEffort',
  approved_change: 'field.approvedChange',
  starts_on: 'field.startsOn',
  ends_on: 'field.endsOn',
  forecast_on: 'field.forecastOn',
  actual_on: 'field.actualOn',
  off: 'field.remindersOff',
  by_push: 'field.byPush',
  by_email: 'field.byEmail',
  by_app: 'field.byApp',
  from_minute: 'reminder.from',
  to_minute: 'reminder.to',
  quiet_days: 'reminder.quiet',
  weekly_cap: 'reminder.cap',
  tone: 'reminder.tone',
  zone: 'reminder.zone',
  snoozed_until: 'field.remindersPaused',
  imposed_on: 'field.imposedOn',
  baseline_on: 'field.baselineOn',
  duration: 'field.duration',
  constraint_type: 'field.constraint',
  constraint_on: 'field.constraintOn',
  priority: 'field.priority',
  lag: 'field.lag',
  version: 'field.version',
  accepted_by: 'field.acceptedBy',
  accepted_on: 'field.acceptedOn',
  note: 'field.note',
}

/** @example thingLabel('time_entries') // 'Temps' */
export const thingLabel = (coll: string) => t(THINGS[coll] ?? 'thing.other')

/** @example fieldLabel('effort') // 'Temps passé' */
export const fieldLabel = (field: string) => t(FIELDS[field] ?? 'field.other')
