import { NAME_COLUMNS, showsColumn } from '@/domain/access/reading'
import type { Standing } from '@/domain/access/reader'
import { COLLECTIONS, type CollectionName } from '@/schema/collections'

/** How a column is stored, told from its validator: the schema files are the only list of columns there is. */
export type ColumnKind = 'text' | 'number' | 'bool' | 'json' | 'list'

interface SchemaLike {
  readonly type: string
  readonly wrapped?: unknown
}

export function columnKind(schema: SchemaLike): ColumnKind {
  if (schema.type === 'optional') return columnKind(schema.wrapped as SchemaLike)
  if (schema.type === 'nullable') return 'json'
  if (schema.type === 'array') return 'list'
  if (schema.type === 'boolean') return 'bool'
  return schema.type === 'number' ? 'number' : 'text'
}

/** The columns of a collection with their kinds, `id` first. */
export function columnsOf(coll: CollectionName): [string, ColumnKind][] {
  return Object.entries(COLLECTIONS[coll].entries).map(([name, schema]) => [name, columnKind(schema)])
}

const known = new Map<string, string>()

/** SQL for one row as JSON, as this reader may see it. `alias` is the name of the table in the query. */
export function rowJson(coll: CollectionName, alias: string, standing: Standing | 'server'): string {
  const key = `${coll} ${alias} ${standing}`
  const sql = known.get(key) ?? makeRowJson(coll, alias, standing)
  known.set(key, sql)
  return sql
}

function makeRowJson(coll: CollectionName, alias: string, standing: Standing | 'server'): string {
  const shown = columnsOf(coll).filter(([name]) => standing === 'server' || showsColumn(standing, coll, name))
  return objectOf(shown, alias)
}

/** SQL for a person of whom no more than the name is shown. */
export function nameJson(alias: string): string {
  const shown = columnsOf('users').filter(([name]) => NAME_COLUMNS.includes(name))
  return objectOf(shown, alias)
}

function objectOf(columns: readonly [string, ColumnKind][], alias: string): string {
  return `json_object(${columns.map(([name, kind]) => `'${name}', ${valueOf(`${alias}."${name}"`, kind)}`).join(', ')})`
}

function valueOf(column: string, kind: ColumnKind): string {
  if (kind === 'bool') return `json(iif(${column}, 'true', 'false'))`
  if (kind === 'json' || kind === 'list') {
    const empty = kind === 'list' ? '[]' : 'null'
    return `CASE WHEN json_valid(${column}) THEN json(${column}) ELSE json('${empty}') END`
  }
  return column
}
