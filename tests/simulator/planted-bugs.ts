import type { Context, Outcome } from '@/sync/engine/context'
import { runCycle } from '@/sync/engine/cycle'
import { pullAll } from '@/sync/engine/pull'
import { RememberingStore } from '@/sync/engine/memory/remembering-store'
import { DONE, META_KEY } from '@/sync/engine/keys'
import { lookAround } from '@/sync/engine/standing'
import type { Batch, StoredPhoto, SyncMeta } from '@/sync/engine/stored'
import type { LocalStore, Remote, StoreName, StoreReader, StoreWriter } from '@/sync/ports'
import { changed, Disk, MemoryStore } from '@tests/sync/memory-store'
import type { CommitWatch, Tables } from '@tests/sync/memory-store'
import type { Network } from './network'
import type { Mistakes } from './simulate'

/** Mistakes that real sync clients and servers make. The simulator must see every one of them. */
export const PLANTED: Record<string, Mistakes> = {
  'the cursor is saved before the rows': { client: { store: (disk, watch) => new TornStore(disk, watch, ['meta']) } },
  'the answer leaves the outbox before it is journalled or judged': {
    client: { store: (disk, watch) => new TornStore(disk, watch, ['batches']) },
  },
  'the outbox is emptied before its batch is frozen': {
    client: { store: (disk, watch) => new TornStore(disk, watch, ['ops']) },
  },
  'a retry gets a new batch id': { client: { remote: newIdOnRetry } },
  'a batch is dropped on an error': { client: { cycle: dropOnError } },
  'the page of a captive portal is believed': { client: { remote: believePortal } },
  'what is parked blocks the queue': { client: { cycle: waitForParked } },
  'the screen forgets what is acknowledged but not yet pulled': {
    client: { store: (disk, watch) => new ForgetfulStore(disk, watch) },
  },
  'a new start of the server goes unnoticed': { client: { remote: sameBootForEver } },
  'no receipts, client ids only': { server: { noReceipts: true } },
  'no base check': { server: { noBaseCheck: true } },
  'a cursor made of time': { server: { timestampCursor: true } },
  'the snapshot reads its number after its rows': { server: { seqAfterRows: true } },
  'deletions are not told': { server: { forgetsTombstones: true } },
  'a photo goes as soon as it is sent, not when it is seen': {
    client: { store: (disk, watch) => new PhotoDropper(disk, watch, 'sent') },
  },
  'a photo that arrived is not held against a server that loses it': {
    client: { store: (disk, watch) => new PhotoDropper(disk, watch, 'kept') },
  },
  'what was acknowledged is forgotten at once': { client: { store: (disk, watch) => new NoMemory(disk, watch) } },
  'two tabs do not wait for each other': { client: { store: (disk, watch) => new Unqueued(disk, watch) } },
  'a tab writes without leaving its mark': {
    client: { remembering: (store) => new RememberingStore(markless(store)) },
  },
  'an upgrade leaves the queue as it was and calls it new': {
    client: { nextSchema: { version: 2, upgrades: { 2: (_coll, fields) => fields } } },
  },
  'an upgrade empties the queue': { client: { store: (disk, watch) => new UpgradeDropper(disk, watch) } },
  'whoever signs in next finds the queue of the person before': { client: { oneDiskForAll: true } },
  'signing out lets unsent work go': { client: { forgetsFile: true } },
}

/** Commits some stores first and the others after: two transactions where one is needed. */
class TornStore extends MemoryStore {
  constructor(
    disk: Disk,
    watch: CommitWatch,
    private readonly first: readonly StoreName[],
  ) {
    super(disk, watch)
  }

  protected override commit(tables: Tables): void {
    const half = { ...this.disk.tables }
    for (const name of this.first) half[name] = tables[name]
    super.commit(half)
    super.commit(tables)
  }
}

/** Lets go of photos in some state at the next commit. */
class PhotoDropper extends MemoryStore {
  constructor(
    disk: Disk,
    watch: CommitWatch,
    private readonly state: StoredPhoto['state'],
  ) {
    super(disk, watch)
  }

  protected override commit(tables: Tables): void {
    const left = [...tables.blobs].filter(([, { value }]) => (value as StoredPhoto).state !== this.state)
    super.commit({ ...tables, blobs: new Map(left) })
  }
}

/** Keeps no acknowledged batch once the copy has it. */
class NoMemory extends MemoryStore {
  protected override commit(tables: Tables): void {
    const left = [...tables.journal].filter(([, { key }]) => key[0] !== DONE[0])
    super.commit({ ...tables, journal: new Map(left) })
  }
}

/** Every tab goes at once, on what it saw when it began: the last one to finish wins. */
class Unqueued extends MemoryStore {
  override write<T>(stores: readonly StoreName[], work: (tx: StoreWriter) => Promise<T>): Promise<T> {
    const own = new Disk()
    own.tables = { ...this.disk.tables }
    own.full = this.disk.full
    return new MemoryStore(own).write(stores, work).then((result) => {
      this.commit(own.tables)
      return result
    })
  }
}

