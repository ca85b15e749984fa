import type { CollectionName } from '@/schema/collections'
import { COLLECTIONS } from '@/schema/collections'
import type { SyncSession, SyncStatus } from '../door'
import type { SyncPorts } from '../ports'
import { LIMITS } from './context'
import type { Context, Limits, Outcome } from './context'
import { readScopes } from './copy'
import { countWaiting } from './counts'
import { runCycle } from './cycle'
import { Loop } from './loop'
import { save } from './outbox'
import { photoBlob } from './photo-blob'
import { listEntries, listRecords } from './read'
import { listParked, resolve } from './resolve'
import { startUp } from './start'
import { exportUnsent, importUnsent } from './unsent-file'

export interface SessionOptions {
  userId: string
  /** Oldest month kept on this device, `YYYY-MM`; '' = everything. */
  from: string
  appVersion: string
  limits?: Limits
  /** Asks the browser to keep the data; answers whether it will. */
  persist?(): Promise<boolean>
  /** Called before each round, for what must be fresh by then (the token). */
  beforeCycle?(): Promise<void>
}

const REACHED: Record<Outcome, SyncStatus['reachability']> = {
  done: 'online',
  network: 'offline',
  unauthorized: 'sign-in-needed',
  server: 'server-trouble',
}

/** Puts the actors together for one person on one device. Knows ports only: runs in a browser, in Node, in a test. */
export async function startSession(ports: SyncPorts, options: SessionOptions): Promise<SyncSession> {
  const { store, remote, clock, random } = ports
  const changes = new Set<(collections: ReadonlySet<CollectionName>) => void>()
  const watchers = new Set<(status: SyncStatus) => void>()
  let status: SyncStatus = {
    ...{ unsent: 0, unsentPhotos: 0, parked: 0, lastSuccessAt: null, oldestUnsentAt: null },
    ...{ sending: false, reachability: 'unknown', ready: false, storagePersisted: null },
  }
  let counting: Promise<void> | null = null
  let countAgain = false
  let closed = false
  let leads = false
  let persistAsked = false

  const context: Context = {
    ...{ store, remote, clock, random, me: options.userId, from: options.from, limits: options.limits ?? LIMITS },
    changed: (collections) => {
      const names = [...collections]
      tell(names)
      ports.tabs.announce({ kind: 'changed', collections: names })
    },
  }
  const deviceId = await startUp(context, options.appVersion)

  function tell(names: string[]): void {
    const touched = new Set(names.filter((name): name is CollectionName => name in COLLECTIONS))
    if (touched.size) for (const listener of changes) listener(touched)
    recount()
  }

  function setStatus(change: Partial<SyncStatus>): void {
    status = { ...status, ...change }
    for (const listener of watchers) listener(status)
  }

  /** Counts at most one at a time: a burst of taps must not queue a burst of counting. */
  function recount(): void {
    countAgain = true
    counting ??= (async () => {
      while (countAgain && !closed) {
        countAgain = false
        setStatus(await countWaiting(context))
      }
    })()
      // Counting is for display; the next change counts again.
      .catch(() => undefined)
      .finally(() => {
        counting = null
      })
  }

  async function cycle(): Promise<Outcome> {
    await options.beforeCycle?.()
    const outcome = await runCycle(context)
    const scopes = await store.read(['meta'], readScopes)
    if (!closed)
      ports.pokes.subscribe(
        scopes.map((state) => state.scope),
        () => void loop.go(),
      )
    return outcome
  }

  const loop = new Loop({
    // Whatever breaks inside a round must not stop the rounds: nothing is lost, it is tried again.
    cycle: () => cycle().catch((): Outcome => 'server'),
    scheduler: ports.scheduler,
    fraction: () => random.fraction(),
    onOutcome: (outcome) => {
      setStatus(outcome === null ? { sending: true } : { sending: false, reachability: REACHED[outcome] })
      if (outcome !== null) {
        recount()
        ports.tabs.announce({ kind: 'status' })
      }
    },
  })

  const askLeader = () => (leads ? loop.goFresh() : Promise.resolve(ports.tabs.announce({ kind: 'go' })))
  const stopHearing = ports.tabs.onMessage((message) => {
    if (message.kind === 'changed') {
      tell(message.collections)
      if (leads) loop.nudge()
    } else if (message.kind === 'status') recount()
    else if (leads) void loop.goFresh()
  })
  const stopWaking = ports.wakeups.onWake(() => void askLeader())
  setStatus(await countWaiting(context))
  const stepBack = ports.lock.whenLeader(() => {
    leads = true
    void loop.goFresh()
  })

  async function close(): Promise<void> {
    closed = true
    stepBack()
    stopHearing()
    stopWaking()
    ports.pokes.close()
    await loop.stop()
    await counting
    ports.tabs.close()
    store.close()
  }

  return {
    userId: options.userId,
    deviceId,
    list: (coll, scope) => listRecords(context, coll, scope),
    entries: (query) => listEntries(context, query),
    save: async (writes, photos = []) => {
      await save(context, writes, photos)
      if (leads) loop.nudge()
      if (persistAsked || !options.persist) return
      persistAsked = true
      void options.persist().then((storagePersisted) => setStatus({ storagePersisted }))
    },
    onChange: (listener) => {
      changes.add(listener)
      return () => changes.delete(listener)
    },
    status: () => status,
    onStatus: (listener) => {
      watchers.add(listener)
      return () => watchers.delete(listener)
    },
    parked: () => listParked(context),
    resolve: async (parkedId, choice) => {
      await resolve(context, parkedId, choice)
      if (leads) loop.nudge()
    },
    photo: (attachmentId) => photoBlob(context, attachmentId),
    syncNow: askLeader,
    exportUnsent: () => exportUnsent(context),
    importUnsent: (file) => importUnsent(context, file),
    close,
    erase: async () => {
      await close()
      await store.erase()
    },
  }
}
