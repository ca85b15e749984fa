import { ORG_SCOPE, userScope } from '@/schema/sync-wire'
import type { StoreName, StoreReader } from '../ports'
import type { Context } from './context'
import { readScopes } from './copy'
import { LIVE, readMeta } from './keys'
import { dropScope } from './scopes'
import { readReport, REPORT_STORES } from './status'
import type { SelfReport } from './status'
import type { Parked, ScopeState, StoredPhoto, StoredRow, SyncMeta } from './stored'

/** Where this device stands with the server: what waits, what to ask, and what is due when all is here. Of one moment. */
export interface Standing {
  waits: { changes: boolean; photos: boolean }
  /** Scopes that are not here yet, or are to be taken anew. */
  toTake: string[]
  toPull: ScopeState[]
  /** What this device says of itself when it asks. */
  said: SelfReport
  due: Due
}

/** What is left to do after a whole pull; most of the time nothing is. */
export interface Due {
  /** Acknowledged changes may hope for a copy that never comes. */
  hopes: boolean
  photos: boolean
  missing: boolean
  pruning: boolean
  months: boolean
  success: boolean
}

const STORES: StoreName[] = [...REPORT_STORES, 'recs', 'journal']

/** Looks once, after forgetting the scopes that are no longer this person's. */
export async function lookAround(context: Context): Promise<Standing> {
  const { wanted, states, ...rest } = await context.store.read(STORES, (tx) => readStanding(tx, context))
  const lost = states.filter(({ scope }) => !wanted.includes(scope))
  for (const { scope } of lost) await dropScope(context, scope)
  if (lost.length) return lookAround(context)
  const complete = new Set(states.filter((state) => state.snapshot === null).map((state) => state.scope))
  return {
    ...rest,
    toTake: wanted.filter((scope) => !complete.has(scope)),
    toPull: states.filter((state) => complete.has(state.scope)),
  }
}

async function readStanding(tx: StoreReader, context: Context) {
  const [wanted, states, said, meta, live, photos, parked] = await Promise.all([
    wantedScopes(tx, context.me),
    readScopes(tx),
    readReport(tx),
    readMeta(tx),
    tx.getAll('journal', LIVE),
    tx.getAll<StoredPhoto>('blobs'),
    tx.getAll<Parked>('parked'),
  ])
  const waiting = photos.filter((photo) => photo.state === 'waiting').length
  return {
    wanted,
    states,
    said,
    // `unsent` counts records and photos.
    waits: { changes: said.report.unsent > waiting, photos: waiting > 0 },
    due: {
      hopes: live.length > 0,
      photos: photos.length > 0,
      missing: parked.some((one) => one.reason === 'missing'),
      ...dueBy(context, meta),
    },
  }
}

const DAY = 86_400_000
/** Said on the screen to the minute: not worth a write to the disk after every poke. */
const SUCCESS_AGAIN = 5_000

function dueBy({ clock, from }: Context, { ready, lastSuccessAt, prunedAt, forgotTo }: SyncMeta) {
  const now = clock.now()
  return {
    // Clocks jump both ways.
    pruning: Math.abs(now - prunedAt) > DAY,
    months: from !== forgotTo,
    success: !ready || Math.abs(now - (lastSuccessAt ?? 0)) > SUCCESS_AGAIN,
  }
}

/** Which scopes this person has, as far as the copy of their own scope tells. */
async function wantedScopes(tx: StoreReader, me: string): Promise<string[]> {
  const own = userScope(me)
  const memberships = await tx.getAll<StoredRow>('recs', [own, 'memberships'])
  const projects = memberships.filter(({ row }) => row['user'] === me).map(({ row }) => String(row['project']))
  return [...new Set([own, ORG_SCOPE, ...projects])]
}
