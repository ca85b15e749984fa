import { openDB } from 'idb'
import { beforeEach, describe, expect, it } from 'vitest'
import { RememberingStore } from '@/sync/engine/memory/remembering-store'
import { IndexedDbStore } from '@/sync/local/indexed-db-store'
import { STORE_NAMES } from '@/sync/ports'
import { storeContract } from './store-contract'

let turn = 0
const name = () => `contract ${turn}`

describe('IndexedDB keeps the promises of a LocalStore', () => {
  beforeEach(() => {
    turn += 1
  })
  storeContract(() => new IndexedDbStore(name(), 1))

  it('opens again by itself when the connection was closed under it', async () => {
    const store = new IndexedDbStore(name(), 1)
    await store.write(['meta'], (tx) => tx.put('meta', ['a'], 1))
    store.close()
    expect(await store.read(['meta'], (tx) => tx.get('meta', ['a']))).toBe(1)
  })

  it('a database of the layout before, without marks, keeps what waits in it', async () => {
    const before = await openDB(name(), 1, {
      upgrade: (db) => STORE_NAMES.filter((one) => one !== 'marks').forEach((one) => db.createObjectStore(one)),
      // As the app of that time did in a tab that was still open.
      blocking: () => before.close(),
    })
    await before.put('ops', { effort: 500 }, ['time_entries', 'a'])
    const store = new RememberingStore(new IndexedDbStore(name(), 1))
    await store.write(['meta'], (tx) => tx.put('meta', ['sync'], { next: 2 }))
    expect(await store.read(['ops'], (tx) => tx.getAll('ops'))).toEqual([{ effort: 500 }])
    expect(() => before.transaction('ops', 'readwrite')).toThrow(DOMException)
  })

  it('lets another tab erase the database', async () => {
    const [store, other] = [new IndexedDbStore(name(), 1), new IndexedDbStore(name(), 1)]
    await store.write(['meta'], (tx) => tx.put('meta', ['a'], 1))
    await other.erase()
    expect(await store.read(['meta'], (tx) => tx.getAll('meta'))).toEqual([])
  })
})

describe('IndexedDB, remembered, keeps them too', () => {
  beforeEach(() => {
    turn += 1
  })
  const open = () => new RememberingStore(new IndexedDbStore(name(), 1))
  storeContract(open)

  it('of two tabs that count at once, none loses a step', async () => {
    const tabs = [open(), open()]
    const count = (tab: RememberingStore) =>
      tab.write(['meta'], async (tx) => tx.put('meta', ['count'], ((await tx.get<number>('meta', ['count'])) ?? 0) + 1))
    for (let step = 0; step < 25; step++) await Promise.all(tabs.map(count))
    expect(await open().read(['meta'], (tx) => tx.get('meta', ['count']))).toBe(50)
  })

  it('a database erased by another tab is forgotten', async () => {
    const [store, other] = [open(), open()]
    await store.write(['ops'], (tx) => tx.put('ops', ['a', 'b'], 1))
    await store.read(['ops'], (tx) => tx.getAll('ops'))
    await other.erase()
    expect(await store.read(['ops'], (tx) => tx.getAll('ops'))).toEqual([])
  })
})
