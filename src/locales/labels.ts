import type { HolidayCode } from '@/domain/calendar/holidays'
import type { AlertMarkState } from '@/schema/alert-mark'
import type { AbsenceKind } from '@/schema/absence'
import type { MemberWeekState } from '@/domain/collection/member-week'
import type { Freshness } from '@/domain/progress/freshness'
import type { MilestoneState } from '@/domain/milestones/milestone'
import type { BudgetRowKind } from '@/domain/budget/budget'
import type { ChangeOrderState } from '@/schema/change-order'
import type { DeliverableState } from '@/schema/deliverable'
import type { FLAG_KINDS, FLAG_STATES, SEVERITIES } from '@/schema/flag'
import type { Weather } from '@/domain/portfolio/weather'
import type { Project } from '@/schema/project'
import type { Role } from '@/schema/membership'
import type { TASK_STATES } from '@/schema/task'
import type { SHEET_STATES } from '@/schema/week-sheet'
import type { ReminderChannel } from '@/schema/reminder'
import type { ReminderTone } from '@/schema/reminder-preferences'
import { t, type MessageKey } from './translate'

/** Codes into words: one typed table each, so that a new code without words does not compile. */

type Words<Code extends string> = Record<Code, MessageKey>

const flagKinds: Words<(typeof FLAG_KINDS)[number]> = {
  risk: 'flag.kind.risk',
  issue: 'flag.kind.issue',
  need: 'flag.kind.need',
}
const severities: Words<(typeof SEVERITIES)[number]> = {
  low: 'flag.severity.low',
  medium: 'flag.severity.medium',
  high: 'flag.severity.high',
}
const flagStates: Words<(typeof FLAG_STATES)[number]> = {
  new: 'flag.state.new',
  risk: 'flag.state.risk',
  issue: 'flag.state.issue',
  action: 'flag.state.action',
  closed: 'flag.state.closed',
}
const weekStates: Words<(typeof SHEET_STATES)[number]> = { open: 'week.state.open', submitted: 'week.state.submitted' }
const absenceKinds: Words<AbsenceKind> = {
  leave: 'absence.leave',
  training: 'absence.training',
  internal: 'absence.internal',
}
const memberWeeks: Words<MemberWeekState> = {
  validated: 'collection.state.validated',
  submitted: 'collection.state.submitted',
  away: 'collection.state.away',
  'out-of-touch': 'collection.state.out-of-touch',
  returned: 'collection.state.returned',
  entering: 'collection.state.entering',
  nothing: 'collection.state.nothing',
}
const taskStates: Words<(typeof TASK_STATES)[number]> = { open: 'task.state.open', done: 'task.state.done' }
const weathers = {
  sun: 'weather.sun',
  cloud: 'weather.cloud',
  storm: 'weather.storm',
} as const satisfies Record<Weather, MessageKey>
const weatherTrends = { better: 'weather.better', same: 'weather.same', worse: 'weather.worse' } as const
const projectStates = {
  draft: 'project.state.draft',
  active: 'project.state.active',
  closed: 'project.state.closed',
  template: 'project.state.template',
} as const satisfies Record<Project['state'], MessageKey>
const roles: Words<Role> = {
  contributor: 'role.contributor',
  manager: 'role.manager',
  pmo: 'role.pmo',
  sponsor: 'role.sponsor',
}
const milestoneStates: Words<MilestoneState> = {
  reached: 'milestones.state.reached',
  unplanned: 'milestones.state.unplanned',
  'on-time': 'milestones.state.on-time',
  slipping: 'milestones.state.slipping',
  'to-confirm': 'milestones.state.to-confirm',
  'imposed-threatened': 'milestones.state.imposed-threatened',
  'imposed-passed': 'milestones.state.imposed-passed',
}
const deliverableStates: Words<DeliverableState> = {
  planned: 'deliverables.state.planned',
  submitted: 'deliverables.state.submitted',
  accepted: 'deliverables.state.accepted',
  reserved: 'deliverables.state.reserved',
}
const budgetKinds: Words<BudgetRowKind> = {
  labour: 'budget.kind.labour',
  purchase: 'budget.kind.purchase',
  change: 'budget.kind.change',
}
const changeOrderStates: Words<ChangeOrderState> = {
  proposed: 'budget.state.proposed',
  approved: 'budget.state.approved',
  refused: 'budget.state.refused',
}
const freshnesses: Words<Freshness> = {
  fresh: 'freshness.fresh',
  ageing: 'freshness.ageing',
  stale: 'freshness.stale',
  never: 'freshness.never',
}
const holidayNames: Words<HolidayCode> = {
  'new-year': 'holiday.new-year',
  'good-friday': 'holiday.good-friday',
  'easter-monday': 'holiday.easter-monday',
  'labour-day': 'holiday.labour-day',
  'victory-1945': 'holiday.victory-1945',
  ascension: 'holiday.ascension',
  'whit-monday': 'holiday.whit-monday',
  'bastille-day': 'holiday.bastille-day',
  assumption: 'holiday.assumption',
  'all-saints': 'holiday.all-saints',
  'armistice-1918': 'holiday.armistice-1918',
  christmas: 'holiday.christmas',
  'second-christmas': 'holiday.second-christmas',
  'abolition-of-slavery': 'holiday.abolition-of-slavery',
}

