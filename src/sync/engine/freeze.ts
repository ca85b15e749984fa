import type { StoreWriter } from '../ports'
import type { Context } from './context'
import { batchKey, changeMeta, readMeta } from './keys'
import type { Batch, LocalOp, SyncMeta } from './stored'

/** What is to be sent, in its order. */
export interface Queue {
  batches: readonly Batch[]
  device: string
  /** Operations that are not frozen yet. */
  unsent: number
}

/** The frozen batches; where there is none, those that the unsent operations are frozen into. */
export function queueOrFreeze(context: Context): Promise<Queue> {
  return context.store.write(['ops', 'batches', 'meta'], async (tx) => {
    const [meta, frozen, unsent] = await Promise.all([
      readMeta(tx),
      tx.getAll<Batch>('batches'),
      tx.getAll<LocalOp>('ops'),
    ])
    const { device } = meta
    if (frozen.length || !unsent.length) return { batches: frozen, device, unsent: unsent.length }
    return { batches: await freeze(tx, context, meta, unsent), device, unsent: 0 }
  })
}

/**
 * All of the unsent operations, oldest first, into as many batches as they need. At once: a queue is emptied by one step,
 * while taking a batch out of it is a step per operation, and takes longer than sending it.
 */
async function freeze(tx: StoreWriter, context: Context, meta: SyncMeta, unsent: readonly LocalOp[]): Promise<Batch[]> {
  const inOrder = unsent.toSorted((one, other) => one.order - other.order)
  const batches: Batch[] = []
  for (let from = 0; from < inOrder.length; from += context.limits.batch) {
    const ops = inOrder.slice(from, from + context.limits.batch)
    batches.push({ n: meta.next + batches.length, id: context.random.id(), ops })
  }
  const puts = batches.map((batch) => tx.put('batches', batchKey(batch.n), batch))
  await Promise.all([...puts, tx.deleteAll('ops', []), changeMeta(tx, { next: meta.next + batches.length })])
  return batches
}
