import type { Context, Outcome } from './context'
import { readRow } from './copy'
import { changeMeta } from './keys'
import { reviveWhere } from './parked'
import { sendPhotos } from './photos'
import { tidyPhotos } from './photos-tidy'
import { pullAll } from './pull'
import { isAnythingWaiting, pushAll } from './push'
import { pruneJournal } from './rollback'
import { keepRightMonths } from './retention'
import { stopHoping } from './scopes'
import { lookAround } from './standing'
import type { Standing } from './standing'
import type { Parked } from './stored'

/** Sends what waits and brings what is new. Safe to stop anywhere and to run twice. */
export async function runCycle(context: Context): Promise<Outcome> {
  const { outcome, again } = await round(context)
  // What came back to the queue with the pull (a server had lost it, a membership returned) goes at once.
  return again ? (await round(context)).outcome : outcome
}

interface Round {
  outcome: Outcome
  /** The pull put something into the queue. */
  again: boolean
}

const ended = (outcome: Outcome): Round => ({ outcome, again: false })

async function round(context: Context): Promise<Round> {
  const standing = await lookAround(context)
  const { waits } = standing
  const pushed = waits.changes ? await pushAll(context) : 'done'
  if (pushed === 'network' || pushed === 'unauthorized') return ended(pushed)
  // A server in trouble with what we send may still have news for us.
  const photos = pushed === 'done' && (waits.changes || waits.photos) ? await sendPhotos(context) : pushed
  if (photos === 'network' || photos === 'unauthorized') return ended(photos)
  const isAsBefore = !waits.changes && !waits.photos
  const pulled = await pullAll(context, isAsBefore ? standing : await lookAround(context))
  if (pulled.outcome !== 'done') return ended(pulled.outcome)
  const isWaiting = await afterPull(context, pulled.standing)
  return { outcome: photos, again: photos === 'done' && isWaiting }
}

/** What is left to do after a whole pull. Answers whether something waits. */
async function afterPull(context: Context, { due, waits }: Standing): Promise<boolean> {
  const now = context.clock.now()
  if (due.hopes) await stopHoping(context)
  if (due.photos) await tidyPhotos(context)
  if (due.missing) await reviveReturned(context)
  if (due.pruning) await pruneJournal(context)
  if (due.months) await keepRightMonths(context)
  const pruned = due.pruning ? { prunedAt: now } : {}
  if (due.success || due.pruning)
    await context.store.write(['meta'], (tx) => changeMeta(tx, { lastSuccessAt: now, ready: true, ...pruned }))
  return due.missing ? context.store.read(['ops', 'batches'], isAnythingWaiting) : waits.changes
}

/** What was refused because the record was gone goes again when the record is back. */
async function reviveReturned(context: Context): Promise<void> {
  const parked = await context.store.read(['parked'], (tx) => tx.getAll<Parked>('parked'))
  if (!parked.some((one) => one.reason === 'missing')) return
  await context.store.write(['parked', 'ops', 'batches', 'recs', 'chunks'], async (tx) => {
    const back = new Set<string>()
    for (const one of parked) {
      const row = await readRow(tx, one.scope, one.coll, one.id, one.seen ?? {})
      if (one.reason === 'missing' && row) back.add(`${one.coll}/${one.id}`)
    }
    if (back.size) await reviveWhere(tx, (one) => one.reason === 'missing' && back.has(`${one.coll}/${one.id}`))
  })
}
