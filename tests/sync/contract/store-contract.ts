import { expect, it } from 'vitest'
import type { LocalStore } from '@/sync/ports'

/** The promises of a LocalStore, for every implementation. `open` opens the same, at first empty, database again. */
export function storeContract(open: () => Promise<LocalStore> | LocalStore): void {
  const boom = new Error('boom')

  it('keeps what was written across closing and opening', async () => {
    const store = await open()
    await store.write(['meta'], (tx) => tx.put('meta', ['a'], { n: 1 }))
    store.close()
    const again = await open()
    expect(await again.read(['meta'], (tx) => tx.get('meta', ['a']))).toEqual({ n: 1 })
  })

  it('keeps nothing of a transaction whose work fails', async () => {
    const store = await open()
    const failing = store.write(['ops', 'meta'], async (tx) => {
      await tx.put('ops', ['x', 'y'], 1)
      await tx.put('meta', ['m'], 1)
      throw boom
    })
    await expect(failing).rejects.toBe(boom)
    const kept = await store.read(['ops', 'meta'], async (tx) => [await tx.getAll('ops'), await tx.getAll('meta')])
    expect(kept).toEqual([[], []])
  })

  it('reads its own writes inside a transaction', async () => {
    const store = await open()
    const seen = await store.write(['ops'], async (tx) => {
      await tx.put('ops', ['c', 'i'], 'first')
      await tx.put('ops', ['c', 'i'], 'second')
      return tx.get('ops', ['c', 'i'])
    })
    expect(seen).toBe('second')
  })

  it('reads and deletes together what has a common beginning, in key order', async () => {
    const store = await open()
    const keys = [
      ['a', 'b', 2],
      ['a', 'b', 10],
      ['a', 'b'],
      ['a', 'bb'],
      ['b', 'b'],
      ['a', 'c', 'x'],
    ] as const
    await store.write(['recs'], async (tx) => {
      for (const key of keys) await tx.put('recs', key, key.join())
    })
    const under = () => store.read(['recs'], (tx) => tx.getAll<string>('recs', ['a', 'b']))
    expect(await under()).toEqual(['a,b', 'a,b,2', 'a,b,10'])
    await store.write(['recs'], (tx) => tx.deleteAll('recs', ['a', 'b']))
    expect(await store.read(['recs'], (tx) => tx.getAll('recs'))).toEqual(['a,bb', 'a,c,x', 'b,b'])
  })

  it('orders fractions and whole numbers', async () => {
    const store = await open()
    await store.write(['batches'], async (tx) => {
      for (const n of [10, 2, 2.5]) await tx.put('batches', [n], n)
    })
    expect(await store.read(['batches'], (tx) => tx.getAll('batches'))).toEqual([2, 2.5, 10])
  })

  it('lets no update get lost between two transactions', async () => {
    const store = await open()
    const count = () =>
      store.write(['meta'], async (tx) =>
        tx.put('meta', ['count'], ((await tx.get<number>('meta', ['count'])) ?? 0) + 1),
      )
    await Promise.all([count(), count(), count(), count()])
    expect(await store.read(['meta'], (tx) => tx.get('meta', ['count']))).toBe(4)
  })

  it('goes on after a failed transaction', async () => {
    const store = await open()
    await store.write(['meta'], () => Promise.reject(boom)).catch(() => undefined)
    await store.write(['meta'], (tx) => tx.put('meta', ['a'], 2))
    expect(await store.read(['meta'], (tx) => tx.get('meta', ['a']))).toBe(2)
  })

  it('keeps blobs whole', async () => {
    const store = await open()
    await store.write(['blobs'], (tx) => tx.put('blobs', ['p'], { blob: new Blob(['photo'], { type: 'image/jpeg' }) }))
    const kept = await store.read(['blobs'], (tx) => tx.get<{ blob: Blob }>('blobs', ['p']))
    expect(kept?.blob.type).toBe('image/jpeg')
    expect(await kept?.blob.text()).toBe('photo')
  })

  it('is empty after erasing', async () => {
    const store = await open()
    await store.write(['meta'], (tx) => tx.put('meta', ['a'], 1))
    await store.erase()
    const again = await open()
    expect(await again.read(['meta'], (tx) => tx.getAll('meta'))).toEqual([])
  })
}
