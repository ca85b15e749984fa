import type { OpResult, WireOp } from '@/schema/sync-wire'
import { cutFor, roleIn, rowKey } from './server-state'
import type { Row, ServerState } from './server-state'

/** The rules that the modelled server applies to one operation: a small stand-in for src/server. */

export const UNREADABLE = 'unreadable'
/** A sentence that every device finds fine and the server refuses. */
export const UNACCEPTABLE = 'unacceptable'
/** What an app that forgot to upgrade its queue is told. */
export const NO_PLACE = 'no-place'
export const TOO_MANY = 6

export type Verdict = { result: OpResult; rows: ReadonlyMap<string, Row> | null }

const refuse = (result: OpResult): Verdict => ({ result, rows: null })
const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

/** What becomes of one operation in this state. */
export function judgeOp(
  state: ServerState,
  user: string,
  op: WireOp,
  { checkBase, version }: { checkBase: boolean; version: number },
): Verdict {
  const key = rowKey(op.coll, op.id)
  if ('id' in op.fields) return refuse({ e: 'invalid', code: 'unknown-field', field: 'id' })
  const found = state.rows.get(key)
  const role = roleIn(state.rows, user, op.scope)
  if (role === null || role === 'sponsor') return refuse({ e: 'denied' })
  const shown = found ? cutFor(role, op.coll, found) : null
  if (op.op === 'create') {
    if (found) return refuse({ e: 'exists', row: shown })
    return accept(state, user, op, { ...defaultsFor(version, op), ...op.fields, id: op.id })
  }
  if (!found) return refuse({ e: 'missing' })
  if (!mayWrite(user, role, op.coll, found)) return refuse({ e: 'denied' })
  if (op.op === 'delete') return isClosed(state, found) ? refuse({ e: 'invalid', code: 'closed' }) : remove(state, key)
  const stale = checkBase && Object.keys(op.fields).some((field) => !same(found[field], op.base[field]))
  if (stale) return refuse({ e: 'conflict', row: shown })
  return accept(state, user, op, { ...found, ...op.fields })
}

/** For two releases the server says for an older app what that one can't know. */
function defaultsFor(version: number, op: WireOp): Row {
  return version >= 2 && op.coll === 'time_entries' && op.schema < 2 ? { place: '' } : {}
}

function accept(state: ServerState, user: string, op: WireOp, row: Row): Verdict {
  const role = roleIn(state.rows, user, op.scope) ?? ''
  if (!mayWrite(user, role, op.coll, row)) return refuse({ e: 'denied' })
  const problem = problemOf(state, op, row)
  if (problem) return refuse({ e: 'invalid', ...problem })
  const rows = new Map(state.rows)
  rows.set(rowKey(op.coll, op.id), row)
  return { result: 1, rows }
}

function remove(state: ServerState, key: string): Verdict {
  const rows = new Map(state.rows)
  rows.delete(key)
  return { result: 1, rows }
}

function mayWrite(user: string, role: string, coll: string, row: Row): boolean {
  if (role === 'manager') return true
  if (coll === 'time_entries') return row['user'] === user
  if (coll === 'flags') return row['author'] === user
  return coll === 'week_sheets' && row['user'] === user
}

function problemOf(state: ServerState, op: WireOp, row: Row): { code: string; field: string } | null {
  if (op.coll === 'time_entries' && op.schema >= 2 && !('place' in row)) return { code: NO_PLACE, field: 'place' }
  if (op.coll === 'flags' && row['sentence'] === UNACCEPTABLE) return { code: 'words', field: 'sentence' }
  return isClosed(state, row) ? { code: 'closed', field: 'day' } : null
}

function isClosed(state: ServerState, row: Row): boolean {
  const project = state.rows.get(rowKey('projects', String(row['project'])))
  const through = String(project?.['closed_through'] ?? '')
  return 'day' in row && 'effort' in row && String(row['day']) <= through
}
