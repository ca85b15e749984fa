import { SCHEMA_VERSION } from '@/schema/sync-wire'
import type { SyncSession } from './door'
import { startSession } from './engine/session'
import { IndexedDbStore } from './local/indexed-db-store'
import { broadcastTabs, browserWakeups, systemClock, systemRandom, systemScheduler, webLock } from './platform/browser'
import { refreshToken } from './remote/auth'
import { HttpRemote } from './remote/http-remote'
import { tokenOf } from './remote/signed-in'
import { SsePokes } from './remote/sse-pokes'

/** The door of sync: what the rest of the app may use. */

export { createAuth } from './remote/auth'
export { inviteToProject } from './remote/people'
export type { Invitation, InvitationAnswer } from './remote/people'
export { StorageFull } from './ports'
export type * from './door'

export interface OpenSessionOptions {
  userId: string
  /** Months of time entries to keep on this device, the current one included; null = all. */
  historyMonths: number | null
}

/** Opens the local data of one person. Needs no network; sends and brings by itself whenever there is one. */
export async function openSession({ userId, historyMonths }: OpenSessionOptions): Promise<SyncSession> {
  const name = `jalon|${location.origin}|${userId}`
  const access = { base: '', token: () => tokenOf(userId) }
  const ports = {
    ...{ store: new IndexedDbStore(name), remote: new HttpRemote(access), pokes: new SsePokes(access) },
    ...{ clock: systemClock, random: systemRandom, scheduler: systemScheduler, wakeups: browserWakeups },
    ...{ lock: webLock(name), tabs: broadcastTabs(name) },
  }
  return startSession(ports, {
    ...{ userId, from: firstMonth(historyMonths), appVersion: String(SCHEMA_VERSION) },
    persist: async () => (await navigator.storage?.persist?.()) ?? false,
    beforeCycle: () => refreshToken(userId),
  })
}

function firstMonth(historyMonths: number | null): string {
  if (historyMonths === null) return ''
  const now = new Date(systemClock.now())
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - historyMonths + 1, 1)).toISOString().slice(0, 7)
}
