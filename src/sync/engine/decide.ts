import type { CollectionName } from '@/schema/collections'
import type { ParkedChoice, ParkedItem } from '../door'
import type { StoreName, StoreWriter } from '../ports'
import type { Context } from './context'
import { changeMeta, readMeta, recordKey } from './keys'
import { outgoing, requeue } from './parked'
import type { LocalOp, Parked, Row, StoredPhoto } from './stored'

/** The person's decisions about what was refused. */

const STORES: StoreName[] = ['parked', 'ops', 'blobs', 'meta']

/** What waits for a decision, oldest first. */
export async function listParked(context: Context): Promise<ParkedItem[]> {
  const all = await context.store.read(['parked'], (tx) => tx.getAll<Parked>('parked'))
  return all.sort((one, other) => one.parkedAt - other.parkedAt || one.order - other.order).map(itemOf)
}

function itemOf({ coll, id, scope, reason, code, field, fields, theirs, parkedAt }: Parked): ParkedItem {
  const item = { id: `${coll}/${id}`, coll: coll as CollectionName, record: id, scope, reason, code, field }
  return { ...item, mine: fields, theirs, parkedAt }
}

/** Carries out one choice. A card that is gone meanwhile needs none. */
export async function decide(context: Context, parkedId: string, choice: ParkedChoice): Promise<void> {
  const [coll = '', id = ''] = parkedId.split('/')
  await context.store.write(STORES, async (tx) => {
    const parked = await tx.get<Parked>('parked', recordKey(coll, id))
    if (!parked) return
    await tx.delete('parked', recordKey(coll, id))
    if (coll === 'attachments') return decidePhoto(tx, id, choice)
    if (choice === 'theirs') return
    const { next } = await readMeta(tx)
    await changeMeta(tx, { next: next + 1 })
    await requeue(tx, { ...(choice === 'mine' ? insisted(parked) : outgoing(parked)), order: next })
  })
  context.changed([coll])
}

async function decidePhoto(tx: StoreWriter, id: string, choice: ParkedChoice): Promise<void> {
  const photo = await tx.get<StoredPhoto>('blobs', [id])
  if (choice === 'theirs') await tx.delete('blobs', [id])
  else if (photo) await tx.put('blobs', [id], { ...photo, state: 'waiting' } satisfies StoredPhoto)
}

/** My value again, over the value that the card showed; over nothing, the record is made again. */
function insisted(parked: Parked): LocalOp {
  const op = outgoing(parked)
  const { theirs } = parked
  if (op.op === 'delete') return op
  if (!theirs) return parked.reason === 'missing' ? madeAgain(op) : op
  const base: Row = Object.fromEntries(Object.keys(op.fields).map((field) => [field, theirs[field] ?? null]))
  return { ...op, op: 'patch', base, seen: theirs }
}

/** The whole record as it was seen, with my change. Its id is the operation's, not one of its fields. */
function madeAgain(op: LocalOp): LocalOp {
  const { id: _id, ...fields } = { ...op.seen, ...op.fields }
  return { ...op, op: 'create', fields, base: {} }
}
