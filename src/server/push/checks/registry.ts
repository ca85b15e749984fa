import type { CollectionName } from '@/schema/collections'
import { absenceChecks } from './absence'
import { actionChecks } from './action'
import { alertMarkChecks } from './alert-mark'
import { assignmentChecks } from './assignment'
import { baselineItemChecks } from './baseline-item'
import { budgetLineChecks } from './budget-line'
import { changeOrderChecks } from './change-order'
import { commentChecks } from './comment'
import { deliverableChecks } from './deliverable'
import { dependencyChecks } from './dependency'
import { flagChecks } from './flag'
import { membershipChecks } from './membership'
import { milestoneMoveChecks } from './milestone-move'
import { projectChecks } from './project'
import { rateChecks } from './rate'
import { remainingEstimateChecks } from './remaining-estimate'
import { reminderPreferencesChecks } from './reminder-preferences'
import { settingsChecks } from './settings'
import { taskChecks } from './task'
import { timeEntryChecks } from './time-entry'
import type { Checks } from './checks'
import { weatherReportChecks } from './weather-report'
import { weekReviewChecks } from './week-review'
import { weekSheetChecks } from './week-sheet'

/** The rules of the work, per collection: each throws a refusal. A new kind of record is one line here. */
export const CHECKS: Partial<Record<CollectionName, Checks>> = {
  settings: settingsChecks,
  projects: projectChecks,
  memberships: membershipChecks,
  tasks: taskChecks,
  assignments: assignmentChecks,
  time_entries: timeEntryChecks,
  remaining_estimates: remainingEstimateChecks,
  week_sheets: weekSheetChecks,
  absences: absenceChecks,
  week_reviews: weekReviewChecks,
  flags: flagChecks,
  reminder_preferences: reminderPreferencesChecks,
  alert_marks: alertMarkChecks,
  actions: actionChecks,
  comments: commentChecks,
  dependencies: dependencyChecks,
  baseline_items: baselineItemChecks,
  milestone_moves: milestoneMoveChecks,
  deliverables: deliverableChecks,
  rates: rateChecks,
  budget_lines: budgetLineChecks,
  change_orders: changeOrderChecks,
  weather_reports: weatherReportChecks,
}
