import type { StoreKey, StoreReader, StoreWriter } from '../ports'
import type { JournalEntry, SyncMeta } from './stored'

/** Where each thing lies. One place, so that a prefix read and a put can't disagree. */

export const META_KEY: StoreKey = ['sync']
export const scopeKey = (scope: string): StoreKey => ['scope', scope]
export const SCOPES: StoreKey = ['scope']
export const rowKey = (scope: string, coll: string, id: string): StoreKey => [scope, coll, id]
export const chunkKey = (scope: string, month: string, user: string): StoreKey => [scope, month, user]
export const recordKey = (coll: string, id: string): StoreKey => [coll, id]
export const batchKey = (n: number): StoreKey => [n]

/** `live`: acknowledged, not yet pulled. Kept apart from the 60 days behind, which nobody reads every time. */
export const LIVE: StoreKey = ['live']
export const DONE: StoreKey = ['done']
export const journalKey = (entry: JournalEntry): StoreKey => [entry.waiting.length ? 'live' : 'done', entry.n]

const NEW_META: SyncMeta = {
  device: '',
  next: 1,
  boot: '',
  lastSuccessAt: null,
  appVersion: '',
  ready: false,
  keepFrom: '',
  forgotTo: '',
  prunedAt: 0,
}

/** The one row of counters. */
export async function readMeta(tx: StoreReader): Promise<SyncMeta> {
  return { ...NEW_META, ...(await tx.get<SyncMeta>('meta', META_KEY)) }
}

/** Changes some of the counters, inside the caller's transaction. */
export async function changeMeta(tx: StoreWriter, change: Partial<SyncMeta>): Promise<void> {
  await tx.put('meta', META_KEY, { ...(await readMeta(tx)), ...change })
}
