import * as v from 'valibot'
import { absence, type Absence } from '@/schema/absence'
import { action, type Action } from '@/schema/action'
import { alertMark, type AlertMark } from '@/schema/alert-mark'
import { assignment, type Assignment } from '@/schema/assignment'
import { baseline, baselineItem, type Baseline, type BaselineItem } from '@/schema/baseline'
import { budgetLine, type BudgetLine } from '@/schema/budget-line'
import { changeOrder, type ChangeOrder } from '@/schema/change-order'
import { closing, closingItem, type Closing, type ClosingItem } from '@/schema/closing'
import { comment, type Comment } from '@/schema/comment'
import { deliverable, type Deliverable } from '@/schema/deliverable'
import { dependency, type Dependency } from '@/schema/dependency'
import { flag, type Flag } from '@/schema/flag'
import { membership, type Membership } from '@/schema/membership'
import { milestoneMove, type MilestoneMove } from '@/schema/milestone-move'
import { project, type Project } from '@/schema/project'
import { rate, type Rate } from '@/schema/rate'
import { remainingEstimate, type RemainingEstimate } from '@/schema/remaining-estimate'
import { reminder, type Reminder } from '@/schema/reminder'
import { reminderPreferences, type ReminderPreferences } from '@/schema/reminder-preferences'
import { alertMarkId } from '@/domain/alerts/marks'
import { defaultPreferences, policyOf, reminderId } from '@/domain/reminders/preferences'
import { task, type Task } from '@/schema/task'
import { timeEntry, type TimeEntry } from '@/schema/time-entry'
import { weatherReport, type WeatherReport } from '@/schema/weather-report'
import { weekReview, type WeekReview } from '@/schema/week-review'
import { weekSheet, type WeekSheet } from '@/schema/week-sheet'
import {
  absenceId,
  baselineItemId,
  dependencyId,
  derivedId,
  membershipId,
  rateId,
  timeEntryId,
  weatherReportId,
  weekReviewId,
  weekSheetId,
} from '@/domain/identity/derived-id'

/** Records for tests: always valid, every field there, ids derived from words so that a failure can be read. */

type Fields = Readonly<{ [field: string]: unknown }>

/** An id from a word: `anId('anna')`. */
export const anId = (word: string) => derivedId('test', word)

export const aProject = (fields: Fields = {}): Project =>
  v.parse(project, {
    id: anId('project'),
    code: 'P1',
    name: 'Footbridge',
    programme: '',
    state: 'active',
    starts_on: '',
    ends_on: '',
    color: 0,
    closed_through: '',
    ...fields,
  })

export function aMembership(fields: Fields & { project: string; user: string }): Membership {
  const id = membershipId(fields.project, fields.user)
  return v.parse(membership, { id, role: 'contributor', allocation: 1000, ...fields })
}

export const aTask = (fields: Fields = {}): Task =>
  v.parse(task, {
    id: anId('task'),
    project: anId('project'),
    parent: '',
    kind: 'task',
    name: 'Foundations',
    position: 1,
    original_effort: 10_000,
    approved_change: 0,
    state: 'open',
    starts_on: '',
    ends_on: '',
    baseline_on: '',
    forecast_on: '',
    actual_on: '',
    imposed_on: '',
    physical_progress: null,
    ...fields,
  })

export const anAssignment = (fields: Fields & { project: string; task: string; user: string }): Assignment =>
  v.parse(assignment, { id: derivedId('assignment', fields.task, fields.user), effort: 5000, ...fields })

export function aTimeEntry(fields: Fields & { project: string; task: string; user: string }): TimeEntry {
  const day = String(fields['day'] ?? '2026-11-19')
  const id = timeEntryId(fields.user, fields.task, day)
  return v.parse(timeEntry, { id, day, effort: 500, comment: '', author: fields.user, ...fields })
}

export const aRemainingEstimate = (
  fields: Fields & { project: string; task: string; user: string },
): RemainingEstimate =>
  v.parse(remainingEstimate, {
    id: derivedId('estimate', fields.task, fields.user, String(fields['day'] ?? ''), String(fields['rank'] ?? 0)),
    day: '2026-11-19',
    remaining: 3000,
    progress: null,
    rank: 0,
    ...fields,
  })

export function aWeekSheet(fields: Fields & { user: string }): WeekSheet {
  const week = String(fields['week'] ?? '2026-W47')
  return v.parse(weekSheet, { id: weekSheetId(fields.user, week), week, state: 'submitted', comment: '', ...fields })
}

export const someReminderPreferences = (fields: Fields & { user: string }): ReminderPreferences =>
  v.parse(reminderPreferences, { ...defaultPreferences(fields.user, policyOf(null), 'metropole'), ...fields })

export function aReminder(fields: Fields & { user: string }): Reminder {
  const week = String(fields['week'] ?? '2026-W47')
  const n = Number(fields['n'] ?? 1)
  const sent = { day: '2026-11-20', channel: 'push', tone: 'neutral', outcome: 'sent' }
  return v.parse(reminder, { id: reminderId(fields.user, week, n), week, n, ...sent, ...fields })
}

export function anAlertMark(fields: Fields & { user: string }): AlertMark {
  const alert = String(fields['alert'] ?? `milestone-slip:${anId('milestone')}`)
  const said = { alert, state: 'acknowledged', level: 10, until: '', note: '', said_on: '2026-11-25' }
  return v.parse(alertMark, { id: alertMarkId(fields.user, alert), ...said, ...fields })
}

export const aFlag = (fields: Fields & { project: string; author: string }): Flag =>
  v.parse(flag, {
    id: derivedId('flag', fields.project, fields.author),
    task: '',
    day: '2026-11-19',
    kind: 'risk',
    severity: 'medium',
    sentence: 'The crane is not booked.',
    photos: [],
    state: 'new',
    answer: '',
    ...fields,
  })

