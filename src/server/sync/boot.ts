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

/** Whether a copy taken under `boot` up to `since` can't be trusted any more. */
export function mustReset(db: pb.Db, boot: string, since: number): boolean {
  const known = textOf(db, 'SELECT rowid AS value FROM sync_boots WHERE id = {:boot}', { boot })
  if (known === '') return true
  const sql = 'SELECT count(*) AS value FROM sync_boots WHERE rowid > {:known} AND start_seq < {:since}'
  return numberOf(db, sql, { known: Number(known), since }) > 0
}
