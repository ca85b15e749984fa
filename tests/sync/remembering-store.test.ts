import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { RememberingStore } from '@/sync/engine/memory/remembering-store'
import type { StoreKey, StoreName, StoreReader, StoreWriter } from '@/sync/ports'
import { changed, Disk, MemoryStore } from './memory-store'

/** A store in memory that notes what it is asked. */
class AskedStore extends MemoryStore {
  asked: string[] = []

  override read<T>(stores: readonly StoreName[], work: (tx: StoreReader) => Promise<T>): Promise<T> {
    return super.read(stores, (tx) => work(this.noting(tx as StoreWriter)))
  }

  override write<T>(stores: readonly StoreName[], work: (tx: StoreWriter) => Promise<T>): Promise<T> {
    return super.write(stores, (tx) => work(this.noting(tx)))
  }

  private noting(tx: StoreWriter): StoreWriter {
    const get: StoreReader['get'] = (store, key) => (this.asked.push(`${store} ${key.join()}`), tx.get(store, key))
    const getAll: StoreReader['getAll'] = (store, prefix) => (this.asked.push(`${store} *`), tx.getAll(store, prefix))
    return changed(tx, { get, getAll })
  }
}

describe('what was read is not asked again', () => {
  let disk = new Disk()
  let asked = new AskedStore(disk)
  let store = new RememberingStore(asked)
  beforeEach(() => {
    disk = new Disk()
    asked = new AskedStore(disk)
    store = new RememberingStore(asked)
  })
  const all = (from: RememberingStore) => from.read(['ops'], (tx) => tx.getAll('ops'))
  const put = (into: RememberingStore, id: string, value: unknown) =>
    into.write(['ops'], (tx) => tx.put('ops', ['c', id], value))

  it('while this tab alone writes: only the mark is looked at', async () => {
    await put(store, 'a', 1)
    await all(store)
    await put(store, 'b', 2)
    asked.asked = []
    expect(await all(store)).toEqual([1, 2])
    expect(await store.read(['ops'], (tx) => tx.get('ops', ['c', 'none']))).toBeUndefined()
    expect(asked.asked).toEqual(['marks last', 'marks last'])
  })

  it('but is, once another tab wrote', async () => {
    await put(store, 'a', 1)
    await all(store)
    await put(new RememberingStore(new MemoryStore(disk)), 'b', 2)
    expect(await all(store)).toEqual([1, 2])
  })

  it('work that failed of what it remembered is done anew on the truth', async () => {
    await put(store, 'a', 1)
    await all(store)
    await put(new RememberingStore(new MemoryStore(disk)), 'b', 2)
    const both = store.write(['ops'], async (tx) => {
      if ((await tx.getAll('ops')).length < 2) throw new Error('one is missing')
      return 'both'
    })
    await expect(both).resolves.toBe('both')
  })

  it('work that fails on the truth fails', async () => {
    await put(store, 'a', 1)
    await all(store)
    const failing = store.write(['ops'], async (tx) => {
      await tx.put('ops', ['c', 'a'], 2)
      throw new Error('as it should')
    })
    await expect(failing).rejects.toThrow('as it should')
    expect(await all(store)).toEqual([1])
  })

  it('what a write that the disk refused wanted is not remembered', async () => {
    await put(store, 'a', 1)
    await all(store)
    disk.full = true
    await expect(put(store, 'b', 2)).rejects.toThrow('storage-full')
    expect(await all(store)).toEqual([1])
  })

  it('a list may be sorted by whoever asked, its values are changed by nobody', async () => {
    await put(store, 'a', { n: 1 })
    await put(store, 'b', { n: 2 })
    for (let time = 0; time < 2; time++) {
      const list = (await all(store)) as { n: number }[]
      expect(list).toEqual([{ n: 1 }, { n: 2 }])
      list.reverse()
      expect(() => (list[0]!.n = 3)).toThrow(TypeError)
    }
  })

  it('a writer reads its own writes between what it remembers', async () => {
    await put(store, 'a', 1)
    await all(store)
    const seen = await store.write(['ops'], async (tx) => {
      await tx.put('ops', ['c', 'b'], 2)
      await tx.delete('ops', ['c', 'a'])
      return [await tx.getAll('ops'), await tx.get('ops', ['c', 'a'])]
    })
    expect(seen).toEqual([[2], undefined])
    expect(await all(store)).toEqual([2])
  })
})

