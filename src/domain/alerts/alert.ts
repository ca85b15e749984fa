import type { WorkPattern } from '@/domain/calendar/capacity'
import type { LoadCell } from '@/domain/load/load-plan'
import type { MilestoneDates } from '@/domain/milestones/milestone'
import type { MoveLike } from '@/domain/milestones/trend'
import type { WbsNode, WbsTask } from '@/domain/progress/wbs'
import type { ActionLike } from '@/domain/registers/actions'
import type { Thresholds } from './thresholds'

/** In the order in which they are listed. */
export const ALERT_RULES = [
  'imposed-date',
  'milestone-slip',
  'project-overrun',
  'task-overrun',
  'overdue-risk',
  'overdue-action',
  'over-allocation',
  'missing-weeks',
] as const
export type AlertRule = (typeof ALERT_RULES)[number]

/** `act`: somebody is to decide something. `watch`: worth a look. */
export const ALERT_SEVERITIES = ['act', 'watch'] as const
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number]

/** The figures of an alert; each rule says what they are. Words are elsewhere. */
export interface AlertFacts {
  /** Days, thousandths of a day, or permille. */
  amount: number
  /** A number of things, or a share in permille. */
  count: number
  /** A day or a week; '' = none. */
  from: string
  until: string
}

export interface Alert {
  /** The same as long as it is the same thing: rule and subject. */
  key: string
  rule: AlertRule
  severity: AlertSeverity
  /** The project that it is about; of a person's load, the one that asks for most of it; '' = several. */
  project: string
  /** Of a milestone, a task, an action, a flag, a project or a person, or the week: what it opens. */
  subject: string
  name: string
  facts: AlertFacts
  /** How bad it is, on the rule's own scale, in steps that are worth being told again. */
  level: number
}

export interface WatchedMilestone extends MilestoneDates {
  id: string
  name: string
  moves: readonly MoveLike[]
}

export interface WatchedAction extends ActionLike {
  title: string
  /** The flag that it answers, where that one is a risk or an issue. */
  risk: { id: string; name: string } | null
}

export interface WatchedMember {
  user: string
  /** With leave. */
  pattern: WorkPattern
  /** Share of their time on the project, in thousandths. */
  allocation: number
  /** Every week that they have a sheet of, and whether it is handed in. */
  sheets: ReadonlyMap<string, 'open' | 'submitted'>
}

export interface WatchedTask extends WbsTask {
  name: string
}

/** A project under way, as the rules look at it. */
export interface WatchedProject {
  id: string
  name: string
  startedOn: string
  milestones: readonly WatchedMilestone[]
  /** The top of its WBS. */
  roots: readonly WbsNode<WatchedTask>[]
  actions: readonly WatchedAction[]
  /** Who works on it. */
  members: readonly WatchedMember[]
}

/** What is planned for a person in the weeks to come, over all projects that the reader leads. */
export interface WatchedLoad {
  user: string
  name: string
  cells: readonly LoadCell[]
}

/** Everything that somebody who leads projects is told of. */
export interface Watched {
  today: string
  projects: readonly WatchedProject[]
  loads: readonly WatchedLoad[]
}

/** What one rule finds. */
export type FindAlerts = (watched: Watched, thresholds: Thresholds) => Alert[]

export const NO_FACTS: AlertFacts = { amount: 0, count: 0, from: '', until: '' }

/** @example alertKey('missing-weeks', '2026-W47') // 'missing-weeks:2026-W47' */
export const alertKey = (rule: AlertRule, of: string) => `${rule}:${of}`
