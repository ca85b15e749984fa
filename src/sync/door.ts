import type { CollectionName, RowOf } from '@/schema/collections'
import type { TimeEntry } from '@/schema/time-entry'
import type { Refusal, TeamSync } from '@/schema/sync-wire'

/** What the rest of the app may ask of sync. Everything here works offline; nothing here waits for the network. */

/**
 * Where the newest change of a record is.
 * `sent`: the server has it. `local`: on this device, waiting. `refused`: parked in front of the person with its reason.
 */
export type SyncMark = 'sent' | 'local' | 'refused'

/** A record as the screen shows it: server row + acknowledged but not yet pulled + frozen batches + newest unsent patch. */
export interface Shown<Row> {
  row: Row
  mark: SyncMark
}

/**
 * One intent of the person. `fields`: all of them for create, the changed ones for patch, none for delete. A time entry is found
 * at once where a patch names its `user` and `day`, too; what does not change is not sent.
 */
export interface LocalWrite {
  op: 'create' | 'patch' | 'delete'
  coll: CollectionName
  id: string
  /** Project id, `u:<user>` or `org`: where the record lives. */
  scope: string
  fields: Record<string, unknown>
}

/** A photo already shrunk, waiting to follow the record that announced its id. */
export interface NewPhoto {
  id: string
  project: string
  flag: string
  sha256: string
  blob: Blob
}

export interface EntryQuery {
  /** Calendar months `YYYY-MM`. */
  months: readonly string[]
  scope?: string
  user?: string
}

export type Reachability = 'unknown' | 'online' | 'offline' | 'sign-in-needed' | 'server-trouble'

export interface SyncStatus {
  /** Records with an unsent change, plus photos still here. */
  unsent: number
  /** Of which photos. */
  unsentPhotos: number
  /** Records in front of the person with a reason. */
  parked: number
  sending: boolean
  reachability: Reachability
  /** Milliseconds since the epoch, null = never on this device. For display only. */
  lastSuccessAt: number | null
  oldestUnsentAt: number | null
  /** The first copy is complete: the app is useful without network. */
  ready: boolean
  storagePersisted: boolean | null
}

/** A refused or conflicting change, kept until the person decides. */
export interface ParkedItem {
  id: string
  coll: CollectionName
  record: string
  /** What the person did to it. */
  op: LocalWrite['op']
  scope: string
  reason: Refusal | 'version'
  code: string | null
  field: string | null
  /** What the person wanted. */
  mine: Record<string, unknown>
  /** The server's record when it was refused; null when it does not exist (any more). */
  theirs: Record<string, unknown> | null
  /** The record as the person saw it before; null when there was none. */
  seen: Record<string, unknown> | null
  /** Who wrote the server's value (a user id), and when, as far as the server knows. */
  by: string | null
  writtenAt: number | null
  parkedAt: number
}

/**
 * mine: send again over the value shown, or make the record again where it is gone; theirs: forget my value; retry: send
 * as it is; a list: my value in these fields, theirs in the others.
 */
export type ParkedChoice = 'mine' | 'theirs' | 'retry' | { mine: readonly string[] }

export interface SyncSession {
  readonly userId: string
  readonly deviceId: string
  /** Records of a small collection (everything but time entries), overlay applied, deleted ones left out. */
  list<C extends Exclude<CollectionName, 'time_entries'>>(coll: C, scope?: string): Promise<Shown<RowOf<C>>[]>
  /** Time entries of whole months, overlay applied. */
  entries(query: EntryQuery): Promise<Shown<TimeEntry>[]>
  /**
   * Keeps these writes and photos durably, in one transaction, and answers when that transaction is on disk.
   * Edits of a record that still waits fold into one. Rejects with a StorageFull error when the device is full.
   */
  save(writes: readonly LocalWrite[], photos?: readonly NewPhoto[]): Promise<void>
  /** Called after anything shown may have changed, in this tab or another, with the collections touched. */
  onChange(listener: (collections: ReadonlySet<CollectionName>) => void): () => void
  status(): SyncStatus
  onStatus(listener: (status: SyncStatus) => void): () => void
  parked(): Promise<ParkedItem[]>
  resolve(parkedId: string, choice: ParkedChoice): Promise<void>
  /** Lets go of photos that the server has and of all but the last months. Nothing unsent is touched. */
  makeRoom(): Promise<void>
  /** The photo: this device's own copy while it is here, else from the server, else null (offline). */
  photo(attachmentId: string): Promise<Blob | null>
  /** Tries now, resetting any backoff. */
  syncNow(): Promise<void>
  /** Unsent and parked work with its photos, as a JSON file that `importUnsent` reads back. */
  exportUnsent(): Promise<Blob>
  /** Puts such a file back into the queue; answers how many changes and photos it held. Throws on any other file. */
  importUnsent(file: Blob): Promise<number>
  /** Rows that were read on this device and did not fit their schema: kept, not shown. */
  unreadable(): number
  /** Stops the loops; local data stays. */
  close(): Promise<void>
  /** Deletes this user's local database. Ask first: see status().unsent. */
  erase(): Promise<void>
}

/** Push messages on this device: `unsupported` until an iPhone has the app on its home screen. */
export type PushState = 'unsupported' | 'blocked' | 'off' | 'on'
export type PushProblem = 'blocked' | 'unreachable' | 'refused'

/** How one member's devices stand, as they last said themselves. */
export type MemberDevices = TeamSync['members'][number]

/** Who is signed in on this device, known without network. */
export interface SignedIn {
  userId: string
  name: string
  email: string
  language: string
  office: boolean
}

/** Closed list of what can go wrong at the door; the locale files have a sentence for each. */
export type AuthProblem = 'wrong-credentials' | 'unreachable' | 'too-many-attempts' | 'server-trouble'

export interface Auth {
  /** The person signed in here, or null. Synchronous and offline. */
  current(): SignedIn | null
  signIn(email: string, password: string): Promise<{ ok: true; user: SignedIn } | { ok: false; problem: AuthProblem }>
  /** Finds who was signed in when the quick copy of it is gone: a phone may be killed right after the sign-in. */
  restore(): Promise<void>
  /** Forgets the token; the caller decides about the local data first. */
  signOut(): Promise<void>
}
