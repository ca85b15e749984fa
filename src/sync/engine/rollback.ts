import { outcomeOf } from './context'
import type { Context, Outcome } from './context'
import { batchKey, changeMeta, LIVE, DONE, readMeta } from './keys'
import type { JournalEntry, StoredPhoto } from './stored'

const ASK_AT_ONCE = 2000

export interface BootCheck {
  outcome: Outcome
  /** Acknowledged batches that the server no longer knew: they are in front of the queue again. */
  lost: number
}

/**
 * The server was started anew: it may have lost what it had acknowledged (power loss, restored backup). Asks which
 * journalled batches it still knows and puts the lost ones back, verbatim and oldest first, before anything newer.
 * Until that is done no answer of the new start may be believed.
 */
export async function acceptBoot(context: Context, boot: string): Promise<BootCheck> {
  const [meta, journal] = await context.store.read(['meta', 'journal'], async (tx) => [
    await readMeta(tx),
    await tx.getAll<JournalEntry>('journal'),
  ])
  if (meta.boot === boot) return { outcome: 'done', lost: 0 }
  const known = new Set<string>()
  for (let from = 0; from < journal.length; from += ASK_AT_ONCE) {
    const ids = journal.slice(from, from + ASK_AT_ONCE).map((entry) => entry.id)
    const answer = await context.remote.receipts(ids)
    if (answer.kind !== 'ok') return { outcome: outcomeOf(answer), lost: 0 }
    // The answer in hand is from an older start than the server that runs now: too late to be believed.
    if (answer.body.boot !== boot) return { outcome: 'server', lost: 0 }
    for (const id of answer.body.known) known.add(id)
  }
  const lost = await bringBack(context, boot, journal, known)
  return { outcome: 'done', lost }
}

async function bringBack(context: Context, boot: string, asked: JournalEntry[], known: Set<string>): Promise<number> {
  return context.store.write(['meta', 'journal', 'batches', 'blobs'], async (tx) => {
    let lost = 0
    const still = new Set((await tx.getAll<JournalEntry>('journal')).map((entry) => entry.id))
    for (const entry of asked.filter((one) => still.has(one.id))) {
      const place = [...(entry.waiting.length ? LIVE : DONE), entry.n]
      if (known.has(entry.id)) {
        if (entry.waiting.length) await tx.put('journal', place, { ...entry, boot })
        continue
      }
      lost += 1
      await tx.delete('journal', [...LIVE, entry.n])
      await tx.delete('journal', [...DONE, entry.n])
      await tx.put('batches', batchKey(entry.n), { n: entry.n, id: entry.id, ops: entry.ops, earlier: entry.results })
    }
    for (const photo of await tx.getAll<StoredPhoto>('blobs'))
      if (photo.state === 'sent') await tx.put('blobs', [photo.id], { ...photo, state: 'waiting' })
    await changeMeta(tx, { boot })
    return lost
  })
}

const KEPT_DAYS = 60
const DAY = 86_400_000

/** Kept at any age: a clock that jumped ahead must not empty the journal. */
const KEPT_ANYWAY = 100

/** Forgets acknowledged batches after 60 days; those not yet pulled are never forgotten. */
export async function pruneJournal(context: Context): Promise<void> {
  const before = context.clock.now() - KEPT_DAYS * DAY
  await context.store.write(['journal'], async (tx) => {
    const done = await tx.getAll<JournalEntry>('journal', DONE)
    for (const entry of done.slice(0, -KEPT_ANYWAY))
      if (entry.at < before) await tx.delete('journal', [...DONE, entry.n])
  })
}
