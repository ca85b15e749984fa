import type { LinkType } from '@/schema/dependency'
import type { Constraint } from '@/schema/task'

/**
 * A plan as MS Project's XML holds it. Instants and durations in seconds (values.ts), null = the file says nothing. What the format
 * can carry comes back out of `write` as it came in.
 */
export interface Plan {
  project: PlanProject
  calendars: PlanCalendar[]
  tasks: PlanTask[]
  resources: PlanResource[]
  assignments: PlanAssignment[]
}

export interface PlanProject {
  name: string
  start: number | null
  finish: number | null
  fromStart: boolean
  statusDate: number | null
  calendarUid: string
  minutesPerDay: number
  minutesPerWeek: number
  daysPerMonth: number
  /** Float in days up to which a task is critical. */
  criticalSlackDays: number
  everyEndIsCritical: boolean
  /** Constraints win over links. */
  honoursConstraints: boolean
}

export interface PlanCalendar {
  uid: string
  name: string
  /** '' = stands alone. */
  baseUid: string
  isBase: boolean
  /** Monday to Sunday, seconds of the day; null = as in the base. */
  week: (PlanInterval[] | null)[]
  exceptions: PlanException[]
}
export type PlanInterval = [from: number, to: number]

export interface PlanException {
  name: string
  /** Day numbers, both included. */
  from: number
  to: number
  /** None = not worked. */
  intervals: PlanInterval[]
  /** Which of those days; every one where absent. */
  recurrence?: PlanRecurrence
}

/** As the format numbers them: type 2 yearly by date, 3 yearly by place, 4 and 5 monthly, 6 weekly, 7 every n days. */
export interface PlanRecurrence {
  type: number
  period: number
  daysOfWeek: number
  monthItem: number
  monthPosition: number
  month: number
  monthDay: number
}

export interface PlanTask {
  uid: string
  id: string
  name: string
  outlineLevel: number
  /** The UID of the summary above, '' at the top. */
  parentUid: string
  summary: boolean
  milestone: boolean
  isActive: boolean
  manual: boolean
  start: number | null
  finish: number | null
  /** Seconds of work, or of elapsed time. */
  duration: number | null
  durationFormat: number
  /** Seconds of work of all its assignments. */
  work: number | null
  constraint: Constraint
  constraintDate: number | null
  deadline: number | null
  calendarUid: string
  ignoresResourceCalendar: boolean
  /** 0 fixed units, 1 fixed duration, 2 fixed work. */
  type: number
  critical: boolean | null
  percentComplete: number
  physicalPercentComplete: number
  actualStart: number | null
  actualFinish: number | null
  remainingDuration: number | null
  stop: number | null
  resume: number | null
  /** Seconds. */
  levelingDelay: number
  levelingDelayFormat: number
  priority: number
  wbs: string
  notes: string
  isExternal: boolean
  links: PlanLink[]
  baselines: PlanBaseline[]
}

export interface PlanLink {
  predUid: string
  type: LinkType
  /** Seconds; of a share, the percentage. */
  lag: number
  lagFormat: number
}

export interface PlanBaseline {
  number: number
  start: number | null
  finish: number | null
  duration: number | null
  work: number | null
}

export interface PlanResource {
  uid: string
  id: string
  name: string
  /** 0 material, 1 work, 2 cost. */
  type: number
  calendarUid: string
  maxUnits: number
}

export interface PlanAssignment {
  uid: string
  taskUid: string
  /** '' = nobody in particular. */
  resourceUid: string
  work: number
  /** 1 = full time. */
  units: number
  start: number | null
  finish: number | null
}

/** What was not understood, item by item. Closed: the words are in the locale files. */
export const PLAN_WARNINGS = [
  'bad-date',
  'bad-duration',
  'bad-lag',
  'bad-link-type',
  'bad-constraint',
  'bad-outline',
  'bad-calendar',
  'no-uid',
  'null-task',
  'dangling-link',
  'self-link',
  'duplicate-link',
  'cycle',
  /** Held by its finish from outside: a summary's finish comes from what is below it, so this holds nothing. */
  'summary-link',
  'unknown-calendar',
  'calendar-cycle',
  'unknown-resource',
  'unknown-task',
  'recurring-exception',
  'finish-before-start',
  'wrong-encoding',
] as const
export interface PlanWarning {
  code: (typeof PLAN_WARNINGS)[number]
  uid?: string
  text?: string
}
export type Warn = (code: PlanWarning['code'], uid?: string, text?: string) => void

/** @example MSO is 2 in the file. */
export const CONSTRAINT_NUMBERS: readonly Constraint[] = ['ASAP', 'ALAP', 'MSO', 'MFO', 'SNET', 'SNLT', 'FNET', 'FNLT']
export const LINK_NUMBERS: readonly LinkType[] = ['FF', 'FS', 'SF', 'SS']
