import { userScope } from '@/schema/sync-wire'
import type { PullResponse, PulledRow, PulledScope } from '@/schema/sync-wire'
import type { StoreName, StoreWriter } from '../ports'
import { outcomeOf } from './context'
import type { Context, Outcome } from './context'
import { applyRows } from './copy'
import { readMeta, scopeKey } from './keys'
import { reviveWhere } from './parked'
import { acceptBoot } from './rollback'
import { dropScope, retire } from './scopes'
import { takeSnapshot } from './snapshot'
import { lookAround } from './standing'
import type { Standing } from './standing'
import type { ScopeState } from './stored'

/** Where a whole pull ended: with nothing more to ask at that moment, or without an answer. */
export type Pulled = { outcome: 'done'; standing: Standing } | { outcome: Exclude<Outcome, 'done'> }

/** Brings the server copy up to date in every scope of this person, beginning from where this device stands. */
export async function pullAll(context: Context, begin: Standing): Promise<Pulled> {
  const gone = new Set<string>()
  for (let standing = begin; ; standing = await lookAround(context)) {
    const next = standing.toTake.find((scope) => !gone.has(scope))
    if (next !== undefined) {
      const outcome = await takeSnapshot(context, next)
      if (outcome === 'gone') {
        gone.add(next)
        await dropScope(context, next)
      } else if (outcome !== 'done') return { outcome }
      continue
    }
    const outcome = await pullOnce(context, standing, gone)
    if (outcome === 'more') continue
    if (outcome !== 'done') return { outcome }
    // Also for what another tab began meanwhile: what follows a pull believes the copies, so they must be complete.
    const after = await lookAround(context)
    if (after.toTake.every((scope) => gone.has(scope))) return { outcome, standing: after }
  }
}

/** One request for the scopes of one server start; different starts are asked one after the other. */
async function pullOnce(context: Context, { toPull, said }: Standing, gone: Set<string>): Promise<Outcome | 'more'> {
  let more = false
  for (const boot of new Set(toPull.map((state) => state.boot))) {
    const asked = toPull.filter((state) => state.boot === boot)
    const scopes = asked.map(({ scope, cursor }) => ({ scope, since: cursor }))
    const answer = await context.remote.pull({ ...said, boot, limit: context.limits.pull, scopes })
    if (answer.kind !== 'ok') return outcomeOf(answer)
    const kept = await believeAnswer(context, asked, answer.body)
    if (typeof kept === 'string') return kept
    more = kept.more || more
    for (const { kind, scope } of answer.body.scopes) {
      if (kind !== 'gone') continue
      gone.add(scope)
      await dropScope(context, scope)
    }
  }
  return more ? 'more' : 'done'
}

type Kept = { more: boolean }

/** Keeps an answer of the server's known start at once, and one of another start when that is accepted. */
async function believeAnswer(context: Context, asked: ScopeState[], body: PullResponse): Promise<Outcome | Kept> {
  const kept = await keepAnswer(context, asked, body)
  if (kept) return kept
  const { outcome } = await acceptBoot(context, body.boot)
  if (outcome !== 'done') return outcome
  // Another tab has met a still later start meanwhile: this answer is too old.
  return (await keepAnswer(context, asked, body)) ?? 'server'
}

const STORES: StoreName[] = ['meta', 'recs', 'chunks', 'journal', 'ops', 'batches', 'parked']

/** Rows and cursors in ONE transaction, if the answer is of the start that this device has accepted; null if not. */
async function keepAnswer(context: Context, asked: ScopeState[], body: PullResponse): Promise<Kept | null> {
  const touched = new Set<string>()
  const kept = await context.store.write(STORES, async (tx) => {
    const meta = readMeta(tx)
    const states = await Promise.all(body.scopes.map(({ scope }) => tx.get<ScopeState>('meta', scopeKey(scope))))
    if ((await meta).boot !== body.boot) return null
    let more = false
    const reached: ScopeState[] = []
    for (const [index, answer] of body.scopes.entries()) {
      const since = asked.find((state) => state.scope === answer.scope)
      const state = states[index]
      // Another tab pulled meanwhile: this answer starts from a place that the copy has left.
      if (!since || !state || state.cursor !== since.cursor || state.boot !== since.boot || state.snapshot) continue
      const scope = await keepScope(tx, state, answer, body.boot, context.from, touched)
      if (scope === 'retake') more = true
      // In the middle of a pull a record may have moved beyond the cursor: what it was is not in the copy.
      else if (scope && !scope.partial) reached.push(scope)
      if (answer.kind === 'changes' && answer.more) more = true
      if (answer.kind === 'changes') await reviveMember(tx, context.me, answer)
    }
    await retire(tx, reached)
    return { more }
  })
  context.changed(touched)
  return kept
}

async function keepScope(
  tx: StoreWriter,
  state: ScopeState,
  answer: PulledScope,
  boot: string,
  from: string,
  touched: Set<string>,
): Promise<ScopeState | 'retake' | null> {
  if (answer.kind === 'gone') return null
  const unsure = state.partial && state.boot !== boot
  if (answer.kind === 'reset' || answer.role !== state.role || unsure) {
    await tx.put('meta', scopeKey(state.scope), {
      ...state,
      snapshot: { after: '' },
      beside: true,
    } satisfies ScopeState)
    return 'retake'
  }
  for (const coll of await applyRows(tx, state.scope, answer.rows, from)) touched.add(coll)
  const next: ScopeState = { ...state, boot, cursor: answer.seq, partial: answer.more }
  if (next.cursor !== state.cursor || next.boot !== state.boot || next.partial !== state.partial)
    await tx.put('meta', scopeKey(state.scope), next)
  return next
}

/** A membership that comes (back) sends again what was denied in its project. */
async function reviveMember(tx: StoreWriter, me: string, answer: { scope: string; rows: PulledRow[] }): Promise<void> {
  if (answer.scope !== userScope(me)) return
  const projects = new Set<unknown>()
  for (const { coll, row } of answer.rows)
    if (coll === 'memberships' && row?.['user'] === me) projects.add(row['project'])
  if (projects.size) await reviveWhere(tx, (parked) => parked.reason === 'denied' && projects.has(parked.scope))
}
