import { upgraded } from '@/schema/upgrades'
import type { SchemaHistory } from '@/schema/upgrades'
import type { StoreWriter } from '../ports'
import { retakeAll } from './copy'
import { chunkKey, recordKey, rowKey } from './keys'
import { park } from './parked'
import type { Chunk, LocalOp, Parked, Row, StoredRow } from './stored'

/** What an older version of the app left on this device, said in the words of this one. */

/** The intent as this version writes it; null = this version can't say it. Frozen batches are sent as they are, not as this. */
export function currentOp<O extends LocalOp>(schema: SchemaHistory, op: O): O | null {
  if (op.schema >= schema.version || op.coll === 'attachments') return op
  const say = (row: Row, whole: boolean) => upgraded(schema, op.schema, op.coll, row, whole)
  const fields = say(op.fields, op.op === 'create')
  const base = say(op.base, false)
  const seen = op.seen && say(op.seen, true)
  if (!fields || !base || (op.seen && !seen)) return null
  return { ...op, fields, base, seen, schema: schema.version }
}

/** Rewrites the queue, what is parked and the copy. Everything or nothing: the caller's transaction holds it together. */
export async function upgradeStored(tx: StoreWriter, schema: SchemaHistory, from: number, at: number): Promise<void> {
  for (const op of await tx.getAll<LocalOp>('ops')) {
    const now = currentOp(schema, op)
    if (now) await tx.put('ops', recordKey(op.coll, op.id), now)
    else {
      await tx.delete('ops', recordKey(op.coll, op.id))
      await park(tx, op, { reason: 'version', code: null, field: null, theirs: null }, at)
    }
  }
  for (const parked of await tx.getAll<Parked>('parked')) {
    const now = currentOp(schema, parked)
    const theirs = parked.theirs && upgraded(schema, parked.schema, parked.coll, parked.theirs, true)
    await tx.put('parked', recordKey(parked.coll, parked.id), now ? { ...now, theirs } : parked)
  }
  await upgradeCopy(tx, schema, from)
}

/** The copy stays readable offline; at the next contact it is taken anew, because the server's rows changed unlogged. */
async function upgradeCopy(tx: StoreWriter, schema: SchemaHistory, from: number): Promise<void> {
  const say = (coll: string, row: Row) => upgraded(schema, from, coll, row, true) ?? row
  for (const one of await tx.getAll<StoredRow>('recs'))
    await tx.put('recs', rowKey(one.scope, one.coll, one.id), { ...one, row: say(one.coll, one.row) })
  for (const chunk of await tx.getAll<Chunk>('chunks')) {
    const rows = Object.fromEntries(Object.entries(chunk.rows).map(([id, row]) => [id, say('time_entries', row)]))
    await tx.put('chunks', chunkKey(chunk.scope, chunk.month, chunk.user), { ...chunk, rows })
  }
  await retakeAll(tx)
}
