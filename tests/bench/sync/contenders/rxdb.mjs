import { createRxDatabase } from 'rxdb/plugins/core'
import { replicateRxCollection } from 'rxdb/plugins/replication'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import { Subject } from 'rxjs'
import { plainPocketBase } from './plain-pocketbase.mjs'

/**
 * RxDB with its Dexie storage, replicated with PocketBase's stock API the way its own Supabase plugin does it: a checkpoint
 * of (updated, id), inserts that answer with the record when it exists, updates that compare with the assumed state.
 */

const text = { type: 'string' }
const schema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 15 },
    project: text,
    task: text,
    user: text,
    day: text,
    effort: { type: 'number' },
    comment: text,
    author: text,
  },
  required: ['id', 'project', 'task', 'user', 'day', 'effort', 'comment', 'author'],
}
/** The longest page that PocketBase gives, and as many operations in a batch as one filter can check. */
const TUNED = { pull: { batchSize: 1000 }, push: { batchSize: 200 } }
/** No size is said: RxDB takes 100 both ways. */
const GUIDED = { pull: {}, push: {} }
const RETRY = 300

/** @type {import('../device').OpenDevice} */
export const open = (setup) => openWith(TUNED, setup)
/** @type {import('../device').OpenDevice} */
export const openAsGuided = (setup) => openWith(GUIDED, setup)

async function openWith(sizes, { name, space, strict }) {
  const settings = strict ? { chromeTransactionDurability: 'strict' } : {}
  // One tab: nothing to tell other tabs, no leader to elect.
  const db = await createRxDatabase({ name, storage: getRxStorageDexie(settings), multiInstance: false })
  const { entries } = await db.addCollections({ entries: { schema } })
  const server = plainPocketBase(space)
  /** @type {Subject<unknown>} */
  const news = new Subject()
  const pull = { ...sizes.pull, handler: server.pull, stream$: news.asObservable() }
  const push = { ...sizes.push, handler: server.push }
  const replicate = (parts, live) =>
    replicateRxCollection({
      replicationIdentifier: space,
      collection: entries,
      deletedField: 'deleted',
      waitForLeadership: false,
      retryTime: RETRY,
      live,
      ...parts,
    })
  let running = null
  const listening = (parts) => (running ??= replicate(parts, true))

  return {
    keep: async (rows) => {
      if (rows.length === 1) await entries.insert(rows[0])
      else await entries.bulkInsert([...rows])
    },
    async change({ id }, comment) {
      const doc = await entries.findOne(id).exec()
      let replaced = ''
      await doc.incrementalModify((now) => {
        replaced = now.comment
        return { ...now, comment }
      })
      return replaced
    },
    push: () => replicate({ push }, false).awaitInitialReplication(),
    async pull() {
      const known = running
      const state = listening({ pull })
      if (!known) return state.awaitInitialReplication()
      state.reSync()
      await state.awaitInSync()
    },
    async goLive() {
      await listening({ pull, push }).awaitInitialReplication()
      const { listen } = await import('./plain-pocketbase-live.mjs')
      await listen(space, (item) => news.next(item))
    },
    async settle() {
      const state = listening({ pull, push })
      await state.awaitInSync()
      state.reSync()
      await state.awaitInSync()
    },
    find: async ({ id }) => (await entries.findOne(id).exec())?.toJSON() ?? null,
    all: async () => (await entries.find().exec()).map((doc) => doc.toJSON()),
    watch: ({ id }, seen) =>
      entries.$.subscribe((event) => event.documentId === id && seen(event.documentData.comment)),
    // The default conflict handler keeps the server's state; nothing is kept of the other.
    aside: async () => [],
  }
}
