import * as v from 'valibot'
import { userScope } from '@/schema/sync-wire'
import { COLLECTIONS } from '@/schema/collections'
import type { CollectionName, RowOf } from '@/schema/collections'
import type { EntryQuery, Shown, SyncMark } from '../door'
import type { StoreName, StoreReader } from '../ports'
import type { Context } from './context'
import { ENTRIES, readRow, readScopes } from './copy'
import { applyOp, readPending } from './overlay'
import type { Chunk, LocalOp, Parked, Row, StoredRow } from './stored'

/** What the screen shows: the server copy with everything of this device over it. */

const STORES: StoreName[] = ['meta', 'recs', 'chunks', 'ops', 'batches', 'parked', 'journal']

/** A row that could not be read is kept, not shown, and counted here. */
export type Unreadable = Map<string, Set<string>>

interface Layers {
  /** Acknowledged, frozen, unsent, in the order in which they lie over the copy. */
  ops: LocalOp[]
  local: Set<string>
  parked: Map<string, Parked>
}

/** Records of a small collection; without `scope`, each once. */
export async function listRows<C extends CollectionName>(
  context: Context,
  unreadable: Unreadable,
  coll: C,
  scope?: string,
): Promise<Shown<RowOf<C>>[]> {
  const rows = await context.store.read(STORES, async (tx) => {
    const base = new Map<string, Row>()
    const found = await Promise.all(
      (await scopesToRead(tx, context.me, scope)).map((one) => tx.getAll<StoredRow>('recs', [one, coll])),
    )
    // A person seen in several projects is shown with all that any of one's roles may read.
    for (const { id, row } of found.flat()) base.set(id, { ...row, ...base.get(id) })
    return overlaid(tx, base, coll, scope)
  })
  return readable(rows, coll, unreadable)
}

/** Time entries of whole months. */
export async function listEntries(
  context: Context,
  unreadable: Unreadable,
  { months, scope, user }: EntryQuery,
): Promise<Shown<RowOf<'time_entries'>>[]> {
  const rows = await context.store.read(STORES, async (tx) => {
    const base = new Map<string, Row>()
    const reads: Promise<Chunk[]>[] = []
    for (const one of await scopesToRead(tx, context.me, scope))
      for (const month of months) reads.push(tx.getAll<Chunk>('chunks', user ? [one, month, user] : [one, month]))
    for (const chunk of (await Promise.all(reads)).flat())
      for (const [id, row] of Object.entries(chunk.rows)) base.set(id, row)
    return overlaid(tx, base, ENTRIES, scope)
  })
  const asked = rows.filter(
    ({ row }) => months.includes(String(row['day']).slice(0, 7)) && (!user || row['user'] === user),
  )
  return readable(asked, ENTRIES, unreadable)
}

/** One's own scope first: its rows are the most complete ones. */
async function scopesToRead(tx: StoreReader, me: string, scope: string | undefined): Promise<string[]> {
  if (scope !== undefined) return [scope]
  const known = (await readScopes(tx)).map((state) => state.scope)
  const own = userScope(me)
  return known.includes(own) ? [own, ...known.filter((one) => one !== own)] : known
}

async function overlaid(tx: StoreReader, base: Map<string, Row>, coll: string, scope?: string): Promise<Shown<Row>[]> {
  const layers = await readLayers(tx, coll, scope)
  for (const op of layers.ops) {
    const beneath = base.get(op.id) ?? (await readRow(tx, op.scope, coll, op.id, op.seen ?? op.fields))
    const row = applyOp(beneath, op)
    if (row) base.set(op.id, row)
    else base.delete(op.id)
  }
  return [...base].map(([id, row]) => ({ row, mark: markOf(layers, id) }))
}

async function readLayers(tx: StoreReader, coll: string, scope: string | undefined): Promise<Layers> {
  const about = (op: LocalOp) => op.coll === coll && (scope === undefined || op.scope === scope)
  const pending = await readPending(tx)
  const unsent = (await tx.getAll<LocalOp>('ops', [coll])).filter(about)
  const parked = (await tx.getAll<Parked>('parked', [coll])).filter(about)
  const waiting = [...pending.frozen.filter(about), ...unsent]
  // A refused create stays visible where it was made.
  const refusedCreates = parked.filter((one) => one.op === 'create')
  return {
    ops: [...pending.acknowledged.filter(about), ...refusedCreates, ...waiting],
    local: new Set(waiting.map((op) => op.id)),
    parked: new Map(parked.map((one) => [one.id, one])),
  }
}

function markOf(layers: Layers, id: string): SyncMark {
  if (layers.parked.has(id)) return 'refused'
  return layers.local.has(id) ? 'local' : 'sent'
}

function readable<C extends CollectionName>(rows: Shown<Row>[], coll: C, unreadable: Unreadable): Shown<RowOf<C>>[] {
  const shape = COLLECTIONS[coll] as unknown as v.GenericSchema<unknown, RowOf<C>>
  const bad = unreadable.get(coll) ?? new Set<string>()
  const good: Shown<RowOf<C>>[] = []
  for (const { row, mark } of rows) {
    const checked = v.safeParse(shape, row)
    if (checked.success) {
      good.push({ row: checked.output, mark })
      bad.delete(String(row['id']))
    } else bad.add(String(row['id']))
  }
  unreadable.set(coll, bad)
  return good
}
