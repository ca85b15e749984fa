import type { OpResult, PushResponse, WireOp } from '@/schema/sync-wire'
import type { SchemaHistory } from '@/schema/upgrades'
import type { Answer, StoreName, StoreReader, StoreWriter } from '../ports'
import { outcomeOf } from './context'
import type { Context, Outcome } from './context'
import { readScopes } from './copy'
import { queueOrFreeze } from './freeze'
import type { Queue } from './freeze'
import { settleRefused } from './judge'
import { batchKey, journalKey } from './keys'
import { appliedAfterAll, dropOlder, park, requeue } from './parked'
import { acceptBoot } from './rollback'
import type { Batch, JournalEntry, LocalOp } from './stored'
import { currentOp } from './upgrade'

const SETTLE: StoreName[] = ['ops', 'batches', 'parked', 'journal', 'meta']

/** Sends everything that waits, batch after batch, until a batch has no definite answer. */
export async function pushAll(context: Context): Promise<Outcome> {
  for (;;) {
    const queue = await queueOrFreeze(context)
    if (queue.batches.length === 0) return 'done'
    const outcome = await pushQueue(context, queue)
    if (outcome !== 'done') return outcome
    // Looking costs less than a transaction that may write.
    if (!(await context.store.read(['ops', 'batches'], isAnythingWaiting))) return 'done'
  }
}

export async function isAnythingWaiting(tx: StoreReader): Promise<boolean> {
  const [ops, batches] = await Promise.all([tx.getAll('ops'), tx.getAll('batches')])
  return ops.length + batches.length > 0
}

/**
 * Sends these batches in their order. The answer to one is written down while the next travels: a device that dies in between
 * sends both again, and is answered the same. Ends early, as done, when the queue is no longer what it was.
 */
async function pushQueue(context: Context, { batches, device, unsent }: Queue): Promise<Outcome> {
  let waiting = unsent + batches.reduce((sum, batch) => sum + batch.ops.length, 0)
  let writing: Promise<void> = Promise.resolve()
  for (const batch of batches) {
    waiting -= batch.ops.length
    const ops = batch.ops.map(wireOf)
    const [answer] = await Promise.all([context.remote.push({ batch: batch.id, device, waiting, ops }), writing])
    const taken = await takeAnswer(context, batch, answer)
    if (!('settled' in taken)) {
      context.changed(new Set(batch.ops.map((op) => op.coll)))
      return taken.outcome
    }
    writing = taken.settled
    if (taken.isQueueChanged) break
  }
  await writing
  return 'done'
}

type Taken = { outcome: Outcome } | { settled: Promise<void>; isQueueChanged: boolean }

async function takeAnswer(context: Context, batch: Batch, answer: Answer<PushResponse>): Promise<Taken> {
  if (answer.kind === 'refused') {
    await halve(context, batch)
    return { outcome: 'done' }
  }
  if (answer.kind !== 'ok') return { outcome: outcomeOf(answer) }
  const { body } = answer
  // An answer to something else than what was asked is no answer.
  if (body.batch !== batch.id || body.results.length !== batch.ops.length) return { outcome: 'server' }
  const { outcome, boot, lost } = await acceptBoot(context, body.boot, batch.id)
  if (outcome !== 'done') return { outcome }
  const settled = settle(context, batch, { ...body, boot }, lost > 0).then(() =>
    context.changed(new Set(batch.ops.map((op) => op.coll))),
  )
  return { settled, isQueueChanged: lost > 0 }
}

/** Only what the wire knows; the rest is this device's business. */
function wireOf({ op, coll, id, scope, fields, base, schema }: LocalOp): WireOp {
  return { op, coll, id, scope, fields, base, schema }
}

