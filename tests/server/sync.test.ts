import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { COLLECTIONS, type CollectionName } from '@/schema/collections'
import {
  pullResponse,
  snapshotResponse,
  type PulledRow,
  type SnapshotRequest,
  type SnapshotResponse,
} from '@/schema/sync-wire'
import { aMembership, anId, aTimeEntry } from '@tests/builders/records'
import { aServer, type Server } from './a-server'
import {
  anOp,
  aWorld,
  bootOf,
  change,
  changesOf,
  createOp,
  DEVICE,
  newBatchId,
  P,
  pullOf,
  push,
  put,
  Q,
  snapshotOf,
  TASK,
  TASK_Q,
  type World,
} from './a-world'

let server: Server
let world: World
beforeAll(async () => {
  server = await aServer()
  world = await aWorld(server)
})
afterAll(() => server.stop())

const present = (rows: readonly PulledRow[]) => rows.filter(({ row }) => row !== null)
const keys = (rows: readonly PulledRow[]) => rows.map(({ coll, part, id }) => `${coll}/${part}/${id}`).toSorted()

describe('reading', () => {
  test('every travelling row is valid by its schema, for every reader', async () => {
    for (const name of ['anna', 'manager', 'pmo', 'sponsor'] as const) {
      const { token, id } = world.people[name]
      for (const scope of [P, `u:${id}`, 'org']) {
        const rows = (await snapshotOf(server, token, scope)) ?? []
        expect(rows.length).toBeGreaterThan(0)
        const invalid = rows.filter(({ coll, row }) => !v.is(COLLECTIONS[coll as CollectionName], row))
        expect(invalid).toEqual([])
      }
    }
  })

  test('a snapshot and a pull from 0 show the same', async () => {
    for (const name of ['anna', 'pmo', 'sponsor'] as const) {
      const { token } = world.people[name]
      const pulled = await changesOf(server, token, P)
      expect(keys(present(pulled.rows))).toEqual(keys((await snapshotOf(server, token, P)) ?? []))
    }
  })

  test('a snapshot page by page holds each row once, entries last and newest month first', async () => {
    const { token, id } = world.people.anna
    const days = ['2026-08-03', '2026-09-01', '2026-10-01', '2026-11-20']
    const rows = days.map((day) => aTimeEntry({ project: P, task: TASK, user: id, day }))
    await push(
      server,
      token,
      rows.map((row) => createOp('time_entries', row, P)),
    )
    const paged: PulledRow[] = []
    let after: string | null = ''
    while (after !== null) {
      const request: SnapshotRequest = { device: DEVICE, scope: P, after, from: '', limit: 2 }
      const page: SnapshotResponse = v.parse(
        snapshotResponse,
        (await server.call('POST', '/api/sync/snapshot', request, token)).json,
      )
      if ('gone' in page) throw new Error('gone')
      paged.push(...page.rows)
      after = page.next
    }
    expect(keys(paged)).toEqual(keys((await snapshotOf(server, token, P)) ?? []))
    const parts = paged.filter(({ coll }) => coll === 'time_entries').map(({ part }) => part)
    expect(parts).toEqual(parts.toSorted().reverse())
    expect(paged.findIndex(({ coll }) => coll === 'time_entries')).toBe(paged.length - parts.length)
  })

  test('a pull in small pages ends where one big page ends', async () => {
    const { token } = world.people.pmo
    const whole = await changesOf(server, token, P)
    const rows: PulledRow[] = []
    let since = 0
    for (let more = true; more;) {
      const page = await changesOf(server, token, P, since, 3)
      rows.push(...page.rows)
      since = page.seq
      more = page.more
    }
    expect(rows).toEqual(whole.rows)
    expect(since).toBe(whole.seq)
  })

  test('a deleted record is told as gone, to those who could read it and to nobody else', async () => {
    const [anna, bruno] = [world.people.anna, world.people.bruno]
    const row = aTimeEntry({ project: P, task: TASK, user: anna.id, day: '2026-11-25' })
    await put(server, 'time_entries', row)
    const cursors = [(await changesOf(server, anna.token, P)).seq, (await changesOf(server, bruno.token, P)).seq]
    await server.call('DELETE', `/api/collections/time_entries/records/${row.id}`, undefined, server.admin)
    const gone = { coll: 'time_entries', part: `2026-11|${anna.id}`, id: row.id, row: null }
    expect((await changesOf(server, anna.token, P, cursors[0])).rows).toEqual([gone])
    expect((await changesOf(server, bruno.token, P, cursors[1])).rows).toEqual([])
  })

  test('an entry that moves to another day of another month leaves a tombstone where it was', async () => {
    const { token, id } = world.people.anna
    const row = aTimeEntry({ project: P, task: TASK, user: id, day: '2026-07-31' })
    await put(server, 'time_entries', row)
    const { seq } = await changesOf(server, token, P)
    await change(server, 'time_entries', row.id, { day: '2026-08-01' })
    const { rows } = await changesOf(server, token, P, seq)
    expect(rows.map(({ part, row: now }) => [part.slice(0, 7), now === null])).toEqual([
      ['2026-07', true],
      ['2026-08', false],
    ])
  })

  test('a record given to somebody else is gone for the one who had it', async () => {
    const [anna, bruno, pmo] = [world.people.anna, world.people.bruno, world.people.pmo]
    const flag = ((await snapshotOf(server, anna.token, P)) ?? []).find(({ coll }) => coll === 'flags')!
    const { seq } = await changesOf(server, pmo.token, P)
    await change(server, 'flags', flag.id, { author: bruno.id })
    expect((await changesOf(server, anna.token, P, seq)).rows).toMatchObject([{ id: flag.id, row: null }])
    expect((await changesOf(server, bruno.token, P, seq)).rows).toMatchObject([
      { id: flag.id, row: { author: bruno.id } },
    ])
    expect((await changesOf(server, pmo.token, P, seq)).rows.at(-1)).toMatchObject({
      id: flag.id,
      row: { author: bruno.id },
    })
    await change(server, 'flags', flag.id, { author: anna.id })
  })
})

