import type { CollectionName } from '@/schema/collections'
import type { ParkedChoice, ParkedItem } from '../door'
import type { StoreName, StoreWriter } from '../ports'
import type { Context } from './context'
import { recordKey } from './keys'
import { isOnTheWay, outgoing, requeue } from './parked'
import type { Batch, LocalOp, Parked, Row, StoredPhoto } from './stored'

/** The person's decisions about what was refused. */

const STORES: StoreName[] = ['parked', 'ops', 'batches', 'blobs']

/** What waits for a decision, oldest first. */
export async function listParked(context: Context): Promise<ParkedItem[]> {
  const all = await context.store.read(['parked'], (tx) => tx.getAll<Parked>('parked'))
  return all.sort((one, other) => one.parkedAt - other.parkedAt || one.order - other.order).map(itemOf)
}

function itemOf(parked: Parked): ParkedItem {
  const { coll, id, op, scope, reason, code, field, fields, seen, theirs, parkedAt } = parked
  const item = { id: `${coll}/${id}`, coll: coll as CollectionName, record: id, op, scope, reason, code, field }
  const whose = { by: parked.by ?? null, writtenAt: parked.writtenAt ?? null }
  return { ...item, mine: fields, seen, theirs, ...whose, parkedAt }
}

/** Carries out one choice. A card that is gone meanwhile needs none. */
export async function decide(context: Context, parkedId: string, choice: ParkedChoice): Promise<void> {
  const [coll = '', id = ''] = parkedId.split('/')
  await context.store.write(STORES, async (tx) => {
    const parked = await tx.get<Parked>('parked', recordKey(coll, id))
    if (!parked) return
    // Its newer change is on its way: the card stays until that is answered.
    if (choice !== 'theirs' && isOnTheWay(await tx.getAll<Batch>('batches'), parked)) return
    await tx.delete('parked', recordKey(coll, id))
    if (coll === 'attachments') return decidePhoto(tx, id, choice)
    if (choice === 'theirs') return
    const left = typeof choice === 'object' ? onlyMine(parked, choice.mine) : parked
    if (!left) return
    // In its old place: what was wanted of the same record since is newer, wherever it is.
    await requeue(tx, choice === 'retry' ? outgoing(left) : insisted(left))
  })
  context.changed([coll])
}

/** The fields in which the person keeps their own value; null = in none. */
function onlyMine(parked: Parked, mine: readonly string[]): Parked | null {
  const keep = (row: Row) => Object.fromEntries(Object.entries(row).filter(([field]) => mine.includes(field)))
  const fields = keep(parked.fields)
  return Object.keys(fields).length ? { ...parked, fields, base: keep(parked.base) } : null
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
