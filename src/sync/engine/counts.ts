import type { SyncStatus } from '../door'
import type { Context } from './context'
import { readMeta } from './keys'
import type { Batch, LocalOp, Parked, StoredPhoto } from './stored'

export type Counts = Pick<
  SyncStatus,
  'unsent' | 'unsentPhotos' | 'parked' | 'oldestUnsentAt' | 'lastSuccessAt' | 'ready'
>

/** What waits on this device, counted in records and photos. */
export function countWaiting(context: Context): Promise<Counts> {
  return context.store.read(['ops', 'batches', 'parked', 'blobs', 'meta'], async (tx) => {
    const ops = await tx.getAll<LocalOp>('ops')
    const frozen = (await tx.getAll<Batch>('batches')).flatMap((batch) => batch.ops)
    const parked = await tx.getAll<Parked>('parked')
    const photos = (await tx.getAll<StoredPhoto>('blobs')).filter((photo) => photo.state === 'waiting')
    const { lastSuccessAt, ready } = await readMeta(tx)
    const waiting = [...ops, ...frozen]
    const records = new Set(waiting.map((op) => `${op.coll}/${op.id}`))
    const times = [...waiting, ...photos].map((one) => one.at)
    const oldestUnsentAt = times.length ? times.reduce((one, other) => Math.min(one, other)) : null
    const unsent = records.size + photos.length
    return { unsent, unsentPhotos: photos.length, parked: parked.length, oldestUnsentAt, lastSuccessAt, ready }
  })
}
