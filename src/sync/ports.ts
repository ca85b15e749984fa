import type { PullRequest, PullResponse, PushRequest, PushResponse } from '@/schema/sync-wire'
import type { ReceiptsResponse, SnapshotRequest, SnapshotResponse } from '@/schema/sync-wire'
import type { SchemaHistory } from '@/schema/upgrades'
import type { Reachability } from './door'

/** Everything that the engine needs from the world. The engine knows these and nothing else. */

export const STORE_NAMES = ['chunks', 'recs', 'meta', 'ops', 'batches', 'parked', 'journal', 'blobs', 'marks'] as const
export type StoreName = (typeof STORE_NAMES)[number]

/** Keys are short lists; entries under a common beginning can be read together, in key order. */
export type StoreKey = readonly (string | number)[]

export interface StoreReader {
  get<T>(store: StoreName, key: StoreKey): Promise<T | undefined>
  /** Values whose key starts with `prefix`, in key order; all of the store without one. */
  getAll<T>(store: StoreName, prefix?: StoreKey): Promise<T[]>
  /** The keys of what `getAll` answers, in the same order. */
  getAllKeys(store: StoreName, prefix?: StoreKey): Promise<StoreKey[]>
}

export interface StoreWriter extends StoreReader {
  put(store: StoreName, key: StoreKey, value: unknown): Promise<void>
  delete(store: StoreName, key: StoreKey): Promise<void>
  deleteAll(store: StoreName, prefix: StoreKey): Promise<void>
}

/**
 * Durable, transactional storage of one user on this device. Inside a transaction await only the transaction's own
 * operations: IndexedDB commits as soon as nothing of it is pending.
 */
export interface LocalStore {
  read<T>(stores: readonly StoreName[], work: (tx: StoreReader) => Promise<T>): Promise<T>
  /** Resolves when everything is on disk, rejects when nothing is. Throws StorageFull when the device is full. */
  write<T>(stores: readonly StoreName[], work: (tx: StoreWriter) => Promise<T>): Promise<T>
  close(): void
  erase(): Promise<void>
}

/** The device has no room left: nothing of the transaction was kept, the form must stay open. */
export class StorageFull extends Error {
  readonly code = 'storage-full'
  constructor() {
    super('storage-full')
    this.name = 'StorageFull'
  }
}

/** The device's storage does not answer (private mode, a broken profile): nothing was kept. */
export class StorageUnavailable extends Error {
  readonly code = 'storage-unavailable'
  constructor(cause?: unknown) {
    super('storage-unavailable', { cause })
    this.name = 'StorageUnavailable'
  }
}

/** A newer version of the app keeps its data here: this one must be reloaded. Nothing was kept, nothing is lost. */
export class StorageNewer extends Error {
  readonly code = 'storage-newer'
  constructor() {
    super('storage-newer')
    this.name = 'StorageNewer'
  }
}

/** Why a file of unsent work was not taken; nothing of it was kept. */
export type ImportProblem = 'unreadable' | 'of-another' | 'newer'

export class ImportRefused extends Error {
  constructor(readonly code: ImportProblem) {
    super(`import-${code}`)
    this.name = 'ImportRefused'
  }
}

/**
 * `ok`: a definite, valid answer. `unauthorized`: the token is no good, nothing was looked at. `refused`: the request as
 * a whole is definitely not done. `unknown`: it may or may not have happened.
 */
export type Answer<T> =
  | { kind: 'ok'; body: T }
  | { kind: 'unauthorized' }
  | { kind: 'refused'; code: string }
  | { kind: 'unknown'; cause: 'network' | 'server' }

export interface PhotoUpload {
  id: string
  project: string
  flag: string
  sha256: string
  blob: Blob
}

export interface Remote {
  push(request: PushRequest): Promise<Answer<PushResponse>>
  pull(request: PullRequest): Promise<Answer<PullResponse>>
  snapshot(request: SnapshotRequest): Promise<Answer<SnapshotResponse>>
  receipts(batches: string[]): Promise<Answer<ReceiptsResponse>>
  sendPhoto(photo: PhotoUpload): Promise<Answer<true>>
  fetchPhoto(attachment: string, file: string): Promise<Answer<Blob>>
}

export interface Clock {
  /** Milliseconds since the epoch. For display and for forgetting old journals; never for order. */
  now(): number
}

export interface Randomness {
  /** 15 characters a–z0–9. */
  id(): string
  /** In [0, 1). */
  fraction(): number
}

export interface Scheduler {
  /** Runs later, once; answers how to cancel. */
  after(milliseconds: number, run: () => void): () => void
  /** Resolves when what can run now has run. */
  soon(): Promise<void>
}

export interface LeaderLock {
  /** Calls `lead` when this tab becomes the one that sends; answers how to step back. */
  whenLeader(lead: () => void): () => void
}

/** `changed`: read again. `go`: whoever leads, try now. `reached`: how the leader's last try ended. */
export type TabMessage =
  | { kind: 'changed'; collections: string[] }
  | { kind: 'go' }
  | { kind: 'reached'; reachability: Reachability; sending: boolean }

/** Speaks to the other tabs of the same user, never to this one. */
export interface Announcer {
  announce(message: TabMessage): void
  onMessage(listener: (message: TabMessage) => void): () => void
  close(): void
}

/** Messages without payload: "something changed in this scope". Lost or repeated ones do no harm. */
export interface Pokes {
  subscribe(scopes: readonly string[], onPoke: () => void): void
  close(): void
}

/** `online` and foreground events of the device. */
export interface Wakeups {
  onWake(listener: () => void): () => void
}

export interface SyncPorts {
  schema: SchemaHistory
  store: LocalStore
  remote: Remote
  clock: Clock
  random: Randomness
  scheduler: Scheduler
  lock: LeaderLock
  tabs: Announcer
  pokes: Pokes
  wakeups: Wakeups
}

/** A text that is durable when `put` answers; null = none. */
export interface KeptText {
  get(): Promise<string | null>
  put(text: string | null): Promise<void>
}
