import * as v from 'valibot'
import { absence } from './absence'
import { action } from './action'
import { alertMark } from './alert-mark'
import { assignment } from './assignment'
import { attachment } from './attachment'
import { baseline, baselineItem } from './baseline'
import { budgetLine } from './budget-line'
import { changeOrder } from './change-order'
import { closing, closingItem } from './closing'
import { comment } from './comment'
import { deliverable } from './deliverable'
import { dependency } from './dependency'
import { flag } from './flag'
import { membership } from './membership'
import { milestoneMove } from './milestone-move'
import { project } from './project'
import { projectWeek } from './project-week'
import { rate } from './rate'
import { remainingEstimate } from './remaining-estimate'
import { reminder } from './reminder'
import { reminderPreferences } from './reminder-preferences'
import { settings } from './settings'
import { task } from './task'
import { taskCost } from './task-cost'
import { taskTotal } from './task-total'
import { timeEntry } from './time-entry'
import { user } from './user'
import { weatherReport } from './weather-report'
import { weekReview } from './week-review'
import { weekSheet } from './week-sheet'

/** Every synced collection with the validator of its rows. A new collection is one line here and one file beside. */
export const COLLECTIONS = {
  settings,
  users: user,
  projects: project,
  memberships: membership,
  tasks: task,
  assignments: assignment,
  dependencies: dependency,
  baselines: baseline,
  baseline_items: baselineItem,
  milestone_moves: milestoneMove,
  deliverables: deliverable,
  time_entries: timeEntry,
  remaining_estimates: remainingEstimate,
  week_sheets: weekSheet,
  absences: absence,
  week_reviews: weekReview,
  flags: flag,
  attachments: attachment,
  actions: action,
  comments: comment,
  task_totals: taskTotal,
  project_weeks: projectWeek,
  closings: closing,
  closing_items: closingItem,
  rates: rate,
  budget_lines: budgetLine,
  change_orders: changeOrder,
  task_costs: taskCost,
  weather_reports: weatherReport,
  reminder_preferences: reminderPreferences,
  reminders: reminder,
  alert_marks: alertMark,
} as const

export type CollectionName = keyof typeof COLLECTIONS
export type RowOf<C extends CollectionName> = v.InferOutput<(typeof COLLECTIONS)[C]>

export const COLLECTION_NAMES = Object.keys(COLLECTIONS) as CollectionName[]
