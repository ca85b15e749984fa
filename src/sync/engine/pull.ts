import { userScope } from '@/schema/sync-wire'
import type { PullResponse, PulledRow, PulledScope } from '@/schema/sync-wire'
import type { StoreName, StoreWriter } from '../ports'
import { outcomeOf } from './context'
import type { Context, Outcome } from './context'
import { applyRows } from './copy'
import { scopeKey } from './keys'
import { reviveWhere } from './parked'
import { acceptBoot } from './rollback'
import { dropScope, planScopes, retire } from './scopes'
import type { Plan } from './scopes'
import { takeSnapshot } from './snapshot'
import type { ScopeState } from './stored'

/** Brings the server copy up to date in every scope of this person. */
export async function pullAll(context: Context): Promise<Outcome> {
  const gone = new Set<string>()
  for (;;) {
    const plan = await planScopes(context)
    const next = plan.toTake.find((scope) => !gone.has(scope))
    if (next !== undefined) {
      const outcome = await takeSnapshot(context, next)
      if (outcome === 'gone') {
        gone.add(next)
        await dropScope(context, next)
      } else if (outcome !== 'done') return outcome
      continue
    }
    const pulled = await pullOnce(context, plan, gone)
    if (pulled === 'more') continue
    if (pulled !== 'done') return pulled
    // Also for what another tab began meanwhile: what follows a pull believes the copies, so they must be complete.
    const after = await planScopes(context)
    if (after.toTake.every((scope) => gone.has(scope))) return 'done'
  }
}

/** One request for the scopes of one server start; different starts are asked one after the other. */
async function pullOnce(context: Context, plan: Plan, gone: Set<string>): Promise<Outcome | 'more'> {
  const { toPull: states, said } = plan
  const boots = [...new Set(states.map((state) => state.boot))]
  let more = false
  for (const boot of boots) {
    const asked = states.filter((state) => state.boot === boot)
    const scopes = asked.map(({ scope, cursor }) => ({ scope, since: cursor }))
    const answer = await context.remote.pull({ ...said, boot, limit: context.limits.pull, scopes })
    if (answer.kind !== 'ok') return outcomeOf(answer)
    // Looked up now, not with the plan: another tab may have met a later start while this answer was on its way.
    const check = await acceptBoot(context, answer.body.boot)
    if (check.outcome !== 'done') return check.outcome
    more = (await keepAnswer(context, asked, answer.body)) || more
    for (const { kind, scope } of answer.body.scopes) {
      if (kind !== 'gone') continue
      gone.add(scope)
      await dropScope(context, scope)
    }
  }
  return more ? 'more' : 'done'
}

const STORES: StoreName[] = ['meta', 'recs', 'chunks', 'journal', 'ops', 'batches', 'parked']

/** Rows and cursors in ONE transaction. Answers whether there is more to ask. */
async function keepAnswer(context: Context, asked: ScopeState[], body: PullResponse): Promise<boolean> {
  const touched = new Set<string>()
  const more = await context.store.write(STORES, async (tx) => {
    let again = false
    const reached: ScopeState[] = []
    const states = await Promise.all(body.scopes.map(({ scope }) => tx.get<ScopeState>('meta', scopeKey(scope))))
    for (const [index, answer] of body.scopes.entries()) {
      const since = asked.find((state) => state.scope === answer.scope)
      const state = states[index]
      // Another tab pulled meanwhile: this answer starts from a place that the copy has left.
      if (!since || !state || state.cursor !== since.cursor || state.boot !== since.boot || state.snapshot) continue
      const kept = await keepScope(tx, state, answer, body.boot, context.from, touched)
      if (kept === 'retake') again = true
      // In the middle of a pull a record may have moved beyond the cursor: what it was is not in the copy.
      else if (kept && !kept.partial) reached.push(kept)
      if (answer.kind === 'changes' && answer.more) again = true
      if (answer.kind === 'changes') await reviveMember(tx, context.me, answer)
    }
    await retire(tx, reached)
    return again
  })
  context.changed(touched)
  return more
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
