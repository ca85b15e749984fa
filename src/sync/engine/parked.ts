import type { Refusal } from '@/schema/sync-wire'
import { fold } from '../conflicts/fold'
import type { StoreWriter } from '../ports'
import { recordKey } from './keys'
import type { Batch, LocalOp, Parked, Row } from './stored'
import { sameValue } from '../conflicts/same-value'

export interface Reason {
  reason: Refusal | 'version'
  code: string | null
  field: string | null
  theirs: Row | null
  by?: string | null
  writtenAt?: number | null
}

/** Puts an intent in front of the person. What was parked of the record before is kept with it. */
export async function park(tx: StoreWriter, op: LocalOp, why: Reason, parkedAt: number): Promise<void> {
  const key = recordKey(op.coll, op.id)
  const earlier = await tx.get<Parked>('parked', key)
  const merged = earlier ? inOrder(outgoing(earlier), op) : op
  if (!merged) return tx.delete('parked', key)
  const theirs = why.theirs ?? earlier?.theirs ?? null
  await tx.put('parked', key, { ...merged, ...why, theirs, parkedAt } satisfies Parked)
}

/** What a server lost and refuses when it is told again may be older than what is parked already. */
function inOrder(parked: LocalOp, op: LocalOp): LocalOp | null {
  return op.order < parked.order ? fold(op, parked) : fold(parked, op)
}

/** Sends a parked intent again as it is, beneath whatever the person wanted since. */
export async function retry(tx: StoreWriter, parked: Parked): Promise<void> {
  await requeue(tx, outgoing(parked))
  await tx.delete('parked', recordKey(parked.coll, parked.id))
}

/** Puts an intent back in the queue, beneath a newer one of the same record. */
export async function requeue(tx: StoreWriter, op: LocalOp): Promise<void> {
  const key = recordKey(op.coll, op.id)
  const newer = await tx.get<LocalOp>('ops', key)
  const merged = newer ? fold(op, newer) : op
  if (!merged) return tx.delete('ops', key)
  await tx.put('ops', key, { ...merged, order: op.order, at: op.at })
}

/** Sends again what these conditions parked. Needs the stores ops, batches and parked. */
export async function reviveWhere(tx: StoreWriter, mayGo: (parked: Parked) => boolean): Promise<void> {
  const ready = (await tx.getAll<Parked>('parked')).filter((one) => one.coll !== 'attachments' && mayGo(one))
  if (ready.length === 0) return
  const batches = await tx.getAll<Batch>('batches')
  for (const parked of ready) if (!isOnTheWay(batches, parked)) await retry(tx, parked)
}

/** Something newer of the same record is being sent: what is older must not come to lie over it. */
export function isOnTheWay(batches: readonly Batch[], { coll, id }: Pick<LocalOp, 'coll' | 'id'>): boolean {
  return batches.some((batch) => batch.ops.some((op) => op.coll === coll && op.id === id))
}

/** The record is gone, as the person wanted: what was refused of it before needs no decision any more. */
export async function dropOlder(tx: StoreWriter, op: LocalOp): Promise<void> {
  const key = recordKey(op.coll, op.id)
  const parked = await tx.get<Parked>('parked', key)
  if (parked && parked.order < op.order) await tx.delete('parked', key)
}

/** Refused once, then applied when a server that had lost its memory was told again: no card for what is there. */
export async function appliedAfterAll(tx: StoreWriter, op: LocalOp): Promise<void> {
  const key = recordKey(op.coll, op.id)
  const parked = await tx.get<Parked>('parked', key)
  if (!parked) return
  const left = Object.entries(parked.fields).filter(([field, value]) => !sameValue(op.fields[field], value))
  if (left.length === 0) await tx.delete('parked', key)
  else await tx.put('parked', key, { ...parked, op: 'patch', fields: Object.fromEntries(left) } satisfies Parked)
}

/** The intent without the marks of its refusal. */
export function outgoing(parked: Parked): LocalOp {
  const { reason: _reason, code: _code, field: _field, theirs: _theirs, parkedAt: _at, ...rest } = parked
  const { by: _by, writtenAt: _writtenAt, ...op } = rest
  return op
}
