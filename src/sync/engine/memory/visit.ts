import type { StoreKey, StoreName, StoreWriter } from '../../ports'
import { LIVE } from '../keys'
import { isUnder } from './key-order'
import type { Knowledge, Known } from './knowledge'

/** One transaction: what it can answer by itself, and what there is to remember when it is on disk. */
export class Visit implements StoreWriter {
  hasWritten = false
  hasRecalled = false
  private readonly news: ((knowledge: Knowledge) => void)[] = []
  private readonly changed = new Set<StoreName>()

  constructor(
    private readonly tx: StoreWriter,
    private readonly knowledge: Knowledge,
  ) {}

  tellTo(knowledge: Knowledge): void {
    for (const tell of this.news) tell(knowledge)
  }

  async get<T>(store: StoreName, key: StoreKey): Promise<T | undefined> {
    const known = this.recall(store, this.knowledge.get(store, key))
    if (known) return known.value as T | undefined
    const tell = this.place()
    const value = await this.tx.get<T>(store, key)
    if (isWorthIt(store, key)) tell((knowledge) => knowledge.learn(store, key, value))
    return value
  }

  async getAll<T>(store: StoreName, prefix: StoreKey = []): Promise<T[]> {
    const known = this.recall(store, this.knowledge.getAll(store, prefix))
    if (known) return known.value as T[]
    if (!isWorthItAll(store, prefix)) return this.tx.getAll<T>(store, prefix)
    const tell = this.place()
    const [values, keys] = await Promise.all([this.tx.getAll<T>(store, prefix), this.tx.getAllKeys(store, prefix)])
    tell((knowledge) => knowledge.learnAll(store, prefix, keys, values))
    // The list is the asker's, to sort as they like; its values are everybody's.
    return [...values]
  }

  getAllKeys(store: StoreName, prefix?: StoreKey): Promise<StoreKey[]> {
    return this.tx.getAllKeys(store, prefix)
  }

  put(store: StoreName, key: StoreKey, value: unknown): Promise<void> {
    this.writes(store, (knowledge) => knowledge.put(store, key, value))
    return this.tx.put(store, key, value)
  }

  delete(store: StoreName, key: StoreKey): Promise<void> {
    this.writes(store, (knowledge) => knowledge.delete(store, key))
    return this.tx.delete(store, key)
  }

  deleteAll(store: StoreName, prefix: StoreKey): Promise<void> {
    this.writes(store, (knowledge) => knowledge.deleteAll(store, prefix))
    return this.tx.deleteAll(store, prefix)
  }

  /** What this transaction wrote is read from the database until it is there for good. */
  private recall<T>(store: StoreName, known: Known<T>): Known<T> {
    if (!known || this.changed.has(store)) return null
    this.hasRecalled = true
    return known
  }

  private writes(store: StoreName, tell: (knowledge: Knowledge) => void): void {
    this.hasWritten = true
    this.changed.add(store)
    this.news.push(tell)
  }

  /** News are told in the order in which they were asked for, whenever their answer comes. */
  private place(): (tell: (knowledge: Knowledge) => void) => void {
    const place = this.news.push(() => undefined) - 1
    return (tell) => void (this.news[place] = tell)
  }
}

/** Sixty days of acknowledged batches are read when a server lost its memory, and not kept in mind. */
const isWorthIt = (store: StoreName, key: StoreKey) => store !== 'journal' || isUnder(key, LIVE)

/** The queue and all that is small. Of the copy only who is a member where, which every pull begins with. */
function isWorthItAll(store: StoreName, prefix: StoreKey): boolean {
  if (store === 'recs') return prefix[1] === 'memberships'
  return store !== 'chunks' && isWorthIt(store, prefix)
}
