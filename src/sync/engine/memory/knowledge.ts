import type { StoreKey, StoreName } from '../../ports'
import { inKeyOrder, isUnder } from './key-order'

/** What is known of a database without asking it: single keys, and beginnings under which every key is known. */

interface Entry {
  key: StoreKey
  /** undefined: known not to be there. */
  value: unknown
}

interface Facts {
  entries: Map<string, Entry>
  whole: StoreKey[]
}

/** `null`: it must be asked. */
export type Known<T> = { value: T } | null

const nameOf = (key: StoreKey) => JSON.stringify(key)

/** More single keys than this are not kept in mind of one store: a first copy passes thousands of months. */
const MANY = 100

export class Knowledge {
  private readonly stores = new Map<StoreName, Facts>()

  get(store: StoreName, key: StoreKey): Known<unknown> {
    const facts = this.stores.get(store)
    const entry = facts?.entries.get(nameOf(key))
    if (entry) return { value: entry.value }
    return facts && isWithin(facts.whole, key) ? { value: undefined } : null
  }

  /** In key order. */
  getAll(store: StoreName, prefix: StoreKey): Known<unknown[]> {
    const facts = this.stores.get(store)
    if (!facts || !isWithin(facts.whole, prefix)) return null
    const found = [...facts.entries.values()].filter(({ key, value }) => value !== undefined && isUnder(key, prefix))
    return { value: found.sort((one, other) => inKeyOrder(one.key, other.key)).map(({ value }) => value) }
  }

  learn(store: StoreName, key: StoreKey, value: unknown): void {
    const { entries, whole } = this.factsOf(store)
    if (whole.length === 0 && entries.size >= MANY) entries.clear()
    set(entries, key, value)
  }

  /** Everything under this beginning. */
  learnAll(store: StoreName, prefix: StoreKey, keys: readonly StoreKey[], values: readonly unknown[]): void {
    const { entries, whole } = this.factsOf(store)
    this.deleteAll(store, prefix)
    if (!isWithin(whole, prefix)) whole.push([...prefix])
    for (const [index, key] of keys.entries()) set(entries, key, values[index])
  }

  /** Keeps up with a write where something was known; a write alone teaches nothing. */
  put(store: StoreName, key: StoreKey, value: unknown): void {
    if (this.get(store, key)) set(this.factsOf(store).entries, key, value)
  }

  delete(store: StoreName, key: StoreKey): void {
    const facts = this.stores.get(store)
    if (facts && isWithin(facts.whole, key)) facts.entries.delete(nameOf(key))
    else this.put(store, key, undefined)
  }

  deleteAll(store: StoreName, prefix: StoreKey): void {
    const entries = this.stores.get(store)?.entries ?? new Map<string, Entry>()
    for (const [name, { key }] of entries) if (isUnder(key, prefix)) entries.delete(name)
  }

  private factsOf(store: StoreName): Facts {
    const known = this.stores.get(store)
    if (known) return known
    const facts: Facts = { entries: new Map(), whole: [] }
    this.stores.set(store, facts)
    return facts
  }
}

const isWithin = (whole: readonly StoreKey[], key: StoreKey) => whole.some((prefix) => isUnder(key, prefix))

function set(entries: Map<string, Entry>, key: StoreKey, value: unknown): void {
  entries.set(nameOf(key), { key: [...key], value: frozen(value) })
}

/** Many hands share what is remembered: nobody may change it in place. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return value
  for (const part of Object.values(value)) frozen(part)
  return Object.freeze(value)
}
