import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PulledRow } from '@/schema/sync-wire'
import { aFlag, aMembership, anAssignment, aRemainingEstimate, aTimeEntry } from '@tests/builders/records'
import { aServer, type Server } from './a-server'
import { aWorld, change, changesOf, P, put, snapshotOf, TASK, type World } from './a-world'

let server: Server
let world: World
beforeAll(async () => {
  server = await aServer()
  world = await aWorld(server)
})
afterAll(() => server.stop())

describe('the name of somebody who left', () => {
  const personIn = (rows: readonly PulledRow[], id: string) =>
    rows.filter((row) => row.coll === 'users' && row.id === id).map(({ row }) => row)
  const remove = (coll: string, id: string) =>
    server.call('DELETE', `/api/collections/${coll}/records/${id}`, undefined, server.admin)

  test('stays with their work, for those who read that work, and goes with it; nothing else of them stays', async () => {
    const { anna, pmo, sponsor, newcomer: left } = world.people
    const membership = aMembership({ project: P, user: left.id })
    await put(server, 'memberships', membership)
    const entry = aTimeEntry({ project: P, task: TASK, user: left.id })
    await put(server, 'time_entries', entry)
    const { seq } = await changesOf(server, pmo.token, P)
    await remove('memberships', membership.id)

    const name = { id: left.id, name: 'newcomer' }
    expect(personIn((await changesOf(server, pmo.token, P, seq)).rows, left.id)).toEqual([name])
    expect(personIn((await snapshotOf(server, pmo.token, P)) ?? [], left.id)).toEqual([name])
    for (const { token } of [anna, sponsor]) {
      expect(personIn((await snapshotOf(server, token, P)) ?? [], left.id)).toEqual([])
      expect(personIn((await changesOf(server, token, P, seq)).rows, left.id)).toEqual([null])
    }

    const before = (await changesOf(server, pmo.token, P)).seq
    await change(server, 'users', left.id, { name: 'renamed' })
    expect(personIn((await changesOf(server, pmo.token, P, before)).rows, left.id)).toEqual([
      { ...name, name: 'renamed' },
    ])
    await remove('time_entries', entry.id)
    expect(personIn((await changesOf(server, pmo.token, P, before)).rows, left.id)).toEqual([null])
  })

  test.each(['time_entries', 'remaining_estimates', 'flags', 'assignments'] as const)(
    'comes with %s of theirs that arrive later, and goes with them',
    async (coll) => {
      const { pmo, newcomer: left } = world.people
      const place = { project: P, task: TASK, user: left.id, day: '2026-03-02' }
      const row = {
        time_entries: () => aTimeEntry(place),
        remaining_estimates: () => aRemainingEstimate(place),
        flags: () => aFlag({ project: P, author: left.id }),
        assignments: () => anAssignment({ project: P, task: TASK, user: left.id }),
      }[coll]()
      const { seq } = await changesOf(server, pmo.token, P)
      await put(server, coll, row)
      expect(personIn((await changesOf(server, pmo.token, P, seq)).rows, left.id)).toMatchObject([{ id: left.id }])
      const owner = coll === 'flags' ? 'author' : 'user'
      await change(server, coll, row.id, { [owner]: world.people.anna.id })
      expect(personIn((await changesOf(server, pmo.token, P, seq)).rows, left.id)).toEqual([null])
      await remove(coll, row.id)
    },
  )
})
