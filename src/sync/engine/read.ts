import * as v from 'valibot'
import { COLLECTIONS } from '@/schema/collections'
import type { CollectionName, RowOf } from '@/schema/collections'
import type { TimeEntry } from '@/schema/time-entry'
import { userScope } from '@/schema/sync-wire'
import type { EntryQuery, Shown, SyncMark } from '../door'
import type { StoreName, StoreReader } from '../ports'
import type { Context } from './context'
import { ENTRIES, readScopes } from './copy'
import { applyOp, readPending } from './overlay'
import type { Chunk, LocalOp, Parked, Row, StoredRow } from './stored'

/** What the screens see: the copy with everything over it. */

const STORES: StoreName[] = ['recs', 'chunks', 'meta', 'ops', 'batches', 'parked', 'journal']

type Seen = Map<string, { row: Row | null; mark: SyncMark }>

/** Records of a small collection. One that is in several scopes is shown once, the person's own copy first. */
export function listRecords<C extends CollectionName>(
  context: Context,
  coll: C,
  scope?: string,
): Promise<Shown<RowOf<C>>[]> {
  return context.store.read(STORES, async (tx) => {
    const own = userScope(context.me)
    const scopes = scope === undefined ? (await readScopes(tx)).map((state) => state.scope) : [scope]
    const seen: Seen = new Map()
    for (const one of scopes.sort((a, b) => Number(b === own) - Number(a === own)))
      for (const { id, row } of await tx.getAll<StoredRow>('recs', [one, coll]))
        if (!seen.has(id)) seen.set(id, { row, mark: 'sent' })
    await layOver(tx, seen, (op) => op.coll === coll && (scope === undefined || op.scope === scope))
    return shown(coll, seen)
  })
}

/** Time entries of whole months. */
export function listEntries(context: Context, { months, scope, user }: EntryQuery): Promise<Shown<TimeEntry>[]> {
  return context.store.read(STORES, async (tx) => {
    const scopes = scope === undefined ? (await readScopes(tx)).map((state) => state.scope) : [scope]
    const seen: Seen = new Map()
    const pages = await Promise.all(
      scopes.flatMap((one) => months.map((month) => tx.getAll<Chunk>('chunks', [one, month, ...(user ? [user] : [])]))),
    )
    for (const chunk of pages.flat())
      for (const [id, row] of Object.entries(chunk.rows)) seen.set(id, { row, mark: 'sent' })
    await layOver(tx, seen, (op) => op.coll === ENTRIES && (scope === undefined || op.scope === scope))
    const asked = ({ row }: Shown<TimeEntry>) => months.includes(row.day.slice(0, 7)) && (!user || row.user === user)
    return shown(ENTRIES, seen).filter(asked)
  })
}

/** Lays what is acknowledged, frozen, unsent and parked over the copy, and says where each newest change is. */
async function layOver(tx: StoreReader, seen: Seen, here: (op: LocalOp) => boolean): Promise<void> {
  const { acknowledged, frozen } = await readPending(tx)
  const unsent = (await tx.getAll<LocalOp>('ops')).filter(here)
  const parked = (await tx.getAll<Parked>('parked')).filter(here)
  const lay = (op: LocalOp, mark: SyncMark) => seen.set(op.id, { row: applyOp(seen.get(op.id)?.row ?? null, op), mark })
  for (const op of acknowledged.filter(here)) lay(op, 'sent')
  for (const op of parked) {
    const there = seen.get(op.id)?.row ?? null
    // A refused new record stays where it was made; a refused change leaves the server's value and is a card.
    if (op.op === 'create' && !there) lay(op, 'refused')
    else if (there) seen.set(op.id, { row: there, mark: 'refused' })
  }
  for (const op of [...frozen.filter(here), ...unsent]) lay(op, 'local')
}

function shown<C extends CollectionName>(coll: C, seen: Seen): Shown<RowOf<C>>[] {
  const schema = COLLECTIONS[coll]
  const rows: Shown<RowOf<C>>[] = []
  for (const { row, mark } of seen.values()) {
    // A row that this build can't read stays stored, whole, for a build that can.
    if (row && isRow(schema, row)) rows.push({ row, mark })
  }
  return rows
}

function isRow<C extends CollectionName>(schema: (typeof COLLECTIONS)[C], row: Row): row is Row & RowOf<C> {
  return v.is(schema, row)
}
