import type { OpResult } from '@/schema/sync-wire'
import { fold } from '../conflicts/fold'
import { judge } from '../conflicts/judge'
import type { StoreWriter } from '../ports'
import { recordKey } from './keys'
import { park } from './parked'
import type { LocalOp } from './stored'

/** The server is of an older version than this app: it is asked again at its next start. */
const NEWER_APP = 'newer-app'

/**
 * Carries out the judgement of one refused operation, in the transaction that takes its batch off the queue. Answers
 * what the server has already, for the journal.
 */
export async function settleRefused(
  tx: StoreWriter,
  op: LocalOp,
  result: Exclude<OpResult, 1>,
  at: number,
): Promise<LocalOp | null> {
  const key = recordKey(op.coll, op.id)
  const newer = (await tx.get<LocalOp>('ops', key)) ?? null
  if (newer && newer.order < op.order) {
    // Not newer at all: it was parked, and came back to the queue while this one was on its way. Both go as one.
    const both = fold(newer, op)
    if (both) await tx.put('ops', key, { ...both, order: newer.order, at: newer.at })
    else await tx.delete('ops', key)
    return null
  }
  const { again, park: parking, done = null } = judge(op, result, newer)
  if (again) await tx.put('ops', key, { ...again, order: op.order, at: op.at })
  else if (newer) await tx.delete('ops', key)
  if (parking) {
    const { intent, reason, theirs } = parking
    const why = result.code === NEWER_APP ? 'version' : reason
    const { code = null, field = null, by = null, at: writtenAt = null } = result
    await park(tx, intent, { reason: why, code, field, theirs, by, writtenAt }, at)
  }
  return done
}
