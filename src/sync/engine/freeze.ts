import type { Context } from './context'
import { batchKey, changeMeta, readMeta, recordKey } from './keys'
import type { Batch, LocalOp } from './stored'

export interface Head {
  batch: Batch
  device: string
  /** Operations behind this batch. */
  waiting: number
}

/** The batch to send: the oldest frozen one, else the oldest unsent operations frozen into a new one. */
export function headOrFreeze(context: Context): Promise<Head | null> {
  return context.store.write(['ops', 'batches', 'meta'], async (tx) => {
    const meta = await readMeta(tx)
    const frozen = await tx.getAll<Batch>('batches')
    const unsent = await tx.getAll<LocalOp>('ops')
    const first = frozen[0]
    if (first) {
      const behind = frozen.slice(1).reduce((sum, batch) => sum + batch.ops.length, unsent.length)
      return { batch: first, device: meta.device, waiting: behind }
    }
    if (unsent.length === 0) return null
    const ops = unsent.sort((one, other) => one.order - other.order).slice(0, context.limits.batch)
    const batch: Batch = { n: meta.next, id: context.random.id(), ops }
    await tx.put('batches', batchKey(batch.n), batch)
    await Promise.all(ops.map((op) => tx.delete('ops', recordKey(op.coll, op.id))))
    await changeMeta(tx, { next: meta.next + 1 })
    return { batch, device: meta.device, waiting: unsent.length - ops.length }
  })
}
