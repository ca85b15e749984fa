import type { Reachability, SyncStatus } from '../door'
import type { StoreName } from '../ports'
import type { Context } from './context'
import { readMeta } from './keys'
import type { Batch, LocalOp, Parked, StoredPhoto } from './stored'

const STORES: StoreName[] = ['ops', 'batches', 'parked', 'blobs', 'meta']

/** What only the running loop knows. */
export interface LoopState {
  sending: boolean
  reachability: Reachability
}

export const NO_STATUS: SyncStatus = {
  unsent: 0,
  unsentPhotos: 0,
  parked: 0,
  sending: false,
  reachability: 'unknown',
  lastSuccessAt: null,
  oldestUnsentAt: null,
  ready: false,
  storagePersisted: null,
}

/** Counts what waits, in one read. */
export function readStatus(context: Context, loop: LoopState, storagePersisted: boolean | null): Promise<SyncStatus> {
  return context.store.read(STORES, async (tx) => {
    const [unsent, batches, blobs, parked, { lastSuccessAt, ready }] = await Promise.all([
      tx.getAll<LocalOp>('ops'),
      tx.getAll<Batch>('batches'),
      tx.getAll<StoredPhoto>('blobs'),
      tx.getAll<Parked>('parked'),
      readMeta(tx),
    ])
    const frozen = batches.flatMap((batch) => batch.ops)
    const photos = blobs.filter((photo) => photo.state === 'waiting')
    const waiting = [...unsent, ...frozen]
    const records = new Set(waiting.map((op) => `${op.coll}/${op.id}`))
    const ages = [...waiting, ...photos].map((one) => one.at)
    return {
      ...loop,
      unsent: records.size + photos.length,
      unsentPhotos: photos.length,
      parked: parked.length,
      lastSuccessAt,
      oldestUnsentAt: ages.length ? Math.min(...ages) : null,
      ready,
      storagePersisted,
    }
  })
}
