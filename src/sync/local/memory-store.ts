import type { LocalStore, StoreKey, StoreName, StoreReader, StoreWriter } from '../ports'

type Entry = { key: StoreKey; value: unknown }
type Table = Map<string, Entry>

/** What survives when the program dies: several stores (tabs) may stand on one disk. */
export class MemoryDisk {
  readonly tables = new Map<StoreName, Table>()
  /** Transactions run one after the other, over all tabs. */
  queue: Promise<unknown> = Promise.resolve()

  table(name: StoreName): Table {
    const found = this.tables.get(name) ?? new Map<string, Entry>()
    this.tables.set(name, found)
    return found
  }
}

/** Called around every commit; may throw to play a crash or a full disk. */
export interface CommitPoints {
  beforeCommit?(stores: readonly StoreName[]): void
  afterCommit?(stores: readonly StoreName[]): void
}

/** The local store without a disk: for tests, and for running the engine outside a browser. */
export class MemoryStore implements LocalStore {
  constructor(
    private readonly disk = new MemoryDisk(),
    private readonly points: CommitPoints = {},
  ) {}

  read<T>(_stores: readonly StoreName[], work: (tx: StoreReader) => Promise<T>): Promise<T> {
    return this.inTurn(() => work(new MemoryTransaction(this.disk)))
  }

  write<T>(stores: readonly StoreName[], work: (tx: StoreWriter) => Promise<T>): Promise<T> {
    return this.inTurn(async () => {
      const tx = new MemoryTransaction(this.disk, new Set(stores))
      const result = await work(tx)
      this.points.beforeCommit?.(stores)
      tx.commit()
      this.points.afterCommit?.(stores)
      return result
    })
  }

  close(): void {}

  async erase(): Promise<void> {
    this.disk.tables.clear()
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.disk.queue.then(work)
    this.disk.queue = turn.catch(() => undefined)
    return turn
  }
}

class MemoryTransaction implements StoreWriter {
  private readonly changed = new Map<StoreName, Map<string, Entry | null>>()

  constructor(
    private readonly disk: MemoryDisk,
    private readonly writable: ReadonlySet<StoreName> = new Set(),
  ) {}

  async get<T>(store: StoreName, key: StoreKey): Promise<T | undefined> {
    const text = JSON.stringify(key)
    const mine = this.changed.get(store)?.get(text)
    const entry = mine === undefined ? this.disk.table(store).get(text) : mine
    return entry ? (structuredClone(entry.value) as T) : undefined
  }

  async getAll<T>(store: StoreName, prefix: StoreKey = []): Promise<T[]> {
    return this.entries(store, prefix).map((entry) => structuredClone(entry.value) as T)
  }

  async put(store: StoreName, key: StoreKey, value: unknown): Promise<void> {
    this.change(store).set(JSON.stringify(key), { key, value: structuredClone(value) })
  }

  async delete(store: StoreName, key: StoreKey): Promise<void> {
    this.change(store).set(JSON.stringify(key), null)
  }

  async deleteAll(store: StoreName, prefix: StoreKey): Promise<void> {
    for (const { key } of this.entries(store, prefix)) await this.delete(store, key)
  }

  commit(): void {
    for (const [store, changes] of this.changed) {
      const table = this.disk.table(store)
      for (const [text, entry] of changes) {
        if (entry) table.set(text, entry)
        else table.delete(text)
      }
    }
  }

  private change(store: StoreName): Map<string, Entry | null> {
    if (!this.writable.has(store)) throw new Error(`The transaction was not opened for writing ${store}.`)
    const found = this.changed.get(store) ?? new Map<string, Entry | null>()
    this.changed.set(store, found)
    return found
  }

  private entries(store: StoreName, prefix: StoreKey): Entry[] {
    const mine = this.changed.get(store)
    const all = mine?.size
      ? new Map<string, Entry | null>([...this.disk.table(store), ...mine])
      : this.disk.table(store)
    const found: Entry[] = []
    for (const entry of all.values())
      if (entry && prefix.every((part, index) => entry.key[index] === part)) found.push(entry)
    return found.sort((one, other) => compareKeys(one.key, other.key))
  }
}

/** The order of IndexedDB: part by part, numbers before texts, the shorter key first. */
function compareKeys(one: StoreKey, other: StoreKey): number {
  for (const [index, a] of one.entries()) {
    const b = other[index]
    if (b === undefined) return 1
    if (a === b) continue
    if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1
    return a < b ? -1 : 1
  }
  return one.length - other.length
}
