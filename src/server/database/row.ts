import type { Standing } from '@/domain/access/reader'
import type { CollectionName } from '@/schema/collections'
import { rowJson } from './columns'
import { textOf } from './query'

export type Row = { [field: string]: unknown }

/** A record with all of its columns, or as a reader of this standing sees it; null when it does not exist. */
export function readRow(
  db: pb.Db,
  coll: CollectionName,
  id: string,
  standing: Standing | 'server' = 'server',
): Row | null {
  const text = textOf(db, `SELECT ${rowJson(coll, 't', standing)} AS value FROM ${coll} t WHERE t.id = {:id}`, { id })
  return text === '' ? null : (JSON.parse(text) as Row)
}
