import { entryFault, type EntryContext } from '@/domain/access/entry-rules'
import { weekOf } from '@/domain/calendar/days'
import { timeEntryId } from '@/domain/identity/derived-id'
import type { TimeEntry } from '@/schema/time-entry'
import { numberOf, textOf } from '../../database/query'
import type { Row } from '../../database/row'
import type { Batch } from '../batch'
import { Refused } from '../refusal'
import { requireId, requireMember, type Checks } from './checks'

export const timeEntryChecks: Checks = {
  change(batch, row, before) {
    const entry = row as TimeEntry
    requireId(row, timeEntryId(entry.user, entry.task, entry.day))
    const fault = entryFault(entry, contextOf(batch, entry, before))
    if (fault) throw new Refused('invalid', fault)
    // Typed by who leads the project for somebody who works on it.
    if (!before && entry.user !== batch.userId) requireMember(batch, entry.user, entry.project)
  },
}

function contextOf(batch: Batch, entry: TimeEntry, before: Row | null): EntryContext {
  const task = batch.once(`place of ${entry.task}`, () => placeOf(batch, entry.task))
  const dayLimit = batch.setting('day_limit')
  // What was kept a moment ago counts in the day's sum.
  if (dayLimit > 0) batch.writeEntries()
  return {
    exists: before !== null,
    task,
    closedThrough: task?.closed ?? '',
    closingIsStrict: batch.setting('closing_strict') === 1,
    validated: isValidated(batch, entry),
    entryStep: batch.setting('entry_step'),
    dayLimit,
    otherEffort: dayLimit > 0 ? otherEffort(batch, entry) : 0,
    today: batch.today,
  }
}

type Place = { project: string; kind: string; state: string; closed: string }

function placeOf(batch: Batch, task: string): Place | null {
  const sql = `SELECT json_object('project', t.project, 'kind', t.kind, 'state', t.state, 'closed', p.closed_through) AS value
    FROM tasks t JOIN projects p ON p.id = t.project WHERE t.id = {:task}`
  const text = textOf(batch.db, sql, { task })
  return text === '' ? null : (JSON.parse(text) as Place)
}

/** One question for all entries of a person in a project; weeks are worked out only where some are validated: this engine is slow at it. */
function isValidated(batch: Batch, { project, user, day }: TimeEntry): boolean {
  const validated = batch.once(`validated ${project} ${user}`, () => validatedWeeks(batch, project, user))
  return validated.size > 0 && validated.has(weekOf(day))
}

function validatedWeeks(batch: Batch, project: string, user: string): ReadonlySet<string> {
  const sql = `SELECT json_group_array(week) AS value FROM week_reviews
    WHERE project = {:project} AND user = {:user} AND state = 'validated'`
  return new Set(JSON.parse(textOf(batch.db, sql, { project, user })) as string[])
}

function otherEffort(batch: Batch, entry: TimeEntry): number {
  const sql = `SELECT sum(effort) AS value FROM time_entries WHERE user = {:user} AND day = {:day} AND id <> {:id}`
  return numberOf(batch.db, sql, { user: entry.user, day: entry.day, id: entry.id })
}
