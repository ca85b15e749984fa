import { SCHEMA } from '@/schema/upgrades'
import { RememberingStore } from '@/sync/engine/memory/remembering-store'
import { IndexedDbStore } from '@/sync/local/indexed-db-store'
import { announcer, leaderLock, randomness, scheduler, wakeups } from '@/sync/local/device'
import { httpRemote } from '@/sync/remote/http-remote'
import { realtimePokes } from '@/sync/remote/pokes'
import { startSession } from '@/sync/engine/session'
import type { SyncSession } from '@/sync/door'
import type { Pokes } from '@/sync/ports'
import type { Device, OpenDevice } from '../device'
import { WatchedStore } from './watched-store'
import { LARGE_MONTHS, projectOf, userOf } from '../rows'
import type { Entry } from '../rows'

/** The app's own engine on its own ports. Signed out, it keeps everything: that is how a device waits here. */

const MONTHS = [...LARGE_MONTHS, ...['2022', '2023'].flatMap((year) => monthsOf(year))]
const REACHABLE_AGAIN = 300

export const open: OpenDevice = async ({ name, space, token }) => {
  let reached = false
  const server = { origin: location.origin, token: () => (reached ? token : '') }
  const scope = projectOf(space)
  const pokes = switchedPokes(realtimePokes({ origin: location.origin, token: () => token }))
  // Where nothing fails there is nothing to watch, and a look at each write takes its time.
  const watched = space === 'storm' ? new WatchedStore(name, SCHEMA.version) : null
  const session = await startSession(
    {
      schema: SCHEMA,
      store: new RememberingStore(watched ?? new IndexedDbStore(name, SCHEMA.version)),
      remote: httpRemote(server),
      clock: { now: () => Date.now() },
      random: randomness,
      scheduler,
      lock: leaderLock(name),
      tabs: announcer(name),
      pokes,
      wakeups,
    },
    { userId: userOf(space), from: '', leastKept: '', persist: () => Promise.resolve(true) },
  )
  // The only tab leads a moment after it opened; until then it would leave the sending to another.
  if (session.status().reachability === 'unknown') await until(session, (status) => status.reachability !== 'unknown')
  let nudging: ReturnType<typeof setInterval> | undefined
  const sync = async () => {
    reached = true
    await session.syncNow()
  }
  const device: Device = {
    keep: (rows) =>
      session.save(rows.map(({ id, ...fields }) => ({ op: 'create', coll: 'time_entries', id, scope, fields }))),
    async change({ id, user, day }, comment) {
      // As the app does: with where it lies, which is not changed.
      await session.save([{ op: 'patch', coll: 'time_entries', id, scope, fields: { user, day, comment } }])
      return watched?.replacedBy(comment) ?? ''
    },
    async push() {
      reached = true
      const sent = until(session, (status) => status.unsent === 0)
      void session.syncNow()
      await sent
    },
    pull: sync,
    async goLive() {
      pokes.turnOn()
      await sync()
      // What the network's return or a look at the phone would do.
      nudging = setInterval(() => session.status().reachability === 'online' || void sync(), REACHABLE_AGAIN)
    },
    async settle() {
      clearInterval(nudging)
      for (let turn = 0; turn < 100; turn++) {
        await sync()
        if (session.status().unsent === 0 && session.status().reachability === 'online') break
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      await sync()
    },
    async find({ id, day, user }) {
      const shown = await session.entries({ months: [day.slice(0, 7)], scope, user })
      return (shown.find(({ row }) => row.id === id)?.row as Entry | undefined) ?? null
    },
    all: async () => (await session.entries({ months: MONTHS, scope })).map(({ row }) => row as Entry),
    watch(row, seen) {
      session.onChange((collections) => {
        if (collections.has('time_entries')) void device.find(row).then((found) => found && seen(found.comment))
      })
    },
    aside: () => Promise.resolve([...(watched?.cards ?? [])]),
  }
  return device
}

/** Subscriptions asked for before the device goes live are made then. */
function switchedPokes(pokes: Pokes): Pokes & { turnOn(): void } {
  let on = false
  let asked: Parameters<Pokes['subscribe']> | null = null
  return {
    subscribe(...wish) {
      asked = wish
      if (on) pokes.subscribe(...wish)
    },
    close: () => pokes.close(),
    turnOn() {
      on = true
      if (asked) pokes.subscribe(...asked)
    },
  }
}

function until(session: SyncSession, isSo: (status: ReturnType<SyncSession['status']>) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = session.onStatus((status) => {
      if (!isSo(status)) return
      stop()
      resolve()
    })
  })
}

function monthsOf(year: string): string[] {
  return Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}`)
}