/** Whoever remembers believes that nobody wrote. */
const markless = (store: LocalStore): LocalStore => ({
  read: (stores, work) => store.read(stores, work),
  write: (stores, work) =>
    store.write(stores, (tx) => {
      const put: StoreWriter['put'] = (name, key, value) =>
        name === 'marks' ? Promise.resolve() : tx.put(name, key, value)
      return work(changed(tx, { put }))
    }),
  close: () => store.close(),
  erase: () => store.erase(),
})

/** Its first commit of a new version comes without what was waiting. */
class UpgradeDropper extends MemoryStore {
  protected override commit(tables: Tables): void {
    const versionOf = (from: Tables) => (from.meta.get(JSON.stringify(META_KEY))?.value as SyncMeta)?.appVersion ?? ''
    const upgrades = versionOf(this.disk.tables) !== '' && versionOf(this.disk.tables) !== versionOf(tables)
    super.commit(upgrades ? { ...tables, ops: new Map() } : tables)
  }
}

/** Reads no acknowledged batches, so that the overlay has none. */
class ForgetfulStore extends MemoryStore {
  override read<T>(stores: readonly StoreName[], work: (tx: StoreReader) => Promise<T>): Promise<T> {
    return super.read(stores, (tx) =>
      work({
        get: (store, key) => tx.get(store, key),
        getAll: (store, prefix) => (store === 'journal' && prefix ? Promise.resolve([]) : tx.getAll(store, prefix)),
        getAllKeys: (store, prefix) =>
          store === 'journal' && prefix ? Promise.resolve([]) : tx.getAllKeys(store, prefix),
      }),
    )
  }
}

/** Nothing wrong: what the planted bugs are made of must not be what is caught. */
export const INNOCENT: Mistakes = {
  client: {
    store: (disk, watch) => new TornStore(disk, watch, []),
    remote: (network) => ({ ...network }),
    cycle: (context) => runCycle(context),
  },
}

/** Never the same id twice, on any device. */
let tries = 0

/** Receipts are asked for under the id that was used last. */
function newIdOnRetry(network: Network): Remote {
  const sentAs = new Map<string, string>()
  const push: Remote['push'] = async (request) => {
    const batch = `retry${String(tries++).padStart(10, '0')}`
    sentAs.set(request.batch, batch)
    const answer = await network.push({ ...request, batch })
    return answer.kind === 'ok' ? { kind: 'ok', body: { ...answer.body, batch: request.batch } } : answer
  }
  const receipts: Remote['receipts'] = async (batches) => {
    const answer = await network.receipts(batches.map((batch) => sentAs.get(batch) ?? batch))
    if (answer.kind !== 'ok') return answer
    const known = new Set(answer.body.known)
    return { kind: 'ok', body: { ...answer.body, known: batches.filter((one) => known.has(sentAs.get(one) ?? one)) } }
  }
  return { ...network, push, receipts }
}

function believePortal(network: Network): Remote {
  const push: Remote['push'] = async (request) => {
    const answer = await network.push(request)
    if (answer.kind !== 'unknown' || network.lastFault !== 'portal') return answer
    return { kind: 'ok', body: { batch: request.batch, boot: 'boot0', seq: 0, results: request.ops.map(() => 1) } }
  }
  return { ...network, push }
}

/** The device always hears one boot; the server is asked with the one that it last gave. */
function sameBootForEver(network: Network): Remote {
  let known = ''
  const hide = <B extends { boot: string }>(body: B): B => {
    known = body.boot
    return { ...body, boot: 'constant' }
  }
  return {
    ...network,
    push: async (request) => {
      const answer = await network.push(request)
      return answer.kind === 'ok' ? { kind: 'ok', body: hide(answer.body) } : answer
    },
    pull: async (request) => {
      const answer = await network.pull({ ...request, boot: known })
      return answer.kind === 'ok' ? { kind: 'ok', body: hide(answer.body) } : answer
    },
    snapshot: async (request) => {
      const answer = await network.snapshot(request)
      return answer.kind === 'ok' && 'boot' in answer.body ? { kind: 'ok', body: hide(answer.body) } : answer
    },
  }
}

async function dropOnError(context: Context): Promise<Outcome> {
  const outcome = await runCycle(context)
  if (outcome === 'server')
    await context.store.write(['batches'], async (tx) => {
      const [head] = await tx.getAll<Batch>('batches')
      if (head) await tx.delete('batches', [head.n])
    })
  return outcome
}

async function waitForParked(context: Context): Promise<Outcome> {
  const parked = await context.store.read(['parked'], (tx) => tx.getAll('parked'))
  return parked.length ? (await pullAll(context, await lookAround(context))).outcome : runCycle(context)
}
