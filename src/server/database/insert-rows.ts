import type { CollectionName } from '@/schema/collections'
import { columnsOf, type ColumnKind } from './columns'
import { execute } from './query'

const ROWS_AT_ONCE = 500

/** Columns that are not the app's. */
const BESIDE: [string, ColumnKind][] = [['writer', 'text']]

/**
 * Many rows a statement, their values as one JSON parameter: a statement per row takes ten times as long, most of it for
 * compiling the triggers again. Nothing is checked here. `signed`: the rows name their writer.
 */
export function insertRows(
  db: pb.Db,
  coll: CollectionName,
  rows: readonly { [field: string]: unknown }[],
  { signed = false } = {},
): void {
  const columns = [...columnsOf(coll), ...(signed ? BESIDE : [])]
  const names = columns.map(([name]) => `"${name}"`).join(', ')
  const values = columns.map(([name, kind]) => {
    const path = `'$.${name}'`
    const isJson = kind === 'json' || kind === 'list'
    return isJson ? `value -> ${path}` : `coalesce(value ->> ${path}, ${kind === 'text' ? "''" : '0'})`
  })
  const stamp = "strftime('%Y-%m-%d %H:%M:%fZ')"
  const sql = `INSERT INTO ${coll} (${names}, created, updated)
    SELECT ${values.join(', ')}, ${stamp}, ${stamp} FROM json_each({:rows})`
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    execute(db, sql, { rows: JSON.stringify(rows.slice(from, from + ROWS_AT_ONCE)) })
}