/** One transaction: the batch leaves the queue, what was applied goes to the journal, the rest is judged. */
async function settle(context: Context, batch: Batch, body: PushResponse, answeredTooEarly: boolean): Promise<void> {
  const at = context.clock.now()
  const { schema } = context
  await context.store.write(SETTLE, async (tx) => {
    const still = await tx.get<Batch>('batches', batchKey(batch.n))
    // Another tab was faster: the receipt gave both the same answer, and it settled it.
    if (still?.id !== batch.id) return
    await tx.delete('batches', batchKey(batch.n))
    const ops: LocalOp[] = []
    const results: OpResult[] = []
    for (const [index, op] of batch.ops.entries()) {
      const result = body.results[index] ?? 1
      const early = answeredTooEarly || still.early === true
      const done = await settleOne(tx, { op, result, earlier: still.earlier?.[index], early, schema, at })
      ops.push(done ?? op)
      results.push(done ? 1 : result)
    }
    await toJournal(tx, { ...batch, ops }, { ...body, results }, at)
  })
}

/** Nobody can read it here: it waits for another version of the app or of the server. */
const UNREADABLE = { reason: 'version', code: null, field: null, theirs: null } as const

interface Answered {
  op: LocalOp
  result: OpResult
  /** What it was answered the first time, when the server lost that since. */
  earlier: OpResult | undefined
  /** Judged by a server that had lost what came before. */
  early: boolean
  schema: SchemaHistory
  at: number
}

/** Answers the operation as it is promised from now on, null when it was refused. */
async function settleOne(
  tx: StoreWriter,
  { op, result, earlier, early, schema, at }: Answered,
): Promise<LocalOp | null> {
  if (op.op === 'delete' && (result === 1 || result.e === 'missing')) await dropOlder(tx, op)
  if (earlier !== undefined && earlier !== 1) {
    if (result === 1) await appliedAfterAll(tx, op)
    return result === 1 ? op : null
  }
  if (result === 1) return op
  // It was frozen by an older version of the app; from here on it is this one's.
  const now = currentOp(schema, op)
  if (!now) await park(tx, op, UNREADABLE, at)
  else if (!early) return settleRefused(tx, now, result, at)
  // Asked again once what came before is back.
  else await requeue(tx, now)
  return null
}

async function toJournal(tx: StoreWriter, batch: Batch, body: PushResponse, at: number): Promise<void> {
  const applied = batch.ops.filter((_, index) => body.results[index] === 1)
  if (applied.length === 0) return
  const known = new Map((await readScopes(tx)).map((state) => [state.scope, state]))
  const behind = (scope: string) => {
    const state = known.get(scope)
    return state === undefined || state.snapshot !== null || state.boot !== body.boot || state.cursor < body.seq
  }
  const { n, id, ops } = batch
  const waiting = [...new Set(applied.map((op) => op.scope))].filter(behind)
  const entry: JournalEntry = { n, id, ops, results: body.results, boot: body.boot, seq: body.seq, at, waiting }
  await tx.put('journal', journalKey(entry), entry)
}

/**
 * The request as a whole was refused, so nothing of it is done: two smaller ones, under new ids. A single
 * operation that nobody can read is parked until the app is updated.
 */
async function halve(context: Context, batch: Batch): Promise<void> {
  const at = context.clock.now()
  const ids = [context.random.id(), context.random.id()]
  await context.store.write(SETTLE, async (tx) => {
    const batches = await tx.getAll<Batch>('batches')
    if (batches[0]?.id !== batch.id) return
    await tx.delete('batches', batchKey(batch.n))
    const [only] = batch.ops
    if (batch.ops.length === 1 && only) return park(tx, currentOp(context.schema, only) ?? only, UNREADABLE, at)
    const middle = Math.ceil(batch.ops.length / 2)
    const after = (batch.n + (batches[1]?.n ?? batch.n + 1)) / 2
    await putPart(tx, batch, batch.n, ids[0] ?? '', 0, middle)
    await putPart(tx, batch, after, ids[1] ?? '', middle, batch.ops.length)
  })
}

async function putPart(tx: StoreWriter, whole: Batch, n: number, id: string, from: number, to: number): Promise<void> {
  const part: Batch = { n, id, ops: whole.ops.slice(from, to) }
  if (whole.early) part.early = true
  if (whole.earlier) part.earlier = whole.earlier.slice(from, to)
  await tx.put('batches', batchKey(n), part)
}
