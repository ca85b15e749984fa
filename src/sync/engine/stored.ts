import type { OpResult, Refusal, WireOp } from '@/schema/sync-wire'

/** The shapes of what the client stores keep. Rows stay whole, unknown columns included. */

export type Row = Record<string, unknown>

/** One record of the server copy, in one scope. */
export interface StoredRow {
  scope: string
  coll: string
  id: string
  row: Row
}

/** Time entries of one person in one month of one scope: one value instead of a hundred keeps the first copy fast. */
export interface Chunk {
  scope: string
  month: string
  user: string
  rows: Record<string, Row>
}

/** What the person wants of one record, not yet answered by the server. */
export interface LocalOp extends WireOp {
  /** Place in the queue: a counter, never the clock. */
  order: number
  /** When it was first wanted, for display only. */
  at: number
  /** The record as shown when it was first changed; what "restore" starts from. null for a create. */
  seen: Row | null
}

/** Frozen: sent with the same id and content until a definite answer. */
export interface Batch {
  n: number
  id: string
  ops: LocalOp[]
  /** Set when it was acknowledged once and the server lost it: the results of that time. */
  earlier?: OpResult[]
  /** Perhaps answered before a server that had lost its memory was told again: a refusal is not believed. */
  early?: boolean
}

/** Refused or conflicting, until the person or the world decides. One per record. */
export interface Parked extends LocalOp {
  reason: Refusal | 'version'
  code: string | null
  field: string | null
  theirs: Row | null
  /** Who wrote theirs, and when, as far as the server knows. */
  by?: string | null
  writtenAt?: number | null
  parkedAt: number
}

/** An acknowledged batch: shown until every scope in `waiting` is pulled past `seq`, and kept against a rollback. */
export interface JournalEntry {
  n: number
  id: string
  ops: LocalOp[]
  results: OpResult[]
  boot: string
  seq: number
  at: number
  waiting: string[]
}

/** How far the copy of a scope is. Without `snapshot`, it is complete up to `cursor`. */
export interface ScopeState {
  scope: string
  boot: string
  role: string
  cursor: number
  snapshot: { after: string } | null
  /** The new copy is collected beside the old one, which stays on the screen until the new one is complete. */
  beside: boolean
  /**
   * The copy holds rows newer than the cursor, or lacks rows that moved beyond it. Harmless while this server runs, but
   * if it starts anew and lost something, the cursor can't tell what: the copy must be taken anew.
   */
  partial: boolean
}

export interface StoredPhoto {
  id: string
  project: string
  flag: string
  sha256: string
  blob: Blob
  /**
   * `refused` has a parked card beside it. `kept`: seen on the server, and held for a while against a server that loses
   * its memory. `doubted`: it may just have.
   */
  state: 'waiting' | 'sent' | 'refused' | 'kept' | 'doubted'
  at: number
  /** When it was seen on the server. */
  keptAt?: number
}

export interface SyncMeta {
  device: string
  /** Next place in the queue. */
  next: number
  /** The server start under which the journal was last verified. */
  boot: string
  lastSuccessAt: number | null
  appVersion: string
  /** The first copy was complete once. */
  ready: boolean
  /** Chosen by the person of a device without room: months before this one are not kept here. '' = no such choice. */
  keepFrom: string
  /** When old acknowledged batches were last forgotten. */
  prunedAt: number
  /** Months before this one were forgotten already. */
  forgotTo: string
}