type Step =
  | { of: 'key'; kind: 'get' | 'put' | 'delete'; store: StoreName; key: StoreKey }
  | { of: 'prefix'; kind: 'getAll' | 'deleteAll'; store: StoreName; prefix: StoreKey }

const STORES: StoreName[] = ['ops', 'recs', 'chunks', 'journal', 'meta']
const part = fc.constantFrom('live', 'memberships', 'a', 1, 2)
const keyed = fc.record({
  of: fc.constant('key' as const),
  kind: fc.constantFrom('get' as const, 'put' as const, 'delete' as const),
  store: fc.constantFrom(...STORES),
  key: fc.array(part, { minLength: 1, maxLength: 3 }),
})
const ranged = fc.record({
  of: fc.constant('prefix' as const),
  kind: fc.constantFrom('getAll' as const, 'deleteAll' as const),
  store: fc.constantFrom(...STORES),
  prefix: fc.array(part, { maxLength: 2 }),
})
const transaction = fc.record({
  tab: fc.nat({ max: 1 }),
  fails: fc.boolean(),
  steps: fc.array(fc.oneof({ weight: 3, arbitrary: keyed }, ranged), { minLength: 1, maxLength: 6 }),
})

/** What the steps read. Values are counted, so that no two writes are alike. */
async function carryOut(tx: StoreWriter, steps: readonly Step[], value: number): Promise<unknown[]> {
  const seen: unknown[] = []
  for (const step of steps)
    if (step.of === 'prefix') {
      if (step.kind === 'getAll') seen.push(await tx.getAll(step.store, step.prefix))
      else await tx.deleteAll(step.store, step.prefix)
    } else if (step.kind === 'get') seen.push(await tx.get(step.store, step.key))
    else if (step.kind === 'put') await tx.put(step.store, step.key, { value })
    else await tx.delete(step.store, step.key)
  return seen
}

it('law: two tabs that remember read exactly what one that asks would have read', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(transaction, { maxLength: 25 }), async (transactions) => {
      const [disk, plain] = [new Disk(), new MemoryStore()]
      const tabs = [0, 1].map(() => new RememberingStore(new MemoryStore(disk)))
      const failed = new Error('failed')
      for (const [value, { tab, fails, steps }] of transactions.entries()) {
        const run = (tx: StoreWriter) =>
          carryOut(tx, steps, value).then((seen) => (fails ? Promise.reject({ failed, seen }) : seen))
        const [one, other] = await Promise.allSettled([tabs[tab]!.write(STORES, run), plain.write(STORES, run)])
        expect(one).toEqual(other)
      }
      for (const store of STORES) {
        const left = (of: RememberingStore | MemoryStore) => of.read(STORES, (tx) => tx.getAll(store))
        const expected = await left(plain)
        for (const tab of tabs) expect(await left(tab)).toEqual(expected)
      }
    }),
    { numRuns: 400 },
  )
})

it('law: tabs that count at once lose no step', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: 2 }), { maxLength: 30 }), async (turns) => {
      const disk = new Disk()
      const tabs = [0, 1, 2].map(() => new RememberingStore(new MemoryStore(disk)))
      const count = (tab: RememberingStore) =>
        tab.write(['meta'], async (tx) => tx.put('meta', ['n'], ((await tx.get<number>('meta', ['n'])) ?? 0) + 1))
      await Promise.all(turns.map((turn) => count(tabs[turn]!)))
      expect(await tabs[0]!.read(['meta'], (tx) => tx.get('meta', ['n']))).toBe(turns.length || undefined)
    }),
  )
})
