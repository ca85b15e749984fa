import type { ClosedBefore, EntryAfter, LastWordDay, SnapshotInput } from '@/domain/closing/snapshot'
import type { Closing, ClosingItem } from '@/schema/closing'
import type { Task } from '@/schema/task'
import type { TaskTotal } from '@/schema/task-total'
import { rowJson } from '../database/columns'
import { textOf } from '../database/query'

/** What the server knows of a project that a closing is made of. Only the days since the closing before are read. */

/** The last closing that was not reopened, with its lines; null where there is none. */
export function lastClosing(db: pb.Db, project: string): { closing: Closing; items: ClosingItem[] } | null {
  const text = textOf(
    db,
    `SELECT ${rowJson('closings', 't', 'server')} AS value FROM closings t
      WHERE project = {:project} AND state = 'closed' ORDER BY through DESC, rank DESC LIMIT 1`,
    { project },
  )
  if (text === '') return null
  const closing = JSON.parse(text) as Closing
  return { closing, items: rowsOf<ClosingItem>(db, 'closing_items', 'closing = {:id}', { id: closing.id }) }
}

export function snapshotInput(
  db: pb.Db,
  project: string,
  through: string,
  before: { closing: Closing; items: ClosingItem[] } | null,
): SnapshotInput {
  const totals = rowsOf<TaskTotal>(db, 'task_totals', 'project = {:project}', { project })
  const previous: ClosedBefore | null = before && { through: before.closing.through, items: before.items }
  const since = previous && previous.through < through ? previous.through : through
  return {
    through,
    tasks: rowsOf<Task>(db, 'tasks', 'project = {:project}', { project }),
    totals: new Map(totals.map((total) => [total.id as string, total])),
    entries: entriesAfter(db, project, since),
    lastWords: lastWordsAfter(db, project, through),
    previous,
  }
}

function rowsOf<Row>(
  db: pb.Db,
  coll: 'tasks' | 'task_totals' | 'closing_items',
  where: string,
  parameters: { [name: string]: string },
): Row[] {
  const sql = `SELECT json_group_array(json(${rowJson(coll, 't', 'server')}) ORDER BY t.id) AS value FROM ${coll} t WHERE ${where}`
  return JSON.parse(textOf(db, sql, parameters)) as Row[]
}

export const ENTRIES_AFTER = `SELECT json_group_array(json_object('task', task, 'user', user, 'day', day, 'effort', effort)) AS value
    FROM time_entries WHERE project = {:project} AND day > {:day} AND effort > 0`

function entriesAfter(db: pb.Db, project: string, day: string): EntryAfter[] {
  return JSON.parse(textOf(db, ENTRIES_AFTER, { project, day })) as EntryAfter[]
}

export const LAST_WORDS_AFTER = `SELECT json_group_array(json_object('task', task, 'user', user, 'day', day)) AS value FROM (
    SELECT task, user, max(day) AS day FROM remaining_estimates
    WHERE project = {:project} AND day > {:day} GROUP BY task, user)`

/** The days of words on what remains that were said after this day: only these can have counted later time. */
function lastWordsAfter(db: pb.Db, project: string, day: string): LastWordDay[] {
  return JSON.parse(textOf(db, LAST_WORDS_AFTER, { project, day })) as LastWordDay[]
}
