import type { Server } from '../a-server'
import { queueOf, type Client } from './a-client'
import { ask } from './database'

/** Somebody inside the database who writes down every row that is made, changed or deleted, and looks at nothing else. */

const WATCHED = ['time_entries', 'remaining_estimates', 'flags', 'tasks']

const triggers = WATCHED.flatMap((table) =>
  ['INSERT', 'UPDATE', 'DELETE'].map(
    (event) => `CREATE TRIGGER witness_${table}_${event} AFTER ${event} ON ${table} BEGIN
      INSERT INTO witness VALUES ('${table}/' || ${event === 'DELETE' ? 'OLD' : 'NEW'}.id); END;`,
  ),
)

/** For `aServer({ sql })`. */
export const WITNESS_SQL = `CREATE TABLE witness (record TEXT NOT NULL); ${triggers.join('\n')}`

/** How often each record was written so far. */
async function writesSeen(server: Server): Promise<Record<string, number>> {
  const sql = `SELECT json_group_object(record, count) AS value
    FROM (SELECT record, count(*) AS count FROM witness GROUP BY record)`
  return JSON.parse(await ask(server, sql)) as Record<string, number>
}

/** How often each record was written according to the devices' own books: one write for each acknowledged change. */
async function writesAcknowledged(clients: readonly Client[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const client of clients)
    for (const { ops, results } of (await queueOf(client)).journal)
      for (const [index, { coll, id }] of ops.entries())
        if (results[index] === 1) counts[`${coll}/${id}`] = (counts[`${coll}/${id}`] ?? 0) + 1
  return counts
}

export interface Books {
  /** Changes that a device was told are done. */
  acknowledged: number
  /** Acknowledged, but the database never did them. */
  lost: string[]
  /** Done more often than the devices wanted. */
  duplicated: string[]
}

/** Compares the books of the devices with what the witness saw of the records that they wrote. */
export async function compareBooks(server: Server, clients: readonly Client[]): Promise<Books> {
  const [seen, wanted] = [await writesSeen(server), await writesAcknowledged(clients)]
  const keys = Object.keys(wanted)
  return {
    acknowledged: keys.reduce((sum, key) => sum + wanted[key]!, 0),
    lost: keys.filter((key) => (seen[key] ?? 0) < wanted[key]!),
    duplicated: keys.filter((key) => (seen[key] ?? 0) > wanted[key]!),
  }
}
