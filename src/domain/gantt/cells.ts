import * as v from 'valibot'
import { addDays, daysBetween } from '@/domain/calendar/days'
import { isoDay, type IsoDay } from '@/schema/brands'
import type { Task } from '@/schema/task'
import type { Span } from './bars'

/** The columns of the tree that are written in place. */
export const CELLS = ['name', 'start', 'days'] as const
export type Cell = (typeof CELLS)[number]

/**
 * What a value typed into a cell asks for: fields of the task; days by which all that is below a phase moves; `same` where
 * nothing changes; `bad` where the value can't be read or the cell says nothing for this kind of line.
 */
export type CellChange = { fields: Partial<Task> } | { shift: number } | 'same' | 'bad'

const NAME_MAX = 200
const DAYS_MAX = 9999

/**
 * @example cellChange(task, { from: '2026-11-02', to: '2026-11-06' }, 'days', '3') // { fields: { ends_on: '2026-11-04' } }
 */
export function cellChange(task: Task, span: Span | undefined, cell: Cell, typed: string): CellChange {
  const value = typed.trim()
  if (cell === 'name') return nameChange(task, value)
  return cell === 'start' ? startChange(task, span, value) : daysChange(task, value)
}

function nameChange(task: Task, name: string): CellChange {
  if (name === task.name) return 'same'
  return name === '' || name.length > NAME_MAX ? 'bad' : { fields: { name } }
}

function startChange(task: Task, span: Span | undefined, typed: string): CellChange {
  const day = v.safeParse(isoDay, typed)
  if (!day.success) return typed === (span?.from ?? '') ? 'same' : 'bad'
  if (day.output === span?.from) return 'same'
  if (task.kind === 'milestone') return task.actual_on ? 'bad' : { fields: { forecast_on: day.output } }
  if (task.kind === 'phase') return span?.from ? { shift: daysBetween(span.from, day.output) } : 'bad'
  const length = task.starts_on && task.ends_on ? daysBetween(task.starts_on, task.ends_on) : 0
  return { fields: { starts_on: day.output, ends_on: addDays(day.output, length) as IsoDay } }
}

function daysChange(task: Task, typed: string): CellChange {
  const days = Number(typed)
  const canTell = task.kind === 'task' && task.starts_on !== ''
  if (!canTell || !Number.isInteger(days) || days < 1 || days > DAYS_MAX) return 'bad'
  const ends = addDays(task.starts_on, days - 1) as IsoDay
  return ends === task.ends_on ? 'same' : { fields: { ends_on: ends } }
}