export function anAbsence(fields: Fields & { user: string }): Absence {
  const day = String(fields['day'] ?? '2026-11-19')
  const kind = String(fields['kind'] ?? 'leave')
  return v.parse(absence, { id: absenceId(fields.user, day, kind), day, kind, effort: 1000, ...fields })
}

export function aWeekReview(fields: Fields & { project: string; user: string; author: string }): WeekReview {
  const week = String(fields['week'] ?? '2026-W47')
  const id = weekReviewId(fields.project, fields.user, week)
  return v.parse(weekReview, { id, week, state: 'validated', word: '', ...fields })
}

export const anAction = (fields: Fields & { project: string; author: string }): Action =>
  v.parse(action, {
    id: derivedId('action', fields.project, String(fields['owner'] ?? '')),
    title: 'Book the crane',
    detail: '',
    owner: '',
    due: '2026-11-30',
    state: 'open',
    done_on: '',
    flag: '',
    ...fields,
  })

export const aComment = (fields: Fields & { project: string; action: string; author: string }): Comment =>
  v.parse(comment, {
    id: derivedId('comment', fields.action, fields.author, String(fields['rank'] ?? 0)),
    owner: '',
    day: '2026-11-19',
    rank: 0,
    text: 'Asked for a quote.',
    ...fields,
  })

export const aDependency = (fields: Fields & { project: string; predecessor: string; successor: string }): Dependency =>
  v.parse(dependency, { id: dependencyId(fields.predecessor, fields.successor), type: 'FS', lag: 0, ...fields })

export const aBaseline = (fields: Fields & { project: string; author: string }): Baseline =>
  v.parse(baseline, { id: derivedId('baseline', fields.project), name: 'Launch', taken_on: '2026-11-02', ...fields })

export const aBaselineItem = (fields: Fields & { project: string; baseline: string; task: string }): BaselineItem =>
  v.parse(baselineItem, {
    id: baselineItemId(fields.baseline, fields.task),
    name: 'Foundations',
    starts_on: '2026-11-02',
    ends_on: '2026-11-13',
    effort: 10_000,
    ...fields,
  })

export const aMilestoneMove = (fields: Fields & { project: string; task: string; author: string }): MilestoneMove =>
  v.parse(milestoneMove, {
    id: derivedId('move', fields.task, String(fields['rank'] ?? 0)),
    day: '2026-11-19',
    forecast_on: '2026-12-15',
    reason: 'The crane comes a week later.',
    rank: 0,
    ...fields,
  })

export const aDeliverable = (fields: Fields & { project: string }): Deliverable =>
  v.parse(deliverable, {
    id: derivedId('deliverable', fields.project, String(fields['owner'] ?? '')),
    milestone: '',
    name: 'As-built drawings',
    owner: '',
    due: '2026-12-15',
    version: '',
    state: 'planned',
    accepted_by: '',
    accepted_on: '',
    note: '',
    ...fields,
  })

const FIGURES = { original: 10_000, changes: 0, actuals: 4000, remaining: 6000, progress: null, late: 0, cost: null }

export const aClosing = (fields: Fields & { project: string; author: string }): Closing =>
  v.parse(closing, {
    id: anId('closing'),
    through: '2026-11-15',
    rank: 1,
    previous: '',
    closed_at: 1_763_400_000_000,
    note: '',
    state: 'closed',
    reopened_by: '',
    reopened_at: 0,
    reopen_reason: '',
    expected: 10_000,
    entered: 9000,
    open_risks: 0,
    open_actions: 0,
    overdue_actions: 0,
    ...FIGURES,
    ...fields,
  })

export const aClosingItem = (fields: Fields & { project: string; closing: string; task: string }): ClosingItem =>
  v.parse(closingItem, {
    id: derivedId('closing_item', fields.closing, fields.task),
    parent: '',
    kind: 'task',
    name: 'Foundations',
    position: 1,
    state: 'open',
    confirmed_on: '',
    baseline_on: '',
    forecast_on: '',
    actual_on: '',
    imposed_on: '',
    ...FIGURES,
    ...fields,
  })

export function aRate(fields: Fields & { project: string }): Rate {
  const [profile, day] = [String(fields['profile'] ?? 'Engineer'), String(fields['starts_on'] ?? '2026-01-01')]
  const id = rateId(fields.project, profile, day)
  return v.parse(rate, { id, profile, starts_on: day, daily_rate: 60_000, ...fields })
}

export const aBudgetLine = (fields: Fields & { project: string }): BudgetLine =>
  v.parse(budgetLine, {
    id: derivedId('budget-line', fields.project, String(fields['label'] ?? '')),
    kind: 'purchase',
    phase: '',
    category: 'Works',
    label: 'Steel beams',
    budget: 5_000_000,
    committed: 4_000_000,
    actual: 1_500_000,
    to_commit: 800_000,
    note: '',
    ...fields,
  })

export const aChangeOrder = (fields: Fields & { project: string; author: string }): ChangeOrder =>
  v.parse(changeOrder, {
    id: derivedId('change-order', fields.project, String(fields['label'] ?? '')),
    task: '',
    day: '2026-11-19',
    label: 'A second ramp',
    effort: 0,
    amount: 1_200_000,
    state: 'proposed',
    decided_on: '',
    ...fields,
  })

export function aWeatherReport(fields: Fields & { project: string; author: string }): WeatherReport {
  const day = String(fields['day'] ?? '2026-11-19')
  const id = weatherReportId(fields.project, day)
  return v.parse(weatherReport, { id, day, state: 'cloud', proposed: 'sun', comment: '', action: '', ...fields })
}
