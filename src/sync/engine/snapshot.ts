import type { SnapshotRequest, SnapshotResponse } from '@/schema/sync-wire'
import type { Answer, StoreName } from '../ports'
import { outcomeOf } from './context'
import type { Context, Outcome } from './context'
import { applyRows, besideOf, clearScope, takeOver } from './copy'
import { readMeta, scopeKey } from './keys'
import { reviveWhere } from './parked'
import { acceptBoot } from './rollback'
import { retire } from './scopes'
import type { ScopeState } from './stored'

type Page = Exclude<SnapshotResponse, { gone: true }>

const STORES: StoreName[] = ['meta', 'recs', 'chunks', 'journal', 'ops', 'batches', 'parked']

/** A page asked for while the one before it is stored. */
interface Ahead {
  after: string
  answer: Promise<Answer<SnapshotResponse>>
}

/** Takes the first copy of a scope, or takes it anew. Continues where an interrupted one stopped. */
export async function takeSnapshot(context: Context, scope: string): Promise<Outcome | 'gone'> {
  let ahead: Ahead | undefined
  for (;;) {
    const { device, started } = await context.store.read(['meta'], async (tx) => ({
      device: (await readMeta(tx)).device,
      started: await tx.get<ScopeState>('meta', scopeKey(scope)),
    }))
    // Another tab finished it meanwhile.
    if (started?.snapshot === null) return 'done'
    const after = started?.snapshot.after ?? ''
    const ask = (place: string) => askAhead(context, { device, scope, after: place })
    const page: Ahead = ahead?.after === after ? ahead : ask(after)
    const answer = await page.answer
    if (answer.kind !== 'ok') return outcomeOf(answer)
    if ('gone' in answer.body) return 'gone'
    const boot = await acceptBoot(context, answer.body.boot)
    if (boot.outcome !== 'done') return boot.outcome
    const { next } = answer.body
    ahead = next === null ? undefined : ask(next)
    const complete = await keepPage(context, scope, after, answer.body)
    if (complete) return 'done'
  }
}

/** Only asks: an answer that nobody takes any more does no harm. */
function askAhead(context: Context, page: Pick<SnapshotRequest, 'device' | 'scope' | 'after'>): Ahead {
  const { from, limits } = context
  const answer = context.remote.snapshot({ ...page, from, limit: limits.snapshot })
  answer.catch(() => undefined)
  return { after: page.after, answer }
}

/** One page and how far we are, in one transaction. Answers whether the copy is complete. */
async function keepPage(context: Context, scope: string, after: string, page: Page): Promise<boolean> {
  const touched = await context.store.write(STORES, async (tx) => {
    const started = await tx.get<ScopeState>('meta', scopeKey(scope))
    if (started?.snapshot === null || (started?.snapshot.after ?? '') !== after) return null
    const first = after === ''
    // Asked for before another tab began anew: what changed since is neither in it nor beyond the new cursor.
    if (started && !first && started.boot === page.boot && page.seq < started.cursor) return null
    const beside = started?.beside ?? false
    const into = beside ? besideOf(scope) : scope
    if (first) await clearScope(tx, into)
    else if (started?.boot !== page.boot || started.role !== page.role) {
      // The server or the role changed between two pages: the pages don't belong together.
      await tx.put('meta', scopeKey(scope), { ...started, snapshot: { after: '' }, beside: true })
      return null
    }
    const collections = await applyRows(tx, into, page.rows, context.from)
    const cursor = first ? page.seq : (started?.cursor ?? page.seq)
    const snapshot = page.next === null ? null : { after: page.next }
    const state = { scope, boot: page.boot, role: page.role, cursor, snapshot, partial: true }
    await tx.put('meta', scopeKey(scope), { ...state, beside: beside && snapshot !== null } satisfies ScopeState)
    if (snapshot) return { collections, complete: false }
    if (beside) for (const coll of await takeOver(tx, scope)) collections.add(coll)
    await retire(tx, [{ ...state, beside: false }])
    await reviveWhere(tx, (parked) => parked.reason === 'denied' && parked.scope === scope)
    return { collections, complete: true }
  })
  if (touched) context.changed(touched.collections)
  return touched?.complete ?? false
}
