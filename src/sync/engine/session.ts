import type { CollectionName } from '@/schema/collections'
import type { SyncSession, SyncStatus } from '../door'
import type { SyncPorts } from '../ports'
import { LIMITS } from './context'
import type { Context } from './context'
import { decide, listParked } from './decide'
import { Loop } from './loop'
import { save } from './outbox'
import { readPhoto } from './photos'
import { prepare } from './prepare'
import { makeRoom } from './retention'
import { NO_STATUS, readStatus } from './status'
import { createView } from './view'

export interface SessionOptions {
  userId: string
  /** Oldest month kept on this device, `YYYY-MM`; '' = everything. */
  from: string
  /** What is kept at least when the device has no room: `YYYY-MM`. */
  leastKept: string
  /** Whether the browser promised to keep the data; asked for after the first entry. */
  persist(): Promise<boolean | null>
}

/** Opens one person's data on these ports and starts its loop. */
export async function startSession(ports: SyncPorts, options: SessionOptions): Promise<SyncSession> {
  const listeners = new Set<(collections: ReadonlySet<CollectionName>) => void>()
  const statusListeners = new Set<(status: SyncStatus) => void>()
  let status = NO_STATUS
  let persisted: boolean | null = null
  let counting: Promise<void> | null = null
  let countAgain = false

  const context: Context = {
    store: ports.store,
    remote: ports.remote,
    clock: ports.clock,
    random: ports.random,
    me: options.userId,
    from: options.from,
    limits: LIMITS,
    schema: ports.schema,
    changed(collections) {
      const names = [...collections]
      if (names.length === 0) return
      ports.tabs.announce({ kind: 'changed', collections: names })
      shown(names)
    },
  }
  const view = createView(context)
  const { device, keepFrom } = await prepare(context)
  if (keepFrom > context.from) context.from = keepFrom
  const loop = new Loop(context, ports, told)

  function shown(names: readonly string[]): void {
    const collections = new Set(names as CollectionName[])
    for (const listener of listeners) listener(collections)
    recount()
  }

  /** What waits is not counted again for a beginning; a count under way must not be overtaken by an older one. */
  function told(hasEnded: boolean): void {
    if (hasEnded || counting) recount()
    else publish({ ...status, ...loop.state })
  }

  /** Counts once more after the last change, however many come meanwhile. */
  function recount(): void {
    countAgain = true
    counting ??= count().finally(() => (counting = null))
  }

  async function count(): Promise<void> {
    while (countAgain) {
      // Whoever waits for a save goes on before its count begins, and what comes meanwhile is counted with it.
      await ports.scheduler.soon()
      countAgain = false
      const next = await readStatus(context, loop.state, persisted).catch(() => null)
      if (!next) return
      publish(next)
    }
  }

  function publish(next: SyncStatus): void {
    status = next
    for (const listener of statusListeners) listener(status)
  }

  async function close(): Promise<void> {
    stopHearing()
    await loop.close()
    await counting
    ports.tabs.close()
    ports.store.close()
  }

  const stopHearing = ports.tabs.onMessage((message) => {
    if (message.kind === 'changed') shown(message.collections)
  })
  status = await readStatus(context, loop.state, persisted)
  loop.start()

  return {
    userId: options.userId,
    deviceId: device,
    list: view.list,
    entries: view.entries,
    async save(writes, photos = []) {
      await save(context, writes, photos)
      // Whoever waits for "saved" hears it first.
      void ports.scheduler.soon().then(() => loop.written())
      if (persisted === null)
        void options
          .persist()
          .then((answer) => (persisted = answer))
          .then(recount)
    },
    onChange: (listener) => subscribe(listeners, listener),
    status: () => status,
    onStatus: (listener) => subscribe(statusListeners, listener),
    parked: () => listParked(context),
    async resolve(parkedId, choice) {
      await decide(context, parkedId, choice)
      loop.written()
    },
    makeRoom: () => makeRoom(context, options.leastKept),
    photo: (attachmentId) => readPhoto(context, attachmentId),
    syncNow: () => loop.now(),
    exportUnsent: async () => (await import('./export')).exportUnsent(context),
    async importUnsent(file) {
      const count = await (await import('./export')).importUnsent(context, file)
      loop.written()
      return count
    },
    unreadable: view.unreadable,
    close,
    async erase() {
      await close()
      await ports.store.erase()
    },
  }
}

function subscribe<L>(all: Set<L>, listener: L): () => void {
  all.add(listener)
  return () => void all.delete(listener)
}
