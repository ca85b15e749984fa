import { describe, expect, it } from 'vitest'
import { SCHEMA } from '@/schema/upgrades'
import type { Remote, SyncPorts, TabMessage } from '@/sync/ports'
import { startSession } from '@/sync/engine/session'
import { Network, SlowMail } from '@tests/simulator/network'
import { ServerModel } from '@tests/simulator/server-model'
import { ANNA, countedId, DAYS, entryOf, firstRows, PROJECTS, TASKS } from '@tests/simulator/world'
import { Disk, MemoryStore } from './memory-store'

/** A device in a test's hands: its timers, its wake-ups and its lock go off when the test says so. */
class Bench {
  readonly server = new ServerModel()
  readonly network = new Network(this.server, ANNA, new SlowMail())
  readonly disk = new Disk()
  timers: { after: number; run: () => void }[] = []
  private readonly wake = new Set<() => void>()
  private readonly tabs = new Map<object, (message: TabMessage) => void>()
  private leader = false
  private count = 0

  constructor() {
    this.server.admin((rows) => {
      for (const [key, row] of firstRows()) rows.set(key, row)
    })
  }

  open() {
    return startSession(this.ports(), {
      userId: ANNA,
      from: '',
      leastKept: '2026-11',
      persist: () => Promise.resolve(true),
    })
  }

  wakeUp(): void {
    for (const listener of this.wake) listener()
  }

  effort(value: number) {
    const [project, task] = [PROJECTS[0], TASKS[0]?.[0] ?? '']
    const fields = { project, task, user: ANNA, day: DAYS[0], effort: value, comment: '', author: ANNA }
    return { op: 'create', coll: 'time_entries', id: entryOf(ANNA, task, DAYS[0]), scope: project, fields } as const
  }

  onServer(): unknown {
    return this.server.state.rows.get(`time_entries/${this.effort(0).id}`)?.['effort']
  }

  private ports(): SyncPorts {
    const tab = {}
    return {
      schema: SCHEMA,
      store: new MemoryStore(this.disk),
      remote: this.network,
      clock: { now: () => 1_000_000 },
      random: { id: () => countedId('r', this.count++), fraction: () => 0.999 },
      scheduler: {
        after: (after, run) => {
          const timer = { after, run }
          this.timers.push(timer)
          return () => (this.timers = this.timers.filter((one) => one !== timer))
        },
        soon: () => Promise.resolve(),
      },
      lock: {
        whenLeader: (lead) => {
          if (this.leader) return () => undefined
          this.leader = true
          lead()
          return () => (this.leader = false)
        },
      },
      tabs: {
        announce: (message) => [...this.tabs].forEach(([other, hear]) => other !== tab && hear(message)),
        onMessage: (listener) => {
          const before = this.tabs.get(tab)
          this.tabs.set(tab, (message) => (before?.(message), listener(message)))
          return () => this.tabs.delete(tab)
        },
        close: () => this.tabs.delete(tab),
      },
      pokes: { subscribe: () => undefined, close: () => undefined },
      wakeups: { onWake: (listener) => (this.wake.add(listener), () => this.wake.delete(listener)) },
    }
  }
}

/** The answer of a server that is of an older release than the app, as long as it is. */
function refusedAsNewer(push: Remote['push'], isOld: () => boolean): Remote['push'] {
  return async (request) => {
    const answer = await push(isOld() ? { ...request, ops: [] } : request)
    if (answer.kind !== 'ok' || !isOld()) return answer
    return { kind: 'ok', body: { ...answer.body, results: request.ops.map(() => NEWER) } }
  }
}
const NEWER = { e: 'invalid', code: 'newer-app' } as const

