import type { Fed } from '@/schema/fed'
import { SCHEMA } from '@/schema/upgrades'
import type { Auth, MemberDevices, SyncSession } from './door'
import { RememberingStore } from './engine/memory/remembering-store'
import { startSession } from './engine/session'
import { IndexedDbStore } from './local/indexed-db-store'
import { announcer, leaderLock, persistStorage, randomness, scheduler, wakeups } from './local/device'
import { askForBackgroundSync } from './local/background'
import { keptText } from './local/kept-text'
import { tokenAuth } from './remote/auth'
import type { TokenAuth } from './remote/auth'
import { httpRemote } from './remote/http-remote'
import type { ClosingWish } from './remote/closing'
import type { Invitation, InvitationAnswer } from './remote/people'
import { noPokes, realtimePokes } from './remote/pokes'
import type { FirstAccount, SetupAnswer } from './remote/setup'

/** The door of sync: everything that the rest of the app may call. The server is where the app came from. */

/** Kept even by a device without room: what is being filled in and looked back at. */
const LEAST_MONTHS = 2

const auth = (): TokenAuth => tokenAuth(location.origin, localStorage, keptText(`jalon ${location.origin}`, 'sign-in'))
const server = () => ({ origin: location.origin, token: auth().token })

/** Who is signed in on this device, and how to sign in and out. */
export const createAuth = (): Auth => auth()

/**
 * Opens this person's data on this device, without network, and keeps it in step with the server. `live`: hold a
 * connection for the server's pokes; without it the regular pulls bring the same, later (docs/adr/0005).
 */
export async function openSession(options: {
  userId: string
  historyMonths: number | null
  live: boolean
}): Promise<SyncSession> {
  const { userId, historyMonths, live } = options
  const name = `jalon ${location.origin} ${userId}`
  const remote = httpRemote(ownServer(userId))
  const session = await startSession(
    {
      schema: SCHEMA,
      store: new RememberingStore(new IndexedDbStore(name, SCHEMA.version)),
      remote,
      clock: { now: () => Date.now() },
      random: randomness,
      scheduler,
      lock: leaderLock(name),
      tabs: announcer(name),
      pokes: live ? realtimePokes(ownServer(userId)) : noPokes,
      wakeups,
    },
    {
      userId,
      from: historyMonths === null ? '' : monthsAgo(historyMonths),
      leastKept: monthsAgo(LEAST_MONTHS),
      persist: persistStorage,
    },
  )
  void auth().refresh(Date.now())
  wakeWorkerFor(session)
  return session
}

/** Work that waits asks once to be sent by the service worker, should the app be closed before it is. */
function wakeWorkerFor(session: SyncSession): void {
  let asked = false
  session.onStatus(({ unsent }) => {
    if (unsent > 0 && !asked) void askForBackgroundSync()
    asked = unsent > 0
  })
}

/** The token counts only while its owner is signed in: another person's token never sends this person's queue. */
function ownServer(userId: string) {
  const token = () => (auth().current()?.userId === userId ? auth().token() : '')
  return { origin: location.origin, token }
}

function monthsAgo(count: number): string {
  const day = new Date()
  return new Date(Date.UTC(day.getFullYear(), day.getMonth() - count, 1)).toISOString().slice(0, 7)
}

/** Adds a person to a project. Needs the network: an account is made on the server. */
export async function inviteToProject(invitation: Invitation): Promise<InvitationAnswer> {
  const { invite } = await import('./remote/people')
  return invite(server(), invitation)
}

/** Closing a period and opening it again: the server makes the figures. Need the network. */
export async function closings() {
  const { askToClose, askToReopen } = await import('./remote/closing')
  return {
    close: (wish: ClosingWish) => askToClose(server(), wish),
    reopen: (closing: string, reason: string) => askToReopen(server(), closing, reason),
  }
}

/** What one's week was added to; null without network. */
export async function whatWasFed(week: string): Promise<Fed | null> {
  const { askFed } = await import('./remote/people')
  return askFed(server(), week)
}

/**
 * When each member's devices were last in touch, and what waits on them; null without network. For who leads: one project,
 * or (null) all that they lead.
 */
export async function teamSync(project: string | null): Promise<MemberDevices[] | null> {
  const { askTeamSync } = await import('./remote/people')
  return askTeamSync(server(), project)
}

/** Push messages of the person signed in, on this device. Loaded only where they are asked about. */
export async function pushOnThisDevice() {
  const push = await import('./push')
  const me = () => auth().current()?.userId ?? ''
  return {
    state: () => push.pushState(me()),
    turnOn: (device: string) => push.turnPushOn(server(), me(), device),
    turnOff: () => push.turnPushOff(server()),
    resume: (device: string) => push.resumePush(server(), me(), device),
  }
}

/** Makes the first account with the one-time link's token. */
export async function createFirstAccount(account: FirstAccount): Promise<SetupAnswer> {
  const { setUp } = await import('./remote/setup')
  return setUp(location.origin, account)
}

/** Loads the demo portfolio with the one-time link's token; answers its accounts. */
export async function loadDemo(request: { token: string; today: string }): Promise<SetupAnswer> {
  const { setUp } = await import('./remote/setup')
  return setUp(location.origin, { ...request, demo: true })
}
