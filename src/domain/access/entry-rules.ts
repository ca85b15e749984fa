import { addDays } from '@/domain/calendar/days'
import type { RefusalCode } from './refusal-codes'

/** Why a value can't be kept, and which field says it. */
export interface Fault {
  code: RefusalCode
  field: string
}

/** What the server knows about the place of an entry. */
export interface EntryContext {
  /** Whether the entry is already there: a day on a task that is done meanwhile may still be corrected. */
  exists: boolean
  task: { project: string; kind: string; state: string } | null
  closedThrough: string
  /** Nothing new enters a closed period; else it is kept and counted as late. */
  closingIsStrict: boolean
  /** Whether who leads the project has validated the person's week there. */
  validated: boolean
  entryStep: number
  dayLimit: number
  /** The person's other entries of that day, over all projects. */
  otherEffort: number
  today: string
}

export interface EntryLike {
  project: string
  day: string
  effort: number
}

const FIRST_DAY = '2000-01-01'
const DAYS_AHEAD = 366

/** A day somebody may write about: from 2000 on, and at most a year and a day ahead. */
export function isDayInRange(day: string, today: string): boolean {
  // Most days are over: they need no calendar.
  return day >= FIRST_DAY && (day <= today || day <= addDays(today, DAYS_AHEAD))
}

/** The rules of a time entry that need to know more than the entry: null, or the first fault. */
export function entryFault(entry: EntryLike, context: EntryContext): Fault | null {
  if (!context.task || context.task.project !== entry.project) return { code: 'unknown-task', field: 'task' }
  if (context.task.kind !== 'task') return { code: 'not-a-task', field: 'task' }
  if (context.task.state !== 'open' && !context.exists) return { code: 'task-done', field: 'task' }
  if (!isDayInRange(entry.day, context.today)) return { code: 'day-out-of-range', field: 'day' }
  const isClosed = entry.day <= context.closedThrough
  // What a closing counted stays as it counted it. What it never saw, from a phone long without network, is kept.
  if (isClosed && (context.exists || context.closingIsStrict)) return { code: 'closed-period', field: 'day' }
  if (context.validated) return { code: 'validated-week', field: 'day' }
  return effortFault(entry.effort, context)
}

function effortFault(effort: number, context: EntryContext): Fault | null {
  if (context.entryStep > 0 && effort % context.entryStep !== 0) return { code: 'entry-step', field: 'effort' }
  const isOver = context.dayLimit > 0 && effort > 0 && context.otherEffort + effort > context.dayLimit
  return isOver ? { code: 'day-limit', field: 'effort' } : null
}
