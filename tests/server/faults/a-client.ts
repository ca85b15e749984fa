import { SCHEMA } from '@/schema/upgrades'
import { LIMITS } from '@/sync/engine/context'
import type { Context, Outcome } from '@/sync/engine/context'
import { runCycle } from '@/sync/engine/cycle'
import { save } from '@/sync/engine/outbox'
import { RememberingStore } from '@/sync/engine/memory/remembering-store'
import { prepare } from '@/sync/engine/prepare'
import type { Batch, Chunk, JournalEntry, LocalOp, Parked, StoredRow } from '@/sync/engine/stored'
import type { LocalWrite } from '@/sync/door'
import { httpRemote } from '@/sync/remote/http-remote'
import { seeded } from '@/server/demo/random'
import { MemoryStore } from '@tests/sync/memory-store'
import type { Person } from '../a-world'

/** The app's sync engine as it is, with a disk in memory and real HTTP. */
export interface Client {
  person: Person
  context: Context
  save(...writes: LocalWrite[]): Promise<void>
  cycle(): Promise<Outcome>
}

let count = 0

/** `origin`: a server, or what stands before it. */
export async function aClient(person: Person, origin: string): Promise<Client> {
  const random = seeded(++count)
  const context: Context = {
    store: new RememberingStore(new MemoryStore()),
    remote: httpRemote({ origin, token: () => person.token }),
    clock: { now: () => Date.now() },
    random: { id: () => random.id(), fraction: () => random.next() },
    me: person.id,
    from: '',
    limits: LIMITS,
    schema: SCHEMA,
    changed: () => undefined,
  }
  await prepare(context)
  return { person, context, save: (...writes) => save(context, writes, []), cycle: () => runCycle(context) }
}

/** What waits on the device, what is in front of the person, and what the server acknowledged. */
export function queueOf({ context }: Client) {
  return context.store.read(['ops', 'batches', 'parked', 'journal'], async (tx) => ({
    ops: await tx.getAll<LocalOp>('ops'),
    batches: await tx.getAll<Batch>('batches'),
    parked: await tx.getAll<Parked>('parked'),
    journal: await tx.getAll<JournalEntry>('journal'),
  }))
}

/** How many changes are not on the server yet, as far as the device knows. */
export async function waitingOn(client: Client): Promise<number> {
  const { ops, batches } = await queueOf(client)
  return ops.length + batches.reduce((sum, batch) => sum + batch.ops.length, 0)
}

/** The server copy of the device: every row by where it lies. */
export function copyOf({ context }: Client): Promise<Record<string, unknown>> {
  return context.store.read(['recs', 'chunks'], async (tx) => {
    const recs = await tx.getAll<StoredRow>('recs')
    const chunks = await tx.getAll<Chunk>('chunks')
    return Object.fromEntries([
      ...recs.map(({ scope, coll, id, row }) => [`${scope}/${coll}/${id}`, row]),
      ...chunks.flatMap(({ scope, rows }) =>
        Object.entries(rows).map(([id, row]) => [`${scope}/time_entries/${id}`, row]),
      ),
    ])
  })
}

/** What a device of the same person that comes new to the server would hold. */
export async function freshCopyOf(client: Client, origin: string): Promise<Record<string, unknown>> {
  const fresh = await aClient(client.person, origin)
  await settle(fresh)
  return copyOf(fresh)
}

/** Peace on a good network: everybody cycles until nothing is left to send, then once more to hear of the others. */
export async function settle(...clients: Client[]): Promise<void> {
  for (const client of clients) await untilSent(client)
  for (const client of clients) await untilSent(client)
}

async function untilSent(client: Client): Promise<void> {
  const tries = 20
  for (let turn = 0; turn < tries; turn++)
    if ((await client.cycle()) === 'done' && (await waitingOn(client)) === 0) return
  throw new Error(`no peace: ${await waitingOn(client)} still wait`)
}
