import type { StoreReader } from '../ports'
import { LIVE } from './keys'
import type { Batch, JournalEntry, LocalOp, Row } from './stored'

/** What lies over the server copy on the screen: acknowledged but not yet pulled, then frozen, then unsent. */
export interface Pending {
  /** Acknowledged: on the server, not yet in the copy. */
  acknowledged: LocalOp[]
  /** Frozen in batches, oldest first. */
  frozen: LocalOp[]
}

/** Reads what is over the copy, but for the unsent intents, which have their own key. */
export async function readPending(tx: StoreReader): Promise<Pending> {
  const [live, batches] = await Promise.all([tx.getAll<JournalEntry>('journal', LIVE), tx.getAll<Batch>('batches')])
  return {
    acknowledged: live.flatMap((entry) => shownOf(entry.ops, entry.results, (op) => entry.waiting.includes(op.scope))),
    frozen: batches.flatMap((batch) => (batch.earlier ? shownOf(batch.ops, batch.earlier, () => true) : batch.ops)),
  }
}

/** Only what the server applied is shown: the rest was parked or sent again. */
function shownOf(ops: LocalOp[], results: readonly unknown[], alsoIf: (op: LocalOp) => boolean): LocalOp[] {
  return ops.filter((op, index) => results[index] === 1 && alsoIf(op))
}

/** The record after one intent. A change of a record that is not there shows nothing. */
export function applyOp(row: Row | null, op: Pick<LocalOp, 'op' | 'fields' | 'id'>): Row | null {
  if (op.op === 'delete') return null
  if (op.op === 'create') return { ...row, ...op.fields, id: op.id }
  return row && { ...row, ...op.fields }
}

/** The record with everything over it but the unsent intent. */
export function beneathUnsent(row: Row | null, pending: Pending, coll: string, id: string): Row | null {
  const mine = (op: LocalOp) => op.coll === coll && op.id === id
  return [...pending.acknowledged.filter(mine), ...pending.frozen.filter(mine)].reduce(applyOp, row)
}
