import type { SchemaHistory } from '@/schema/upgrades'
import type { StoreName, StoreReader } from '../ports'
import type { Context } from './context'
import { readScopes } from './copy'
import { readPending } from './overlay'
import type { Pending } from './overlay'
import type { LocalOp, Parked, ScopeState } from './stored'

/** What every list lies on: read once for all lists that are asked for together. */
export interface Ground {
  scopes: ScopeState[]
  pending: Pending
  unsent: LocalOp[]
  parked: Parked[]
}

export type GroundedRead<T> = (tx: StoreReader, ground: Ground) => Promise<T>

const STORES: StoreName[] = ['meta', 'recs', 'chunks', 'ops', 'batches', 'parked', 'journal']

/**
 * Answers the reads asked for in one turn from one transaction: a screen that opens with nine lists costs one look at the
 * outbox instead of nine, and its lists are of one moment.
 */
export function sharedReads(context: Pick<Context, 'store' | 'schema'>): <T>(read: GroundedRead<T>) => Promise<T> {
  let asked: GroundedRead<unknown>[] = []
  let answers: Promise<unknown[]> | null = null

  async function answer(): Promise<unknown[]> {
    // Whoever asks in the same turn, a promise's end included, is answered together.
    await Promise.resolve()
    const reads = asked
    asked = []
    answers = null
    return context.store.read(STORES, async (tx) => {
      const ground = await readGround(tx, context.schema)
      return Promise.all(reads.map((read) => read(tx, ground)))
    })
  }

  return async <T>(read: GroundedRead<T>) => {
    const place = asked.push(read) - 1
    answers ??= answer()
    return (await answers)[place] as T
  }
}

async function readGround(tx: StoreReader, schema: SchemaHistory): Promise<Ground> {
  const [scopes, pending, unsent, parked] = await Promise.all([
    readScopes(tx),
    readPending(tx, schema),
    tx.getAll<LocalOp>('ops'),
    tx.getAll<Parked>('parked'),
  ])
  return { scopes, pending, unsent, parked }
}
