import { numberOf, textOf } from '../database/query'

const KEY = 'jalon.boot'

/**
 * Highest sequence so far. Read BEFORE rows: what commits meanwhile comes with the next pull. Not by max(): inside a
 * subquery SQLite reads the whole log for it.
 */
export const currentSeq = (db: pb.Db) => numberOf(db, 'SELECT seq AS value FROM sync_log ORDER BY seq DESC LIMIT 1')

/**
 * One row per start of the process, with the sequence it started from: a cursor beyond the start of a later boot has seen
 * commits that the disk then lost.
 */
export function recordBoot(app: pb.App): string {
  const id = `boot${$security.randomStringWithAlphabet(16, 'abcdefghijklmnopqrstuvwxyz0123456789')}`
  app
    .nonconcurrentDB()
    .newQuery(
      `INSERT INTO sync_boots (id, start_seq, at)
       SELECT {:id}, coalesce(max(seq), 0), strftime('%Y-%m-%d %H:%M:%fZ') FROM sync_log`,
    )
    .bind({ id })
    .execute()
  app.store().set(KEY, id)
  return id
}

/** On the very first start the table is made after the boot hook: the first question records the boot. */
export function currentBoot(app: pb.App): string {
  const known = app.store().get(KEY)
  if (typeof known === 'string' && known !== '') return known
  return recordBoot(app)
}

/**
 * The last sequence up to which a copy taken under `boot` can be trusted: where the first start after it began, since what the
 * disk lost lay beyond that. Infinity while that start runs; null for a start that this server does not know.
 */
export function trustedThrough(db: pb.Db, boot: string): number | null {
  const sql = `SELECT coalesce(min(l.start_seq), '') || ' ' AS value FROM sync_boots b
    LEFT JOIN sync_boots l ON l.rowid > b.rowid WHERE b.id = {:boot} GROUP BY b.id`
  const text = textOf(db, sql, { boot })
  if (text === '') return null
  return text.trim() === '' ? Infinity : Number(text)
}