describe('membership', () => {
  test('a new member finds the whole project, the others find the new member; who leaves finds nothing', async () => {
    const [stranger, pmo] = [world.people.stranger, world.people.pmo]
    expect(await snapshotOf(server, stranger.token, P)).toBe(null)
    const { seq } = await changesOf(server, pmo.token, P)
    const membership = aMembership({ project: P, user: stranger.id })
    await put(server, 'memberships', membership)
    expect((await snapshotOf(server, stranger.token, P))?.some(({ coll }) => coll === 'tasks')).toBe(true)
    const arrived = (await changesOf(server, pmo.token, P, seq)).rows.map(({ coll, id }) => [coll, id])
    expect(arrived).toEqual([
      ['memberships', membership.id],
      ['users', stranger.id],
    ])
    const cursor = (await changesOf(server, pmo.token, P)).seq
    await server.call('DELETE', `/api/collections/memberships/records/${membership.id}`, undefined, server.admin)
    expect((await pullOf(server, stranger.token, P)).kind).toBe('gone')
    const left = (await changesOf(server, pmo.token, P, cursor)).rows
    expect(left.map(({ coll, row }) => [coll, row])).toEqual([
      ['memberships', null],
      ['users', null],
    ])
  })
})

describe('a cursor that cannot be trusted', () => {
  test('of an unknown boot asks for a fresh copy', async () => {
    const request = { device: DEVICE, boot: 'boot0', limit: 10, scopes: [{ scope: P, since: 3 }] }
    const reply = await server.call('POST', '/api/sync/pull', request, world.people.anna.token)
    expect(v.parse(pullResponse, reply.json).scopes).toEqual([{ kind: 'reset', scope: P }])
  })

  test('beyond the start of a later boot asks for a fresh copy, a cursor before it goes on', async () => {
    const { token } = world.people.stranger
    const boot = await bootOf(server, token)
    const { seq } = await changesOf(server, token, Q)
    await server.kill()
    await server.start()
    const asked = [
      { scope: Q, since: seq },
      { scope: 'org', since: seq + 1000 },
    ]
    const reply = await server.call('POST', '/api/sync/pull', { device: DEVICE, boot, limit: 10, scopes: asked }, token)
    const answer = v.parse(pullResponse, reply.json)
    expect(answer.boot).not.toBe(boot)
    expect(answer.scopes.map(({ kind }) => kind)).toEqual(['changes', 'reset'])
  })
})

test('receipts are known to their owner only', async () => {
  const batch = newBatchId()
  await push(server, world.people.anna.token, [], batch)
  const ask = (token: string) => server.call('POST', '/api/sync/receipts', { batches: [batch, anId('never')] }, token)
  expect((await ask(world.people.anna.token)).json).toMatchObject({ known: [batch] })
  expect((await ask(world.people.bruno.token)).json).toMatchObject({ known: [] })
})

test('a pull holds exactly what was committed up to its cursor, whatever commits meanwhile', async () => {
  const { token, id: user } = world.people.stranger
  const row = aTimeEntry({ project: Q, task: TASK_Q, user, day: '2025-03-03', comment: '0' })
  await push(server, token, [createOp('time_entries', row, Q)])
  const { seq: start } = await changesOf(server, token, Q)
  const commits = [{ seq: start, count: 0 }]
  const copies: { seq: number; count: number }[] = []
  const followTo = async (last: number) => {
    for (let seq = start, count = 0; count < last; copies.push({ seq, count })) {
      const page = await changesOf(server, token, Q, seq)
      seq = page.seq
      count = Number(page.rows.find(({ id }) => id === row.id)?.row?.['comment'] ?? count)
    }
  }
  const writeTo = async (last: number) => {
    for (let count = 1; count <= last; count++) {
      const [fields, base] = [{ comment: `${count}` }, { comment: `${count - 1}` }]
      const op = anOp({ op: 'patch', coll: 'time_entries', id: row.id, scope: Q, fields, base })
      const { seq, results } = await push(server, token, [op])
      expect(results).toEqual([1])
      commits.push({ seq, count })
    }
  }
  await Promise.all([writeTo(80), followTo(80), followTo(80), followTo(80)])
  const committed = (seq: number) => commits.findLast((commit) => commit.seq <= seq)?.count
  expect(copies.filter(({ seq, count }) => committed(seq) !== count)).toEqual([])
})

test('concurrent writers against one puller: by seq, no row is lost', async () => {
  const { token: reader } = world.people.stranger
  const days = Array.from({ length: 28 }, (_, index) => `2025-02-${String(index + 1).padStart(2, '0')}`)
  const rows = days.map((day) => aTimeEntry({ project: Q, task: TASK_Q, user: world.people.stranger.id, day }))
  const seen = new Set<string>()
  const writers = { busy: true }
  let since = 0
  const pullOnce = async () => {
    const page = await changesOf(server, reader, Q, since)
    for (const { id, row } of page.rows) if (row) seen.add(id)
    since = page.seq
  }
  const puller = (async () => {
    while (writers.busy) await pullOnce()
  })()
  await Promise.all(rows.map((row) => push(server, reader, [createOp('time_entries', row, Q)])))
  writers.busy = false
  await puller
  await pullOnce()
  expect(rows.filter(({ id }) => !seen.has(id))).toEqual([])
})
