import type { SchemaHistory } from '@/schema/upgrades'
import type { StoreReader } from '../ports'
import { LIVE } from './keys'
import { currentOp } from './upgrade'
import type { Batch, JournalEntry, LocalOp, Row } from './stored'

/** What lies over the server copy on the screen: acknowledged but not yet pulled, then frozen, then unsent. */
export interface Pending {
  /** Acknowledged: on the server, not yet in the copy. */
  acknowledged: LocalOp[]
  /** Frozen in batches, oldest first. */
  frozen: LocalOp[]
}

/**
 * Reads what is over the copy, but for the unsent intents, which have their own key. What an older version of the app
 * froze is shown as this one says it, and sent as it was.
 */
export async function readPending(tx: StoreReader, schema: SchemaHistory): Promise<Pending> {
  const [live, batches] = await Promise.all([tx.getAll<JournalEntry>('journal', LIVE), tx.getAll<Batch>('batches')])
  const acknowledged = live.flatMap(({ ops, results, waiting }) =>
    shownOf(ops, results, (op) => waiting.includes(op.scope)),
  )
  const frozen = batches.flatMap(({ ops, earlier }) => (earlier ? shownOf(ops, earlier, () => true) : ops))
  const now = (ops: LocalOp[]) => ops.flatMap((op) => currentOp(schema, op) ?? [])
  return { acknowledged: now(acknowledged), frozen: now(frozen) }
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
