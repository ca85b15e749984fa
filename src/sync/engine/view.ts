import type * as v from 'valibot'
import { quickParse } from '@/schema/quick-check'
import { userScope } from '@/schema/sync-wire'
import { COLLECTIONS } from '@/schema/collections'
import type { CollectionName, RowOf } from '@/schema/collections'
import type { EntryQuery, Shown, SyncMark } from '../door'
import type { StoreReader } from '../ports'
import type { Context } from './context'
import { ENTRIES, readRow } from './copy'
import { applyOp } from './overlay'
import { sharedReads } from './shared-read'
import type { Ground } from './shared-read'
import type { Chunk, LocalOp, Parked, Row, StoredRow } from './stored'

/** What the screen shows: the server copy with everything of this device over it. */

/** A row that could not be read is kept, not shown, and counted here. */
type Unreadable = Map<string, Set<string>>

interface Layers {
  /** Acknowledged, frozen, unsent, in the order in which they lie over the copy. */
  ops: LocalOp[]
  local: Set<string>
  parked: Map<string, Parked>
}

/** The lists of one person's data on this device. */
export interface View {
  /** Records of a small collection; without `scope`, each once. */
  list<C extends CollectionName>(coll: C, scope?: string): Promise<Shown<RowOf<C>>[]>
  /** Time entries of whole months. */
  entries(query: EntryQuery): Promise<Shown<RowOf<'time_entries'>>[]>
  /** How many stored rows could not be read: they are kept, not shown. */
  unreadable(): number
}

export function createView(context: Context): View {
  const together = sharedReads(context)
  const unreadable: Unreadable = new Map()
  return {
    list: async (coll, scope) =>
      readable(await together((tx, ground) => listRows(tx, ground, context.me, coll, scope)), coll, unreadable),
    entries: async (query) =>
      readable(await together((tx, ground) => listEntries(tx, ground, context.me, query)), ENTRIES, unreadable),
    unreadable: () => [...unreadable.values()].reduce((sum, ids) => sum + ids.size, 0),
  }
}

async function listRows(
  tx: StoreReader,
  ground: Ground,
  me: string,
  coll: string,
  scope: string | undefined,
): Promise<Shown<Row>[]> {
  const base = new Map<string, Row>()
  const scopes = scopesToRead(ground, me, scope)
  const found = await Promise.all(scopes.map((one) => tx.getAll<StoredRow>('recs', [one, coll])))
  // A person seen in several projects is shown with all that any of one's roles may read.
  for (const { id, row } of found.flat()) base.set(id, { ...row, ...base.get(id) })
  return overlaid(tx, ground, base, coll, scope)
}

async function listEntries(
  tx: StoreReader,
  ground: Ground,
  me: string,
  { months, scope, user }: EntryQuery,
): Promise<Shown<Row>[]> {
  const base = new Map<string, Row>()
  const reads = scopesToRead(ground, me, scope).flatMap((one) =>
    months.map((month) => tx.getAll<Chunk>('chunks', user ? [one, month, user] : [one, month])),
  )
  for (const chunk of (await Promise.all(reads)).flat())
    for (const [id, row] of Object.entries(chunk.rows)) base.set(id, row)
  const rows = await overlaid(tx, ground, base, ENTRIES, scope)
  return rows.filter(({ row }) => months.includes(String(row['day']).slice(0, 7)) && (!user || row['user'] === user))
}

/** One's own scope first: its rows are the most complete ones. */
function scopesToRead(ground: Ground, me: string, scope: string | undefined): string[] {
  if (scope !== undefined) return [scope]
  const known = ground.scopes.map((state) => state.scope)
  const own = userScope(me)
  return known.includes(own) ? [own, ...known.filter((one) => one !== own)] : known
}

async function overlaid(
  tx: StoreReader,
  ground: Ground,
  base: Map<string, Row>,
  coll: string,
  scope?: string,
): Promise<Shown<Row>[]> {
  const layers = layersOf(ground, coll, scope)
  for (const op of layers.ops) {
    const beneath = base.get(op.id) ?? (await readRow(tx, op.scope, coll, op.id, op.seen ?? op.fields))
    const row = applyOp(beneath, op)
    if (row) base.set(op.id, row)
    else base.delete(op.id)
  }
  return [...base].map(([id, row]) => ({ row, mark: markOf(layers, id) }))
}

function layersOf(ground: Ground, coll: string, scope: string | undefined): Layers {
  const about = (op: LocalOp) => op.coll === coll && (scope === undefined || op.scope === scope)
  const parked = ground.parked.filter(about)
  const waiting = [...ground.pending.frozen, ...ground.unsent].filter(about)
  // A refused create stays visible where it was made.
  const refusedCreates = parked.filter((one) => one.op === 'create')
  return {
    ops: [...ground.pending.acknowledged.filter(about), ...refusedCreates, ...waiting],
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
    const checked = quickParse(shape, row)
    if (checked.success) {
      good.push({ row: checked.output, mark })
      bad.delete(String(row['id']))
    } else bad.add(String(row['id']))
  }
  unreadable.set(coll, bad)
  return good
}
