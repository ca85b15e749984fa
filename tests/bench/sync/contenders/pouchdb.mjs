import PouchDB from 'pouchdb-browser'

/** PouchDB as it comes, against a server that speaks its protocol. */

const TUNED = { batch_size: 1000, batches_limit: 10 }
/** As in its guide: `replicate.to(remote)` and nothing else, which takes 100 at a time. */
const GUIDED = {}
const once = (replication) => new Promise((resolve, reject) => replication.on('complete', resolve).on('error', reject))

/** @type {import('../device').OpenDevice} */
export const open = (setup) => openWith(TUNED, setup)
/** @type {import('../device').OpenDevice} */
export const openAsGuided = (setup) => openWith(GUIDED, setup)

async function openWith(options, { name, space }) {
  const local = new PouchDB(name)
  const remote = new PouchDB(`${location.origin}/${space}`, { skip_setup: true })
  let live = null
  const bring = () => once(local.replicate.from(remote, options))
  const send = () => once(local.replicate.to(remote, options))

  return {
    keep: async (rows) => {
      const docs = rows.map(({ id, ...fields }) => ({ _id: id, ...fields }))
      if (docs.length === 1) await local.put(docs[0])
      else await local.bulkDocs(docs)
    },
    async change({ id }, comment) {
      const doc = await local.get(id)
      await local.put({ ...doc, comment })
      return doc.comment
    },
    push: send,
    pull: bring,
    async goLive() {
      await bring()
      live = local.sync(remote, { ...options, live: true, retry: true, back_off_function: () => 300 })
      live.on('error', () => undefined)
    },
    async settle() {
      live?.cancel()
      await send()
      await bring()
    },
    find: async ({ id }) => entryOf(await local.get(id).catch(() => null)),
    all: async () => (await local.allDocs({ include_docs: true })).rows.map(({ doc }) => entryOf(doc)),
    watch: ({ id }, seen) =>
      local
        .changes({ live: true, since: 'now', include_docs: true, doc_ids: [id] })
        .on('change', ({ doc }) => seen(doc.comment)),
    /** The other values of a record, which PouchDB keeps as conflicting revisions. */
    async aside() {
      const { rows } = await local.allDocs({ include_docs: true, conflicts: true })
      const losers = rows.flatMap(({ id, doc }) => (doc._conflicts ?? []).map((rev) => local.get(id, { rev })))
      return (await Promise.all(losers)).map((doc) => doc.comment)
    },
  }
}

function entryOf(doc) {
  if (!doc) return null
  const { _id, _rev, _conflicts, ...fields } = doc
  return { id: _id, ...fields }
}
