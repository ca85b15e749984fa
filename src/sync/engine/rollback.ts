import type { StoreWriter } from '../ports'
import { outcomeOf } from './context'
import type { Context, Outcome } from './context'
import { batchKey, changeMeta, LIVE, DONE, readMeta } from './keys'
import { reviveWhere } from './parked'
import type { Batch, JournalEntry, StoredPhoto } from './stored'

const ASK_AT_ONCE = 2000

export interface BootCheck {
  outcome: Outcome
  /** Acknowledged batches that the server no longer knew: they are in front of the queue again. */
  lost: number
  /** The start that was accepted. */
  boot: string
}

/**
 * The server was started anew: it may have lost what it had acknowledged (power loss, restored backup). Asks which
 * journalled batches it still knows and puts the lost ones back, verbatim and oldest first, before anything newer.
 * Until that is done no answer of the new start may be believed. `pushed`: the batch that was just answered; the answer
 * of a receipt may name the start at which it was written.
 */
export async function acceptBoot(context: Context, boot: string, pushed?: string): Promise<BootCheck> {
  const { meta, journal } = await context.store.read(['meta', 'journal'], async (tx) => {
    const counters = await readMeta(tx)
    // Sixty days of batches are read when there is something to ask about them.
    return { meta: counters, journal: counters.boot === boot ? [] : await tx.getAll<JournalEntry>('journal') }
  })
  if (meta.boot === boot) return { outcome: 'done', lost: 0, boot }
  const ids = [...journal.map((entry) => entry.id), ...(pushed === undefined ? [] : [pushed])]
  const asked = await askKnown(context, ids)
  if (asked.outcome !== 'done') return { outcome: asked.outcome, lost: 0, boot }
  const now = asked.boot ?? boot
  // The answer in hand is from another start than the server that runs now: too late to be believed, unless it is known.
  const believed = now === boot || (pushed !== undefined && asked.known.has(pushed))
  if (!believed) return { outcome: 'server', lost: 0, boot }
  if (now === meta.boot) return { outcome: 'done', lost: 0, boot: now }
  return { outcome: 'done', lost: await bringBack(context, now, journal, asked.known), boot: now }
}

/** Which of these batches does the running server know? `boot` null: nothing to ask. */
async function askKnown(context: Context, ids: string[]) {
  const known = new Set<string>()
  let boot: string | null = null
  for (let from = 0; from < ids.length; from += ASK_AT_ONCE) {
    const answer = await context.remote.receipts(ids.slice(from, from + ASK_AT_ONCE))
    if (answer.kind !== 'ok') return { outcome: outcomeOf(answer), known, boot }
    // Started anew between two questions: ask everything again, later.
    if (boot !== null && answer.body.boot !== boot) return { outcome: 'server' as const, known, boot }
    boot = answer.body.boot
    for (const id of answer.body.known) known.add(id)
  }
  return { outcome: 'done' as const, known, boot }
}

async function bringBack(context: Context, boot: string, asked: JournalEntry[], known: Set<string>): Promise<number> {
  return context.store.write(['meta', 'journal', 'batches', 'blobs', 'ops', 'parked'], async (tx) => {
    let lost = 0
    const frozen = await tx.getAll<Batch>('batches')
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
    if (lost > 0) for (const batch of frozen) await tx.put('batches', batchKey(batch.n), { ...batch, early: true })
    await doubtPhotos(tx)
    // A server that was too old for what this app says may have been updated.
    await reviveWhere(tx, (parked) => parked.reason === 'version')
    await changeMeta(tx, { boot })
    return lost
  })
}

/** The server may have lost photos with the rest. What it had shown is looked for in the next copy. */
async function doubtPhotos(tx: StoreWriter): Promise<void> {
  for (const photo of await tx.getAll<StoredPhoto>('blobs')) {
    if (photo.state === 'sent') await tx.put('blobs', [photo.id], { ...photo, state: 'waiting' })
    if (photo.state === 'kept') await tx.put('blobs', [photo.id], { ...photo, state: 'doubted' })
  }
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