/** Lets everything that is under way come to its end. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 5))

describe('a session', () => {
  it('shows what was saved at once and sends it by itself', async () => {
    const bench = new Bench()
    const session = await bench.open()
    await session.syncNow()
    await session.save([bench.effort(500)])
    expect(await session.entries({ months: ['2026-10'] })).toMatchObject([{ row: { effort: 500 }, mark: 'local' }])
    await settled()
    expect(bench.onServer()).toBe(500)
    expect(session.status()).toMatchObject({ unsent: 0, reachability: 'online', ready: true })
  })

  it('keeps everything and waits longer and longer while the network is away, then sends on wake-up', async () => {
    const bench = new Bench()
    const session = await bench.open()
    await session.syncNow()
    bench.network.faults = ['lost', 'lost', 'lost', 'fine']
    await session.save([bench.effort(500)])
    await settled()
    expect(session.status()).toMatchObject({ unsent: 1, reachability: 'offline' })
    const first = bench.timers.at(-1)
    first?.run()
    await settled()
    expect(bench.timers.at(-1)?.after).toBeGreaterThan(first?.after ?? 0)
    expect(bench.onServer()).toBeUndefined()
    bench.wakeUp()
    await settled()
    bench.wakeUp()
    await settled()
    expect(bench.onServer()).toBe(500)
  })

  it('stops at an expired token without losing anything, and goes on after a sign-in', async () => {
    const bench = new Bench()
    const session = await bench.open()
    await session.syncNow()
    bench.timers = []
    bench.network.faults = ['expired']
    await session.save([bench.effort(500)])
    await settled()
    expect(session.status()).toMatchObject({ unsent: 1, reachability: 'sign-in-needed' })
    expect(bench.timers).toEqual([])
    await session.syncNow()
    expect(bench.onServer()).toBe(500)
  })

  it('lets a tab that does not lead write, and the leading one send and tell', async () => {
    const bench = new Bench()
    const [leader, other] = [await bench.open(), await bench.open()]
    await leader.syncNow()
    const told: string[] = []
    leader.onChange((collections) => told.push(...collections))
    await other.save([bench.effort(750)])
    await settled()
    expect(told).toContain('time_entries')
    expect(bench.onServer()).toBe(750)
    expect(other.status()).toMatchObject({ unsent: 0, reachability: 'online' })
  })

  it('gives its unsent work as a file that another device of the person takes', async () => {
    const [bench, replacement] = [new Bench(), new Bench()]
    const session = await bench.open()
    await session.syncNow()
    bench.network.faults = ['lost', 'lost']
    await session.save([bench.effort(250)])
    const file = await session.exportUnsent()
    const fresh = await replacement.open()
    expect(await fresh.importUnsent(file)).toBe(1)
    await settled()
    expect(replacement.onServer()).toBe(250)
  })

  it('takes no file of somebody else, of a newer app or of another kind, and says which it was', async () => {
    const bench = new Bench()
    const session = await bench.open()
    const own = { kind: 'jalon-unsent', user: ANNA, batches: [], ops: [], photos: [] }
    const newer = {
      op: 'delete',
      coll: 'flags',
      id: 'a00000000000000',
      scope: 'org',
      fields: {},
      base: {},
      schema: 99,
      at: 1,
      seen: null,
    }
    const refused = (content: unknown) =>
      session
        .importUnsent(new Blob([typeof content === 'string' ? content : JSON.stringify(content)]))
        .catch((why: unknown) => (why as { code: string }).code)
    expect(await refused('<html>not json')).toBe('unreadable')
    expect(await refused({ ...own, photos: [{ base64: 'no%base64' }] })).toBe('unreadable')
    expect(await refused({ ...own, user: 'somebody0000000' })).toBe('of-another')
    expect(await refused({ ...own, ops: [newer] })).toBe('newer')
    expect(await refused(own)).toBe(0)
    expect(session.status().unsent).toBe(0)
  })

  it('lets a conflict be decided field by field', async () => {
    const bench = new Bench()
    const session = await bench.open()
    await session.syncNow()
    await session.save([bench.effort(500)])
    await settled()
    const { id, scope } = bench.effort(0)
    bench.server.admin((rows) => {
      const key = `time_entries/${id}`
      rows.set(key, { ...rows.get(key), effort: 750, comment: 'theirs' })
    })
    await session.save([{ op: 'patch', coll: 'time_entries', id, scope, fields: { effort: 250, comment: 'mine' } }])
    await settled()
    const [card] = await session.parked()
    expect(card).toMatchObject({ reason: 'conflict', mine: { effort: 250, comment: 'mine' }, theirs: { effort: 750 } })
    await session.resolve(card!.id, { mine: ['comment'] })
    await settled()
    expect(bench.server.state.rows.get(`time_entries/${id}`)).toMatchObject({ effort: 750, comment: 'mine' })
    expect(await session.parked()).toEqual([])
  })

  it('makes room by letting go of old months and of photos that arrived, and of nothing else', async () => {
    const bench = new Bench()
    const session = await bench.open()
    await session.syncNow()
    await session.save([bench.effort(500)])
    await settled()
    bench.network.faults = Array.from({ length: 9 }, () => 'lost' as const)
    const day = DAYS[2]
    const [project, task] = [PROJECTS[0], TASKS[0]?.[1] ?? '']
    const fields = { project, task, user: ANNA, day, effort: 250, comment: '', author: ANNA }
    await session.save([{ op: 'create', coll: 'time_entries', id: entryOf(ANNA, task, day), scope: project, fields }])
    await session.makeRoom()
    const shown = await session.entries({ months: ['2026-10', '2026-11'] })
    expect(shown.map(({ row }) => row.day)).toEqual([day])
    expect(session.status().unsent).toBe(1)
    bench.network.faults = []
    await session.syncNow()
    expect((await session.entries({ months: ['2026-10'] })).length).toBe(0)
    expect(bench.onServer()).toBe(500)
  })

  it('keeps a row that it cannot read, and counts it instead of showing it', async () => {
    const bench = new Bench()
    bench.server.admin((rows) => rows.set('flags/broken', { id: 'broken', project: PROJECTS[0] }))
    const session = await bench.open()
    await session.syncNow()
    expect(await session.list('flags')).toEqual([])
    expect(session.unreadable()).toBe(1)
  })

  it('says when the device is full, and keeps nothing of that entry', async () => {
    const bench = new Bench()
    const session = await bench.open()
    await session.syncNow()
    bench.disk.full = true
    await expect(session.save([bench.effort(500)])).rejects.toMatchObject({ code: 'storage-full' })
    bench.disk.full = false
    expect(await session.entries({ months: ['2026-10'] })).toEqual([])
  })

  it('threat 49: a change that the server is too old for waits for it, and goes by itself once the server is updated', async () => {
    const bench = new Bench()
    const session = await bench.open()
    await session.syncNow()
    bench.network.push = refusedAsNewer(bench.network.push, () => bench.server.version < 2)
    await session.save([bench.effort(500)])
    await settled()
    expect(await session.parked()).toMatchObject([{ reason: 'version', code: 'newer-app', mine: { effort: 500 } }])
    expect(session.status()).toMatchObject({ unsent: 0, parked: 1 })
    expect(await session.entries({ months: ['2026-10'] })).toMatchObject([{ row: { effort: 500 }, mark: 'refused' }])

    // The same server started again is asked again, and is still too old.
    bench.server.restart(0)
    await session.syncNow()
    expect(await session.parked()).toMatchObject([{ reason: 'version', mine: { effort: 500 } }])
    expect(bench.onServer()).toBeUndefined()

    bench.server.upgrade()
    await session.syncNow()
    await settled()
    expect(await session.parked()).toEqual([])
    expect(bench.onServer()).toBe(500)
    expect(bench.server.state.applied).toHaveLength(1)
  })

  it('sends nothing any more once it is closed', async () => {
    const bench = new Bench()
    const session = await bench.open()
    await session.syncNow()
    await session.close()
    const before = bench.network.requests
    bench.wakeUp()
    await settled()
    expect(bench.network.requests).toBe(before)
  })
})
