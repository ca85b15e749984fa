import { userScope } from '@/schema/sync-wire'
import type { StoreName, StoreWriter } from '../ports'
import type { Context } from './context'
import { besideOf, clearScope, readScopes } from './copy'
import { DONE, journalKey, LIVE, recordKey, scopeKey } from './keys'
import { park } from './parked'
import type { JournalEntry, LocalOp, ScopeState } from './stored'

const DROP: StoreName[] = ['meta', 'recs', 'chunks', 'ops', 'parked', 'journal']

/** Forgets the copy of a scope that this person lost. Unsent work stays, in front of the person. */
export async function dropScope(context: Context, scope: string): Promise<void> {
  const at = context.clock.now()
  await context.store.write(DROP, async (tx) => {
    await clearScope(tx, scope)
    await clearScope(tx, besideOf(scope))
    await tx.delete('meta', scopeKey(scope))
    await stopWaiting(tx, (one) => one === scope)
    for (const op of await tx.getAll<LocalOp>('ops')) {
      if (op.scope !== scope) continue
      await tx.delete('ops', recordKey(op.coll, op.id))
      await park(tx, op, { reason: 'denied', code: null, field: null, theirs: null }, at)
    }
  })
  context.changed(['memberships', 'projects', 'tasks', 'time_entries', 'flags'])
}

/** Acknowledged batches need no overlay any more in the scopes whose copy contains them. */
export async function retire(tx: StoreWriter, pulled: readonly ScopeState[]): Promise<void> {
  const reached = new Map(pulled.map((state) => [state.scope, state]))
  await stopWaiting(tx, (scope, entry) => {
    const state = reached.get(scope)
    return state !== undefined && state.boot === entry.boot && state.cursor >= entry.seq
  })
}

/** After a whole pull: what was acknowledged in a scope that is not this person's will never be in a copy. */
export async function stopHoping(context: Context): Promise<void> {
  await context.store.write(['meta', 'journal'], async (tx) => {
    const states = new Map((await readScopes(tx)).map((state) => [state.scope, state]))
    const own = states.get(userScope(context.me))
    if (!own) return
    const hopeless = (scope: string, entry: JournalEntry) =>
      !states.has(scope) && own.boot === entry.boot && own.cursor >= entry.seq
    await stopWaiting(tx, hopeless)
  })
}

async function stopWaiting(tx: StoreWriter, has: (scope: string, entry: JournalEntry) => boolean): Promise<void> {
  for (const entry of await tx.getAll<JournalEntry>('journal', LIVE)) {
    const waiting = entry.waiting.filter((scope) => !has(scope, entry))
    if (waiting.length === entry.waiting.length) continue
    await tx.delete('journal', [...LIVE, entry.n])
    const next = { ...entry, waiting }
    await tx.put('journal', waiting.length ? journalKey(next) : [...DONE, entry.n], next)
  }
}
