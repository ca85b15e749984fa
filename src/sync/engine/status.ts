import type { Reachability, SyncStatus } from '../door'
import type { DeviceReport } from '@/schema/sync-wire'
import type { StoreName, StoreReader } from '../ports'
import type { Context } from './context'
import { readMeta } from './keys'
import type { Batch, LocalOp, Parked, StoredPhoto } from './stored'

export const REPORT_STORES: StoreName[] = ['ops', 'batches', 'parked', 'blobs', 'meta']

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
  return context.store.read(REPORT_STORES, async (tx) => {
    const [{ lastSuccessAt, ready }, waiting] = await Promise.all([readMeta(tx), countWaiting(tx)])
    return { ...loop, ...waiting, lastSuccessAt, ready, storagePersisted }
  })
}

type Waiting = Pick<SyncStatus, 'unsent' | 'unsentPhotos' | 'parked' | 'oldestUnsentAt'>

async function countWaiting(tx: StoreReader): Promise<Waiting> {
  const [unsent, batches, blobs, parked] = await Promise.all([
    tx.getAll<LocalOp>('ops'),
    tx.getAll<Batch>('batches'),
    tx.getAll<StoredPhoto>('blobs'),
    tx.getAll<Parked>('parked'),
  ])
  const photos = blobs.filter((photo) => photo.state === 'waiting')
  const waiting = [...unsent, ...batches.flatMap((batch) => batch.ops)]
  const records = new Set(waiting.map((op) => `${op.coll}/${op.id}`))
  const ages = [...waiting, ...photos].map((one) => one.at)
  return {
    unsent: records.size + photos.length,
    unsentPhotos: photos.length,
    parked: parked.length,
    oldestUnsentAt: ages.length ? Math.min(...ages) : null,
  }
}

export interface SelfReport {
  device: string
  report: DeviceReport
}

/** What this device tells the server of itself. Needs REPORT_STORES. */
export async function readReport(tx: StoreReader): Promise<SelfReport> {
  const [{ device }, { unsent, parked, oldestUnsentAt }] = await Promise.all([readMeta(tx), countWaiting(tx)])
  return { device, report: { unsent, parked, since: oldestUnsentAt } }
}
