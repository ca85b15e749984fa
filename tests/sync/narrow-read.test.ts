import { expect, it } from 'vitest'
import { SCHEMA } from '@/schema/upgrades'
import { LIMITS, type Context } from '@/sync/engine/context'
import { save } from '@/sync/engine/outbox'
import type { LocalWrite } from '@/sync/door'
import type { Remote, StoreName, StoreWriter } from '@/sync/ports'
import { ANNA, DAYS, entryOf, PROJECTS, TASKS } from '@tests/simulator/world'
import { MemoryStore } from './memory-store'

/** A PMO's copy holds a thousand chunks: reading them all to keep one entry takes longer than the entry itself. */
it('keeping a time entry reads its own month of its own person and nothing else', async () => {
  const store = new CountingStore()
  await save(contextOf(store), [anEntry('create', { effort: 500, comment: '', author: ANNA })], [])
  await save(contextOf(store), [anEntry('patch', { effort: 250 })], [])
  expect(store.wholeReads).toBe(0)
})

class CountingStore extends MemoryStore {
  wholeReads = 0

  override write<T>(stores: readonly StoreName[], work: (tx: StoreWriter) => Promise<T>): Promise<T> {
    return super.write(stores, (tx) => {
      const getAll = tx.getAll.bind(tx)
      tx.getAll = (store, prefix) => {
        if (store === 'chunks') this.wholeReads += 1
        return getAll(store, prefix)
      }
      return work(tx)
    })
  }
}

function anEntry(op: 'create' | 'patch', fields: { [field: string]: unknown }): LocalWrite {
  const [scope, task, day] = [PROJECTS[0] ?? '', TASKS[0]?.[0] ?? '', DAYS[0] ?? '']
  const place = { project: scope, task, user: ANNA, day }
  return { op, coll: 'time_entries', id: entryOf(ANNA, task, day), scope, fields: { ...place, ...fields } }
}

function contextOf(store: MemoryStore): Context {
  const unused = () => Promise.reject(new Error('not in this test'))
  const remote: Remote = {
    push: unused,
    pull: unused,
    snapshot: unused,
    receipts: unused,
    sendPhoto: unused,
    fetchPhoto: unused,
  }
  const random = { id: () => 'id', fraction: () => 0 }
  const rest = { me: ANNA, from: '', limits: LIMITS, schema: SCHEMA, changed: () => undefined }
  return { store, remote, clock: { now: () => 0 }, random, ...rest }
}
