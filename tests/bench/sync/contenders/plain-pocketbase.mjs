/** Pull and push handlers for a PocketBase collection with client ids, `deleted` and an `updated` autodate. */

const FIELDS = ['id', 'project', 'task', 'user', 'day', 'effort', 'comment', 'author', 'deleted']

/** @param {string} collection */
export function plainPocketBase(collection) {
  const records = `/api/collections/${collection}/records`

  async function pull(checkpoint, batchSize) {
    const { updated = '', id = '' } = checkpoint ?? {}
    const filter = checkpoint ? `updated > "${updated}" || (updated = "${updated}" && id > "${id}")` : ''
    const rows = await list({ filter, sort: 'updated,id', perPage: batchSize })
    const last = rows.at(-1)
    return {
      documents: rows.map(documentOf),
      checkpoint: last ? { updated: last.updated, id: last.id } : checkpoint,
    }
  }

  async function push(rows) {
    const conflicts = await changedBelow(rows.filter((row) => row.assumedMasterState))
    const bad = new Set(conflicts.map((one) => one.id))
    const good = rows.filter((row) => !bad.has(row.newDocumentState.id))
    if (good.length === 0 || (await batch(good))) return conflicts
    // One record was there already, so nothing of the batch was done: all that exist are told apart.
    const there = await byId(good.filter((row) => !row.assumedMasterState))
    await batch(
      good.filter((row) => !there.has(row.newDocumentState.id)),
      true,
    )
    return [...conflicts, ...there.values()]
  }

  /** The records that are not as the device assumed. */
  async function changedBelow(updates) {
    const now = await byId(updates)
    return updates.flatMap(({ newDocumentState, assumedMasterState }) => {
      const current = now.get(newDocumentState.id)
      return !current || isSame(current, assumedMasterState) ? [] : [current]
    })
  }

  async function byId(rows) {
    if (rows.length === 0) return new Map()
    const filter = rows.map((row) => `id = "${row.newDocumentState.id}"`).join(' || ')
    const found = await list({ filter, perPage: rows.length })
    return new Map(found.map((row) => [row.id, documentOf(row)]))
  }

  async function list(query) {
    const options = new URLSearchParams({ skipTotal: '1', fields: [...FIELDS, 'updated'].join(), ...query })
    const response = await fetch(`${records}?${options}`)
    if (!response.ok) throw new Error(`pull: ${response.status}`)
    return (await response.json()).items
  }

  /** Answers false when the whole was refused. */
  async function batch(rows, must = false) {
    if (rows.length === 0) return true
    const requests = rows.map(({ newDocumentState, assumedMasterState }) =>
      assumedMasterState
        ? { method: 'PATCH', url: `${records}/${newDocumentState.id}`, body: newDocumentState }
        : { method: 'POST', url: records, body: newDocumentState },
    )
    const headers = { 'content-type': 'application/json' }
    const response = await fetch('/api/batch', { method: 'POST', headers, body: JSON.stringify({ requests }) })
    if (response.status === 400 && !must) return false
    if (!response.ok) throw new Error(`push: ${response.status}`)
    return true
  }

  return { pull, push }
}

export const documentOf = (record) => Object.fromEntries(FIELDS.map((field) => [field, record[field]]))

const isSame = (one, other) => FIELDS.every((field) => (one[field] ?? false) === (other[field] ?? false))
