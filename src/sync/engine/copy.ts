import type { PulledRow } from '@/schema/sync-wire'
import type { StoreReader, StoreWriter } from '../ports'
import { chunkKey, rowKey, scopeKey, SCOPES } from './keys'
import type { Chunk, Row, ScopeState, StoredRow } from './stored'

/** The server copy. Only pulling writes it. */

export const ENTRIES = 'time_entries'

/** The states of all scopes that this device holds. */
export const readScopes = (tx: StoreReader) => tx.getAll<ScopeState>('meta', SCOPES)

/** Puts what the server sent, but for months before `from`; answers the collections touched. */
export async function applyRows(
  tx: StoreWriter,
  scope: string,
  rows: readonly PulledRow[],
  from: string,
): Promise<Set<string>> {
  const touched = new Set(rows.map((row) => row.coll))
  const parts = new Map<string, PulledRow[]>()
  // Asked for together: one after another, the way to the database and back takes longer than the work.
  const steps: Promise<void>[] = []
  for (const pulled of rows) {
    const { coll, id, row } = pulled
    if (coll === ENTRIES) {
      // Older than what this device keeps.
      if (pulled.part < from) continue
      const part = parts.get(pulled.part)
      if (part) part.push(pulled)
      else parts.set(pulled.part, [pulled])
    } else if (row === null) steps.push(tx.delete('recs', rowKey(scope, coll, id)))
    else steps.push(tx.put('recs', rowKey(scope, coll, id), storedRow(scope, coll, id, row)))
  }
  for (const [part, changes] of parts) steps.push(mergeChunk(tx, scope, part, changes))
  await Promise.all(steps)
  return touched
}

const storedRow = (scope: string, coll: string, id: string, row: Row): StoredRow => ({ scope, coll, id, row })

async function mergeChunk(tx: StoreWriter, scope: string, part: string, changes: readonly PulledRow[]): Promise<void> {
  const [month = '', user = ''] = part.split('|')
  const key = chunkKey(scope, month, user)
  const rows = { ...(await tx.get<Chunk>('chunks', key))?.rows }
  for (const { id, row } of changes) {
    if (row) rows[id] = row
    else delete rows[id]
  }
  if (Object.keys(rows).length === 0) await tx.delete('chunks', key)
  else await tx.put('chunks', key, { scope, month, user, rows } satisfies Chunk)
}

/** Forgets the copy of one scope. */
export async function clearScope(tx: StoreWriter, scope: string): Promise<void> {
  await tx.deleteAll('recs', [scope])
  await tx.deleteAll('chunks', [scope])
}

/** Where a copy is collected while the one that it will replace is still shown. */
export const besideOf = (scope: string) => `beside ${scope}`

/** At the next contact every copy is taken anew, beside the one that is shown until then. */
export async function retakeAll(tx: StoreWriter): Promise<void> {
  for (const state of await readScopes(tx))
    if (state.snapshot === null)
      await tx.put('meta', scopeKey(state.scope), {
        ...state,
        snapshot: { after: '' },
        beside: true,
      } satisfies ScopeState)
}

/** The copy collected beside takes the place of the old one. Answers the collections that may look different. */
export async function takeOver(tx: StoreWriter, scope: string): Promise<Set<string>> {
  const beside = besideOf(scope)
  const old = await tx.getAll<StoredRow>('recs', [scope])
  const rows = await tx.getAll<StoredRow>('recs', [beside])
  const chunks = await tx.getAll<Chunk>('chunks', [beside])
  await clearScope(tx, scope)
  await clearScope(tx, beside)
  for (const one of rows) await tx.put('recs', rowKey(scope, one.coll, one.id), { ...one, scope })
  for (const one of chunks) await tx.put('chunks', chunkKey(scope, one.month, one.user), { ...one, scope })
  return new Set([ENTRIES, ...old.map((one) => one.coll), ...rows.map((one) => one.coll)])
}

/** The server's row of one record, as last pulled. `hint`: fields that may say in which chunk a time entry lies. */
export async function readRow(
  tx: StoreReader,
  scope: string,
  coll: string,
  id: string,
  hint: Row,
): Promise<Row | null> {
  if (coll !== ENTRIES) return (await tx.get<StoredRow>('recs', rowKey(scope, coll, id)))?.row ?? null
  const { day, user } = hint
  if (typeof day === 'string' && typeof user === 'string') {
    // The id of a time entry is made of its person, task and day: it never lies anywhere else.
    const chunk = await tx.get<Chunk>('chunks', chunkKey(scope, day.slice(0, 7), user))
    return chunk?.rows[id] ?? null
  }
  const chunks = await tx.getAll<Chunk>('chunks', [scope])
  return chunks.find((chunk) => id in chunk.rows)?.rows[id] ?? null
}
