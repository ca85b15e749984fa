import type { CollectionName } from '@/schema/collections'
import { textOf } from '../database/query'
import type { Row } from '../database/row'

/** Who wrote a record last. Kept beside its columns, told only to who meets that value in a conflict. */

const SIGNED: readonly CollectionName[] = [
  'projects',
  'memberships',
  'tasks',
  'assignments',
  'time_entries',
  'week_sheets',
  'flags',
  'absences',
  'week_reviews',
  'actions',
  'dependencies',
  'deliverables',
  'rates',
  'budget_lines',
  'change_orders',
  'weather_reports',
]

/** Their `author` is whoever changed them last: typed on somebody's behalf, then corrected by that person. */
const AUTHORED: readonly CollectionName[] = ['time_entries', 'week_reviews']

/** The fields to save, with the writer where the collection keeps one. */
export function signed(user: string, coll: CollectionName, fields: Row): Row {
  const row: { [field: string]: unknown } = { ...fields }
  if (SIGNED.includes(coll)) row['writer'] = user
  if (AUTHORED.includes(coll)) row['author'] = user
  return row
}

/** Whose value is there and since when (milliseconds since the epoch). `by` is missing after the administration's own change. */
export function lastWriting(
  db: pb.Db,
  { coll, id }: { coll: CollectionName; id: string },
): { by?: string; at?: number } {
  if (!SIGNED.includes(coll)) return {}
  const at = `CAST(unixepoch(updated, 'subsec') * 1000 AS INTEGER)`
  const sql = `SELECT json_object('by', writer, 'at', ${at}) AS value FROM ${coll} WHERE id = {:id}`
  const text = textOf(db, sql, { id })
  if (text === '') return {}
  const { by, at: when } = JSON.parse(text) as { by: string; at: number | null }
  return { ...(by ? { by } : {}), ...(when === null ? {} : { at: when }) }
}
