import { SCHEMA_VERSION } from '@/schema/sync-wire'
import type { ParkedChoice, ParkedItem } from '../door'
import type { StoreWriter } from '../ports'
import { COLLECTIONS } from '@/schema/collections'
import type { CollectionName } from '@/schema/collections'
import type { Context } from './context'
import { requeue, retry } from './parked'
import { unparked } from './outbox'
import type { LocalOp, Parked, StoredPhoto } from './stored'

/** Everything parked, oldest first. */
export async function listParked(context: Context): Promise<ParkedItem[]> {
  const parked = await context.store.read(['parked'], (tx) => tx.getAll<Parked>('parked'))
  return parked.sort((one, other) => one.order - other.order).flatMap((one) => itemOf(one) ?? [])
}

function itemOf(parked: Parked): ParkedItem | null {
  const { coll, id, scope, reason, code, field, fields, theirs, parkedAt } = parked
  if (!isCollection(coll)) return null
  return { id: `${coll}/${id}`, coll, record: id, scope, reason, code, field, mine: fields, theirs, parkedAt }
}

const isCollection = (name: string): name is CollectionName => name in COLLECTIONS

/** Carries out what the person chose for a parked change. */
export async function resolve(context: Context, parkedId: string, choice: ParkedChoice): Promise<void> {
  const key = parkedId.split('/')
  await context.store.write(['parked', 'ops', 'blobs'], async (tx) => {
    const parked = await tx.get<Parked>('parked', key)
    if (!parked) return
    if (choice === 'theirs') return forgetMine(tx, parked)
    if (parked.coll === 'attachments') return retryPhoto(tx, parked)
    if (choice === 'retry') return retry(tx, parked)
    await requeue(tx, over(parked))
    await tx.delete('parked', key)
  })
  context.changed([key[0] ?? ''])
}

/** My value over the one shown on the card; over nothing, the record is made again from what I last saw of it. */
function over(parked: Parked): LocalOp {
  const op = { ...unparked(parked), schema: SCHEMA_VERSION }
  const { theirs, reason } = parked
  if (theirs) {
    const base = Object.fromEntries(Object.keys(op.fields).map((field) => [field, theirs[field] ?? null]))
    return op.op === 'delete' ? op : { ...op, op: 'patch', base, seen: theirs }
  }
  if (reason !== 'missing' || op.op !== 'patch' || !op.seen) return op
  const { id: _id, ...seen } = op.seen
  return { ...op, op: 'create', fields: { ...seen, ...op.fields }, base: {}, seen: null }
}

async function forgetMine(tx: StoreWriter, parked: Parked): Promise<void> {
  await tx.delete('parked', [parked.coll, parked.id])
  if (parked.coll === 'attachments') return tx.delete('blobs', [parked.id])
  if (parked.coll !== 'flags' || parked.op !== 'create') return
  // The flag is given up, and its photos with it.
  for (const photo of await tx.getAll<StoredPhoto>('blobs'))
    if (photo.flag === parked.id) await tx.delete('blobs', [photo.id])
}

async function retryPhoto(tx: StoreWriter, parked: Parked): Promise<void> {
  const photo = await tx.get<StoredPhoto>('blobs', [parked.id])
  if (photo) await tx.put('blobs', [parked.id], { ...photo, state: 'waiting' })
  await tx.delete('parked', [parked.coll, parked.id])
}
