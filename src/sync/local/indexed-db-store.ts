import { deleteDB, openDB } from 'idb'
import type { IDBPDatabase, IDBPTransaction } from 'idb'
import { STORE_NAMES, StorageFull, StorageNewer, StorageUnavailable } from '../ports'
import type { LocalStore, StoreKey, StoreName, StoreReader, StoreWriter } from '../ports'

type Mode = 'readonly' | 'readwrite'
type Transaction = IDBPTransaction<unknown, StoreName[], 'readwrite'>

/** The database of one user on this device. `name` tells users and servers apart. */
export class IndexedDbStore implements LocalStore {
  private db: Promise<IDBPDatabase> | null = null

  /** `version` grows with the schema: an app of an older version can't open what a newer one keeps. */
  constructor(
    private readonly name: string,
    private readonly version: number,
  ) {}

  read<T>(stores: readonly StoreName[], work: (tx: StoreReader) => Promise<T>): Promise<T> {
    return this.run('readonly', stores, work)
  }

  write<T>(stores: readonly StoreName[], work: (tx: StoreWriter) => Promise<T>): Promise<T> {
    return this.run('readwrite', stores, work)
  }

  close(): void {
    void this.db?.then((db) => db.close()).catch(() => undefined)
    this.db = null
  }

  async erase(): Promise<void> {
    const open = await this.db?.catch(() => null)
    open?.close()
    this.db = null
    await deleteDB(this.name)
  }

  /** Reopens and tries once more when the connection was lost: iOS drops it in the background. */
  private async run<T>(mode: Mode, stores: readonly StoreName[], work: (tx: StoreWriter) => Promise<T>): Promise<T> {
    try {
      return await this.attempt(mode, stores, work)
    } catch (error) {
      if (!isLostConnection(error)) throw named(error)
      this.close()
      return this.attempt(mode, stores, work).catch((again: unknown) => {
        throw named(again)
      })
    }
  }

  private async attempt<T>(
    mode: Mode,
    stores: readonly StoreName[],
    work: (tx: StoreWriter) => Promise<T>,
  ): Promise<T> {
    const db = await this.open()
    const options = mode === 'readwrite' ? ({ durability: 'strict' } as const) : {}
    const tx = db.transaction([...stores], mode, options) as Transaction
    const done = tx.done
    try {
      const result = await work(new Steps(tx))
      // Nothing more comes: without this the database waits for a turn of the page to find out by itself.
      if (mode === 'readwrite') tx.commit()
      await done
      return result
    } catch (error) {
      abort(tx)
      // What the database says is the cause; the failed step is only where it showed.
      const cause: unknown = await done.then(() => null).catch((why: unknown) => why)
      throw isNamed(cause, 'QuotaExceededError') ? cause : error
    }
  }

  private open(): Promise<IDBPDatabase> {
    this.db ??= openDB(this.name, this.version, {
      upgrade(db) {
        for (const store of STORE_NAMES) if (!db.objectStoreNames.contains(store)) db.createObjectStore(store)
      },
      blocking: () => this.close(),
      terminated: () => (this.db = null),
    })
    // A door that did not open is tried again at the next knock.
    this.db.catch(() => (this.db = null))
    return this.db
  }
}

/** The operations inside one transaction. Writes are not waited for: one that fails fails the transaction, which says so. */
class Steps implements StoreWriter {
  constructor(private readonly tx: Transaction) {}

  get<T>(store: StoreName, key: StoreKey): Promise<T | undefined> {
    return this.tx.objectStore(store).get([...key]) as Promise<T | undefined>
  }

  getAll<T>(store: StoreName, prefix?: StoreKey): Promise<T[]> {
    return this.tx.objectStore(store).getAll(prefix && under(prefix)) as Promise<T[]>
  }

  async put(store: StoreName, key: StoreKey, value: unknown): Promise<void> {
    begin(this.tx.objectStore(store).put(value, [...key]))
  }

  async delete(store: StoreName, key: StoreKey): Promise<void> {
    begin(this.tx.objectStore(store).delete([...key]))
  }

  async deleteAll(store: StoreName, prefix: StoreKey): Promise<void> {
    begin(this.tx.objectStore(store).delete(under(prefix)))
  }
}

/** In key order a list sorts after every text and number, so it closes the range of all keys with this beginning. */
function under(prefix: StoreKey): IDBKeyRange {
  return IDBKeyRange.bound([...prefix], [...prefix, []])
}

/** What became of it is told by the end of its transaction. */
function begin(step: Promise<unknown>): void {
  step.catch(() => undefined)
}

function abort(tx: Transaction): void {
  try {
    tx.abort()
  } catch {
    // It had ended already.
  }
}

const isNamed = (error: unknown, ...names: string[]) => error instanceof DOMException && names.includes(error.name)

/** A step of ours that failed is not a lost connection: it must be seen. */
const isLostConnection = (error: unknown) => isNamed(error, 'InvalidStateError', 'UnknownError', 'AbortError')

function named(error: unknown): unknown {
  if (isNamed(error, 'QuotaExceededError')) return new StorageFull()
  if (isNamed(error, 'VersionError')) return new StorageNewer()
  return error instanceof DOMException ? new StorageUnavailable(error) : error
}
