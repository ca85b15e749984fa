import { deleteDB, openDB, unwrap } from 'idb'
import { STORE_NAMES, StorageFull, StorageNewer, StorageUnavailable } from '../ports'
import type { LocalStore, StoreKey, StoreName, StoreReader, StoreWriter } from '../ports'

/** Which stores there are. A new one is a new number: a tab that knows fewer stores can't write beside one that has more. */
const LAYOUT = 1
const LAYOUTS = 100

type Mode = 'readonly' | 'readwrite'

/** The database of one user on this device. `name` tells users and servers apart. */
export class IndexedDbStore implements LocalStore {
  private db: Promise<IDBDatabase> | null = null

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
    const tx = db.transaction([...stores], mode, options)
    const done = endOf(tx)
    try {
      const result = await work(new Steps(tx))
      if (mode === 'readwrite') commit(tx)
      await done
      return result
    } catch (error) {
      abort(tx)
      // What the database says is the cause; the failed step is only where it showed.
      const cause: unknown = await done.then(() => null).catch((why: unknown) => why)
      throw isNamed(cause, 'QuotaExceededError') ? cause : error
    }
  }

  private open(): Promise<IDBDatabase> {
    this.db ??= openDB(this.name, this.version * LAYOUTS + LAYOUT, {
      upgrade(db) {
        for (const store of STORE_NAMES) if (!db.objectStoreNames.contains(store)) db.createObjectStore(store)
      },
      blocking: () => this.close(),
      terminated: () => (this.db = null),
    }).then((db) => unwrap(db))
    // A door that did not open is tried again at the next knock.
    this.db.catch(() => (this.db = null))
    return this.db
  }
}

/**
 * The operations inside one transaction, on the bare database: this is what a tap waits for. Writes are not waited for:
 * one that fails fails the transaction, which says so.
 */
class Steps implements StoreWriter {
  constructor(private readonly tx: IDBTransaction) {}

  get<T>(store: StoreName, key: StoreKey): Promise<T | undefined> {
    return answerOf<T | undefined>(this.tx.objectStore(store).get([...key]))
  }

  getAll<T>(store: StoreName, prefix?: StoreKey): Promise<T[]> {
    return answerOf<T[]>(this.tx.objectStore(store).getAll(prefix && under(prefix)))
  }

  getAllKeys(store: StoreName, prefix?: StoreKey): Promise<StoreKey[]> {
    return answerOf<StoreKey[]>(this.tx.objectStore(store).getAllKeys(prefix && under(prefix)))
  }

  async put(store: StoreName, key: StoreKey, value: unknown): Promise<void> {
    this.tx.objectStore(store).put(value, [...key])
  }

  async delete(store: StoreName, key: StoreKey): Promise<void> {
    this.tx.objectStore(store).delete([...key])
  }

  async deleteAll(store: StoreName, prefix: StoreKey): Promise<void> {
    this.tx.objectStore(store).delete(under(prefix))
  }
}

function answerOf<T>(request: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result as T))
    request.addEventListener('error', () => reject(request.error as DOMException))
  })
}

/** Resolves when everything is on disk. */
function endOf(tx: IDBTransaction): Promise<void> {
  const end = new Promise<void>((resolve, reject) => {
    tx.addEventListener('complete', () => resolve())
    tx.addEventListener('abort', () => reject(tx.error ?? new DOMException('', 'AbortError')))
  })
  // Whoever waits for it hears of it; a step that failed before is told first.
  end.catch(() => undefined)
  return end
}

/** In key order a list sorts after every text and number, so it closes the range of all keys with this beginning. */
function under(prefix: StoreKey): IDBKeyRange {
  return IDBKeyRange.bound([...prefix], [...prefix, []])
}

/** Nothing more comes: left to itself, the database waits for the answer of the last step to find out. */
function commit(tx: IDBTransaction): void {
  try {
    tx.commit()
  } catch {
    // It had ended already; its end says how.
  }
}

function abort(tx: IDBTransaction): void {
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
