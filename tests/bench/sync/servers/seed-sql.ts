import type { Entry } from '../rows'

/** SQL that turns a JSON list into rows. */

const NOW = `strftime('%Y-%m-%d %H:%M:%fZ')`
export const DATES = { created: NOW, updated: NOW }

/** A column of the JSON. */
export const of = (name: string) => `value ->> '$.${name}'`

export const insert = (table: string, columns: string[], more: { [column: string]: string } = {}) =>
  `INSERT INTO ${table} (${[...columns, ...Object.keys(more)].map((name) => `"${name}"`).join()})
   SELECT ${[...columns.map(of), ...Object.values(more)].join()} FROM json_each({:json})`

const COLUMNS = ['id', 'project', 'task', 'user', 'day', 'effort', 'comment', 'author']
const AT_ONCE = 10_000

export function insertEntries(table: string, rows: readonly Entry[]): { sql: string; json: Entry[] }[] {
  const sql = insert(table, COLUMNS, DATES)
  const steps: { sql: string; json: Entry[] }[] = []
  for (let from = 0; from < rows.length; from += AT_ONCE) steps.push({ sql, json: rows.slice(from, from + AT_ONCE) })
  return steps
}
