import { execute } from './query'
import { insertRows } from './insert-rows'

/** Fewer are counted one by one: what is done together has its price, too. */
const TOGETHER_FROM = 20

/**
 * New time entries, checked before: one statement writes them, and a few more log and count them all, as
 * pb_migrations/1764001000_entries_together.js says. Within the caller's transaction.
 */
export function insertEntries(db: pb.Db, rows: readonly { [field: string]: unknown }[], { signed = false } = {}): void {
  if (rows.length < TOGETHER_FROM) return insertRows(db, 'time_entries', rows, { signed })
  execute(db, 'INSERT INTO sync_together (one, after) SELECT 1, coalesce(max(rowid), 0) FROM time_entries')
  insertRows(db, 'time_entries', rows, { signed })
  execute(db, 'DELETE FROM sync_together')
}