const alertMarkStates: Words<AlertMarkState> = {
  acknowledged: 'alerts.seen',
  snoozed: 'alerts.mark.snoozed',
  lifted: 'alerts.view.see',
}
const reminderTones: Words<ReminderTone> = {
  neutral: 'reminder.tone.neutral',
  short: 'reminder.tone.short',
  warm: 'reminder.tone.warm',
}
const reminderSentences: Words<ReminderTone> = {
  neutral: 'reminder.say.neutral',
  short: 'reminder.say.short',
  warm: 'reminder.say.warm',
}
const reminderChannels: Words<ReminderChannel> = {
  push: 'reminder.channel.push',
  email: 'reminder.channel.email',
  app: 'reminder.channel.app',
}

export const reminderToneLabel = (code: ReminderTone) => t(reminderTones[code])
/** The very words that the server sends. */
export const reminderSentence = (code: ReminderTone, values: { n: number; name: string }) =>
  t(reminderSentences[code], values)
export const reminderChannelLabel = (code: ReminderChannel) => t(reminderChannels[code])
export const flagKindLabel = (code: keyof typeof flagKinds) => t(flagKinds[code])
export const severityLabel = (code: keyof typeof severities) => t(severities[code])
export const flagStateLabel = (code: keyof typeof flagStates) => t(flagStates[code])
export const weekStateLabel = (code: keyof typeof weekStates) => t(weekStates[code])
export const taskStateLabel = (code: keyof typeof taskStates) => t(taskStates[code])
export const absenceLabel = (code: AbsenceKind) => t(absenceKinds[code])
export const memberWeekLabel = (code: MemberWeekState) => t(memberWeeks[code])
export const weatherLabel = (code: Weather) => t(weathers[code])
export const weatherTrendLabel = (code: 'better' | 'same' | 'worse') => t(weatherTrends[code])
export const projectStateLabel = (code: Project['state']) => t(projectStates[code])
export const roleLabel = (code: Role) => t(roles[code])
export const freshnessLabel = (code: Freshness) => t(freshnesses[code])
export const milestoneStateLabel = (code: MilestoneState) => t(milestoneStates[code])
export const deliverableStateLabel = (code: DeliverableState) => t(deliverableStates[code])
export const budgetKindLabel = (code: BudgetRowKind) => t(budgetKinds[code])
export const changeOrderStateLabel = (code: ChangeOrderState) => t(changeOrderStates[code])
export const alertMarkStateLabel = (code: AlertMarkState) => t(alertMarkStates[code])
export const holidayLabel = (code: HolidayCode) => t(holidayNames[code])
