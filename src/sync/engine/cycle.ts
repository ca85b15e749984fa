import type { Context, Outcome } from './context'
import { readRow } from './copy'
import { changeMeta, LIVE, readMeta } from './keys'
import { reviveWhere } from './parked'
import { sendPhotos } from './photos'
import { tidyPhotos } from './photos-tidy'
import { pullAll } from './pull'
import { pushAll } from './push'
import { pruneJournal } from './rollback'
import { keepRightMonths } from './retention'
import { stopHoping } from './scopes'
import type { Parked } from './stored'

/** Sends what waits and brings what is new. Safe to stop anywhere and to run twice. */
export async function runCycle(context: Context): Promise<Outcome> {
  const outcome = await round(context)
  // What came back to the queue with the pull (a server had lost it, a membership returned) goes at once.
  return outcome === 'done' && (await isAnythingWaiting(context)) ? round(context) : outcome
}

function isAnythingWaiting(context: Context): Promise<boolean> {
  return context.store.read(['ops', 'batches'], async (tx) => {
    const [ops, batches] = await Promise.all([tx.getAll('ops'), tx.getAll('batches')])
    return ops.length + batches.length > 0
  })
}

async function round(context: Context): Promise<Outcome> {
  const pushed = (await isAnythingWaiting(context)) ? await pushAll(context) : 'done'
  if (pushed === 'network' || pushed === 'unauthorized') return pushed
  // A server in trouble with what we send may still have news for us.
  const photos = pushed === 'done' ? await sendPhotos(context) : pushed
  if (photos === 'network' || photos === 'unauthorized') return photos
  const pulled = await pullAll(context)
  if (pulled !== 'done') return pulled
  await afterPull(context)
  return photos
}

const DAY = 86_400_000
/** Said on the screen to the minute: not worth a write to the disk after every poke. */
const SUCCESS_AGAIN = 5_000

/** What is left to do after a whole pull. Most of the time nothing is: one look tells. */
async function afterPull(context: Context): Promise<void> {
  const now = context.clock.now()
  const due = await whatIsDue(context, now)
  if (due.hopes) await stopHoping(context)
  if (due.photos) await tidyPhotos(context)
  if (due.missing) await reviveReturned(context)
  if (due.pruning) await pruneJournal(context)
  if (due.months) await keepRightMonths(context)
  if (!due.success && !due.pruning) return
  const pruned = due.pruning ? { prunedAt: now } : {}
  await context.store.write(['meta'], (tx) => changeMeta(tx, { lastSuccessAt: now, ready: true, ...pruned }))
}

function whatIsDue(context: Context, now: number) {
  return context.store.read(['meta', 'journal', 'blobs', 'parked'], async (tx) => {
    const [meta, live, photos, parked] = await Promise.all([
      readMeta(tx),
      tx.getAll('journal', LIVE),
      tx.getAll('blobs'),
      tx.getAll<Parked>('parked'),
    ])
    const { ready, lastSuccessAt, prunedAt, forgotTo } = meta
    return {
      hopes: live.length > 0,
      photos: photos.length > 0,
      missing: parked.some((one) => one.reason === 'missing'),
      // Clocks jump both ways.
      pruning: Math.abs(now - prunedAt) > DAY,
      months: context.from !== forgotTo,
      success: !ready || Math.abs(now - (lastSuccessAt ?? 0)) > SUCCESS_AGAIN,
    }
  })
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
