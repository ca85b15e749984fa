import { inKeyOrder, isUnder } from '@/sync/engine/memory/key-order'
import { STORE_NAMES, StorageFull } from '@/sync/ports'
import type { LocalStore, StoreKey, StoreName, StoreReader, StoreWriter } from '@/sync/ports'

/** A LocalStore in memory with the promises of IndexedDB, for Node and for the simulator. */

interface Entry {
  key: StoreKey
  value: unknown
}
type Table = ReadonlyMap<string, Entry>
export type Tables = Record<StoreName, Table>

/** What survives when the app is killed. */
export class Disk {
  tables = Object.fromEntries(STORE_NAMES.map((name) => [name, new Map()])) as unknown as Tables
  full = false
  /** The end of the transaction before: all tabs of one disk stand in one queue. */
  last: Promise<unknown> = Promise.resolve()
}

/** Called around each commit; throwing there is a crash at that point. */
export interface CommitWatch {
  before(): void
  after(): void
}

const NO_WATCH: CommitWatch = { before: () => undefined, after: () => undefined }

export class MemoryStore implements LocalStore {
  constructor(
    protected readonly disk: Disk = new Disk(),
    protected readonly watch: CommitWatch = NO_WATCH,
  ) {}

  read<T>(_stores: readonly StoreName[], work: (tx: StoreReader) => Promise<T>): Promise<T> {
    return this.oneByOne(() => work(new Steps({ ...this.disk.tables }, [])))
  }

  write<T>(stores: readonly StoreName[], work: (tx: StoreWriter) => Promise<T>): Promise<T> {
    return this.oneByOne(async () => {
      const tables = { ...this.disk.tables }
      const steps = new Steps(tables, stores)
      const result = await work(steps)
      if (this.disk.full && steps.grew) throw new StorageFull()
      this.commit(tables)
      return result
    })
  }

  close(): void {}

  erase(): Promise<void> {
    this.disk.tables = new Disk().tables
    return Promise.resolve()
  }

  protected commit(tables: Tables): void {
    this.watch.before()
    this.disk.tables = tables
    this.watch.after()
  }

  /** Transactions that overlap wait for each other; a failed one holds up nobody. */
  private oneByOne<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.disk.last.then(work, work)
    this.disk.last = turn.catch(() => undefined)
    return turn
  }
}

/** The same transaction, some of whose steps are done otherwise. */
export const changed = (tx: StoreWriter, steps: Partial<StoreWriter>): StoreWriter => ({
  get: (store, key) => tx.get(store, key),
  getAll: (store, prefix) => tx.getAll(store, prefix),
  getAllKeys: (store, prefix) => tx.getAllKeys(store, prefix),
  put: (store, key, value) => tx.put(store, key, value),
  delete: (store, key) => tx.delete(store, key),
  deleteAll: (store, prefix) => tx.deleteAll(store, prefix),
  ...steps,
})

const nameOf = (key: StoreKey) => JSON.stringify(key)

class Steps implements StoreWriter {
  grew = false
  private readonly copied = new Set<StoreName>()

  constructor(
    private readonly tables: Tables,
    private readonly writable: readonly StoreName[],
  ) {}

  async get<T>(store: StoreName, key: StoreKey): Promise<T | undefined> {
    return this.tables[store].get(nameOf(key))?.value as T | undefined
  }

  async getAll<T>(store: StoreName, prefix: StoreKey = []): Promise<T[]> {
    return this.under(store, prefix).map(({ value }) => value as T)
  }

  async getAllKeys(store: StoreName, prefix: StoreKey = []): Promise<StoreKey[]> {
    return this.under(store, prefix).map(({ key }) => key)
  }

  async put(store: StoreName, key: StoreKey, value: unknown): Promise<void> {
    if (value === undefined) throw new Error('undefined cannot be stored')
    this.grew = true
    this.own(store).set(nameOf(key), { key: [...key], value: frozen(value) })
  }

  async delete(store: StoreName, key: StoreKey): Promise<void> {
    this.own(store).delete(nameOf(key))
  }

  async deleteAll(store: StoreName, prefix: StoreKey): Promise<void> {
    const table = this.own(store)
    for (const [name, { key }] of table) if (isUnder(key, prefix)) table.delete(name)
  }

  private under(store: StoreName, prefix: StoreKey): Entry[] {
    const found = [...this.tables[store].values()].filter(({ key }) => isUnder(key, prefix))
    return found.sort((one, other) => inKeyOrder(one.key, other.key))
  }

  /** A table is copied at its first change, so that a transaction that fails leaves nothing. */
  private own(store: StoreName): Map<string, Entry> {
    if (!this.writable.includes(store)) throw new Error(`${store} is not part of this transaction`)
    if (!this.copied.has(store)) {
      this.copied.add(store)
      this.tables[store] = new Map(this.tables[store])
    }
    return this.tables[store] as Map<string, Entry>
  }
}

/** Nobody may change in place what was stored: a real database would not see it. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value) || value instanceof Blob) return value
  for (const part of Object.values(value)) frozen(part)
  return Object.freeze(value)
}
