import type { LinkType } from '@/schema/dependency'
import type { Constraint } from '@/schema/task'
import type { WorkingCalendar } from './working-calendar'

/** What is sequenced: a leaf of the WBS, or a summary, which others name as their parent. Instants and work in the calendar's unit. */
export interface Activity {
  id: string
  parent?: string
  /** Work on its own calendar; 0 = a milestone, which stands at an instant. A summary's is computed. */
  duration: number
  /** The project's where absent. */
  calendar?: WorkingCalendar
  constraint?: { type: Constraint; at: number } | undefined
  /** An imposed date: it moves nothing, it takes from the float. */
  deadline?: number | undefined
  /** An instant before which it can't start, besides the project's start. */
  notBefore?: number | undefined
  /** Put off by this after all that holds it, on its own calendar or day and night: what levelling does. */
  delay?: { amount: number; isElapsed: boolean } | undefined
  /** Dates that nothing moves: set by hand, or done. */
  pinned?: { start: number; finish: number; isDone: boolean } | undefined
  /** Begun: its start is kept; what remains goes on from `resume` at the earliest. */
  begun?: { start: number; resume: number; remaining: number } | undefined
}

/** How a lag is counted: on the successor's calendar, day and night, or as a share (1 = 100 %) of the predecessor's duration. */
export const LAG_KINDS = ['working', 'elapsed', 'share', 'elapsed-share'] as const
export type LagKind = (typeof LAG_KINDS)[number]

export interface Relation {
  pred: string
  succ: string
  type: LinkType
  lag: number
  lagKind?: LagKind
}

export interface Dated {
  id: string
  ES: number
  EF: number
  LS: number
  LF: number
  /** Total and free float, in work on its own calendar. */
  TF: number
  FF: number
  critical: boolean
}

export interface ScheduleOptions {
  start: number
  calendar: WorkingCalendar
  /** Planned backwards from this instant: everything as late as possible. */
  finishBy?: number | undefined
  /** Total float up to which an activity is critical; 0 where absent. */
  criticalUpTo?: number
  /** Each end of the network has its own critical path, not only the last one. */
  everyEndIsCritical?: boolean
}

export type ScheduleProblem =
  /** The path comes back to its first id, which is named once. */
  | { code: 'cycle'; path: string[] }
  | { code: 'duplicate-id'; id: string }
  | { code: 'unknown-id'; id: string }
  /** Its calendar has no working time where it is needed. */
  | { code: 'no-working-time'; id: string }

export type Scheduled =
  { ok: true; start: number; finish: number; activities: Dated[] } | { ok: false; problem: ScheduleProblem }
