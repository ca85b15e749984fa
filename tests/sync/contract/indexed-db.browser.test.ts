import { beforeEach, describe, expect, it } from 'vitest'
import { IndexedDbStore } from '@/sync/local/indexed-db-store'
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

  it('lets another tab erase the database', async () => {
    const [store, other] = [new IndexedDbStore(name(), 1), new IndexedDbStore(name(), 1)]
    await store.write(['meta'], (tx) => tx.put('meta', ['a'], 1))
    await other.erase()
    expect(await store.read(['meta'], (tx) => tx.getAll('meta'))).toEqual([])
  })
})
