import { fold } from '../conflicts/fold'
import { sameValue } from '../conflicts/same-value'
import type { LocalWrite, NewPhoto } from '../door'
import type { StoreName, StoreReader, StoreWriter } from '../ports'
import type { Context } from './context'
import { readRow } from './copy'
import { META_KEY, readMeta, recordKey } from './keys'
import { outgoing } from './parked'
import { applyOp, beneathUnsent, readPending } from './overlay'
import type { Pending } from './overlay'
import type { LocalOp, Parked, Row, StoredPhoto, SyncMeta } from './stored'

const STORES: StoreName[] = ['recs', 'chunks', 'meta', 'ops', 'batches', 'parked', 'journal', 'blobs']

/** Keeps writes and photos in one durable transaction. Only this function and push write the outbox. */
export async function save(
  context: Context,
  wanted: readonly LocalWrite[],
  photos: readonly NewPhoto[],
): Promise<void> {
  // What is kept is remembered, too: the form goes on with its own.
  const writes = wanted.map((write) => ({ ...write, fields: structuredClone(write.fields) }))
  const at = context.clock.now()
  await context.store.write(STORES, async (tx) => {
    const looks = Promise.all(writes.map((write) => look(tx, write)))
    const [pending, meta, found] = await Promise.all([readPending(tx, context.schema), readMeta(tx), looks])
    const { version: schema } = context.schema
    let order = meta.next
    const steps: Promise<void>[] = []
    const written = new Set<string>()
    for (const [index, write] of writes.entries()) {
      // A record written twice in one go meets its own first write.
      const record = `${write.coll} ${write.id}`
      const lying = written.has(record) ? await look(tx, write) : found[index]!
      written.add(record)
      steps.push(...keep(tx, pending, lying, write, { order: order++, at, schema }))
    }
    if (order > meta.next) steps.push(tx.put('meta', META_KEY, { ...meta, next: order } satisfies SyncMeta))
    for (const { id, project, flag, sha256, blob } of photos) {
      const photo: StoredPhoto = { id, project, flag, sha256, blob, state: 'waiting', at }
      steps.push(tx.put('blobs', [id], photo))
    }
    // All at once: one after another, the way to the database and back takes longer than the work.
    await Promise.all(steps)
  })
  context.changed(new Set([...writes.map((write) => write.coll), ...(photos.length ? ['attachments'] : [])]))
}

/** What an intent carries besides what it wants. */
type Stamp = Pick<LocalOp, 'order' | 'at' | 'schema'>

/** What lies here about one record. */
interface Lying {
  parked: Parked | undefined
  unsent: LocalOp | undefined
  row: Row | null
}

async function look(tx: StoreReader, { coll, id, scope, fields }: LocalWrite): Promise<Lying> {
  const key = recordKey(coll, id)
  const [parked, unsent, row] = await Promise.all([
    tx.get<Parked>('parked', key),
    tx.get<LocalOp>('ops', key),
    readRow(tx, scope, coll, id, fields),
  ])
  return { parked, unsent, row }
}

function keep(
  tx: StoreWriter,
  pending: Pending,
  { parked, unsent, row }: Lying,
  write: LocalWrite,
  stamp: Stamp,
): Promise<void>[] {
  const { coll, id } = write
  const key = recordKey(coll, id)
  const start = unsent ?? firstTry(parked)
  const beneath = beneathUnsent(row, pending, coll, id)
  const shown = start ? applyOp(beneath, start) : beneath
  const wanted = intentOf(write, shown, stamp)
  if (!wanted) return []
  const merged = merge(start, parked, wanted)
  const settles = parked && (write.op === 'delete' || (!unsent && !isCard(parked)))
  return [...(settles ? [tx.delete('parked', key)] : []), merged ? tx.put('ops', key, merged) : tx.delete('ops', key)]
}

/** A card waits for the person's choice; the other refusals are corrected by the next edit. */
const isCard = (parked: Parked) => parked.reason === 'conflict' || parked.reason === 'exists'

/** A parked create is still what the person sees. */
const firstTry = (parked: Parked | undefined) => (parked?.op === 'create' ? outgoing(parked) : undefined)

function merge(start: LocalOp | undefined, parked: Parked | undefined, wanted: LocalOp): LocalOp | null {
  if (start) {
    const folded = fold(start, wanted)
    return folded && { ...folded, order: start.order, at: start.at }
  }
  if (parked?.op === 'patch' && wanted.op === 'patch' && !isCard(parked))
    return {
      ...wanted,
      fields: { ...parked.fields, ...wanted.fields },
      // What the person saw just now is newer than what they saw when it was refused.
      base: { ...parked.base, ...wanted.base },
    }
  return wanted
}

/** The write as an operation with its base; null when it changes nothing. */
function intentOf(write: LocalWrite, shown: Row | null, stamp: Stamp): LocalOp | null {
  const { coll, id, scope } = write
  const rest = { coll, id, scope, ...stamp, seen: shown }
  if (write.op === 'delete') return shown && { ...rest, op: 'delete', fields: {}, base: {} }
  if (write.op === 'create' && !shown) return { ...rest, op: 'create', fields: write.fields, base: {} }
  const changed = Object.entries(write.fields).filter(([field, value]) => !sameValue(shown?.[field], value))
  if (changed.length === 0) return null
  const base = Object.fromEntries(changed.map(([field]) => [field, shown?.[field] ?? null]))
  return { ...rest, op: 'patch', fields: Object.fromEntries(changed), base }
}
