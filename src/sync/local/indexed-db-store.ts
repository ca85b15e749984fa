import { deleteDB, openDB } from 'idb'
import type { IDBPDatabase, IDBPTransaction } from 'idb'
import { STORE_NAMES, StorageFull } from '../ports'
import type { LocalStore, StoreKey, StoreName, StoreReader, StoreWriter } from '../ports'

const VERSION = 1

/** The local store in IndexedDB. Every write is on disk before it resolves (durability strict). */
export class IndexedDbStore implements LocalStore {
  private opened: Promise<IDBPDatabase> | null = null

  constructor(private readonly name: string) {}

  read<T>(stores: readonly StoreName[], work: (tx: StoreReader) => Promise<T>): Promise<T> {
    return this.retryOnce((db) => this.run(db, stores, 'readonly', work))
  }

  write<T>(stores: readonly StoreName[], work: (tx: StoreWriter) => Promise<T>): Promise<T> {
    return this.retryOnce((db) => this.run(db, stores, 'readwrite', work))
  }

  close(): void {
    void this.opened?.then((db) => db.close())
    this.opened = null
  }

  async erase(): Promise<void> {
    this.close()
    await deleteDB(this.name)
  }

  /** iOS drops connections of pages in the background: open anew and try once more, then tell. */
  private async retryOnce<T>(run: (db: IDBPDatabase) => Promise<T>): Promise<T> {
    try {
      return await run(await this.open())
    } catch (problem) {
      if (!isDropped(problem)) throw problem
      this.opened = null
      return run(await this.open())
    }
  }

  private open(): Promise<IDBPDatabase> {
    this.opened ??= openDB(this.name, VERSION, {
      upgrade: (db) => {
        for (const store of STORE_NAMES) if (!db.objectStoreNames.contains(store)) db.createObjectStore(store)
      },
      // A newer version in another tab, or erasing, must not wait for this one.
      blocking: () => this.close(),
      terminated: () => {
        this.opened = null
      },
    }).catch((problem: unknown) => {
      this.opened = null
      throw fullOr(problem)
    })
    return this.opened
  }

  private async run<T>(
    db: IDBPDatabase,
    stores: readonly StoreName[],
    mode: IDBTransactionMode,
    work: (tx: StoreWriter) => Promise<T>,
  ): Promise<T> {
    const tx = db.transaction(stores, mode, { durability: 'strict' })
    const done = tx.done
    // Looked at below; without this, an abort in the middle of the work is reported as unhandled.
    done.catch(() => undefined)
    try {
      const result = await work(new IndexedDbTransaction(tx as AnyTransaction))
      await done
      return result
    } catch (problem) {
      abort(tx as AnyTransaction)
      throw fullOr(problem)
    }
  }
}

type AnyTransaction = IDBPTransaction<unknown, string[], IDBTransactionMode>

class IndexedDbTransaction implements StoreWriter {
  constructor(private readonly tx: AnyTransaction) {}

  async get<T>(store: StoreName, key: StoreKey): Promise<T | undefined> {
    return (await this.tx.objectStore(store).get(validKey(key))) as T | undefined
  }

  async getAll<T>(store: StoreName, prefix: StoreKey = []): Promise<T[]> {
    return (await this.tx.objectStore(store).getAll(prefix.length ? under(prefix) : undefined)) as T[]
  }

  async put(store: StoreName, key: StoreKey, value: unknown): Promise<void> {
    await this.tx.objectStore(store).put?.(value, validKey(key))
  }

  async delete(store: StoreName, key: StoreKey): Promise<void> {
    await this.tx.objectStore(store).delete?.(validKey(key))
  }

  async deleteAll(store: StoreName, prefix: StoreKey): Promise<void> {
    await this.tx.objectStore(store).delete?.(under(prefix))
  }
}

const validKey = (key: StoreKey): IDBValidKey => [...key]

/** An array sorts after every text and number: it closes the range of all keys with this beginning. */
const under = (prefix: StoreKey) => IDBKeyRange.bound([...prefix], [...prefix, []])

function abort(tx: AnyTransaction): void {
  try {
    tx.abort()
  } catch {
    // It has ended by itself; nothing of it was kept.
  }
}

function isDropped(problem: unknown): boolean {
  return problem instanceof DOMException && ['InvalidStateError', 'UnknownError'].includes(problem.name)
}

function fullOr(problem: unknown): unknown {
  return problem instanceof DOMException && problem.name === 'QuotaExceededError' ? new StorageFull() : problem
}
