import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SCHEMA_VERSION } from '@/schema/sync-wire'
import { aTimeEntry } from '@tests/builders/records'
import { aServer, type Server } from './a-server'
import {
  anOp,
  aWorld,
  bootOf,
  change,
  createOp,
  newBatchId,
  P,
  push,
  pushOne,
  stored,
  TASK,
  type World,
} from './a-world'

let server: Server
let world: World
beforeAll(async () => {
  server = await aServer()
  world = await aWorld(server)
})
afterAll(() => server.stop())

const entry = (day: string, fields = {}) =>
  aTimeEntry({ project: P, task: TASK, user: world.people.anna.id, day, ...fields })

describe('a batch', () => {
  test('is applied once: sent again, it gets the same answer and changes nothing', async () => {
    const { token } = world.people.anna
    const row = entry('2026-11-02')
    const batch = newBatchId()
    const first = await push(server, token, [createOp('time_entries', row, P)], batch)
    const second = await push(server, token, [createOp('time_entries', row, P)], batch)
    expect(first.results).toEqual([1])
    expect(second).toEqual(first)
  })

  test('sent five times at once is applied once', async () => {
    const { token } = world.people.anna
    const batch = newBatchId()
    const ops = [createOp('time_entries', entry('2026-11-03'), P)]
    const answers = await Promise.all(Array.from({ length: 5 }, () => push(server, token, ops, batch)))
    expect(answers.map((answer) => answer.results)).toEqual(Array.from({ length: 5 }, () => [1]))
  })

  test('sent again after a restart, it gets the same results from the server that runs now', async () => {
    const { token } = world.people.anna
    const ops = [createOp('time_entries', entry('2026-11-13'), P)]
    const batch = newBatchId()
    const first = await push(server, token, ops, batch)
    await server.kill()
    await server.start()
    const boot = await bootOf(server, token)
    expect(boot).not.toBe(first.boot)
    expect(await push(server, token, ops, batch)).toEqual({ ...first, boot })
  })

  test('of one person is never answered to another', async () => {
    const batch = newBatchId()
    await push(server, world.people.anna.token, [createOp('time_entries', entry('2026-11-04'), P)], batch)
    await expect(push(server, world.people.bruno.token, [], batch)).rejects.toThrow('403')
  })

  test('goes on after a refused operation', async () => {
    const good = entry('2026-11-05')
    const bad = { ...entry('2026-11-06'), effort: 333 }
    const last = entry('2026-11-07')
    const ops = [good, bad, last].map((row) => createOp('time_entries', row, P))
    const { results } = await push(server, world.people.anna.token, ops)
    expect(results).toEqual([1, { e: 'invalid', code: 'entry-step', field: 'effort' }, 1])
  })
})

test('threat 49: what a newer app wrote is refused as newer, whatever it is, and the older rest of the batch goes', async () => {
  const { token } = world.people.anna
  const [known, unheardOf] = [entry('2026-11-15'), entry('2026-11-16')]
  const newer = [
    { ...createOp('time_entries', unheardOf, P), schema: SCHEMA_VERSION + 1 },
    { ...createOp('places', { id: unheardOf.id, where: 'x' }, P), schema: SCHEMA_VERSION + 1 },
  ]
  const { results } = await push(server, token, [...newer, createOp('time_entries', known, P)])
  expect(results).toEqual([{ e: 'invalid', code: 'newer-app' }, { e: 'invalid', code: 'newer-app' }, 1])
  expect(await stored(server, 'time_entries', unheardOf.id)).toBeNull()
  expect(await stored(server, 'time_entries', known.id)).toMatchObject({ effort: known.effort })
})

describe('a patch', () => {
  const patchOf = (id: string, effort: number, seen: number) =>
    anOp({ op: 'patch', coll: 'time_entries', id, scope: P, fields: { effort }, base: { effort: seen } })

  test('over a value that the person did not see is a conflict that shows the row, and whose it is', async () => {
    const row = entry('2026-11-09')
    const { token } = world.people.anna
    await push(server, token, [createOp('time_entries', row, P)])
    const refused = await pushOne(server, token, patchOf(row.id, 750, 250))
    expect(refused).toEqual({
      e: 'conflict',
      row: { ...row, late: false },
      by: world.people.anna.id,
      at: expect.any(Number),
    })
    expect(Math.abs(Date.now() - Number((refused as { at: number }).at))).toBeLessThan(60_000)
    expect(await pushOne(server, token, patchOf(row.id, 750, 500))).toBe(1)
    expect((await stored(server, 'time_entries', row.id))?.['effort']).toBe(750)
  })

  test('over a value of the administration names nobody', async () => {
    const row = entry('2026-11-14')
    const { token } = world.people.anna
    await push(server, token, [createOp('time_entries', row, P)])
    await change(server, 'time_entries', row.id, { effort: 1000 })
    const refused = await pushOne(server, token, patchOf(row.id, 750, 500))
    expect(refused).toEqual({ e: 'conflict', row: { ...row, effort: 1000, late: false }, at: expect.any(Number) })
  })

  test('of the same value by two devices at once is won by one of them, 300 times of 300', async () => {
    const row = entry('2026-11-10', { effort: 0 })
    const { token } = world.people.anna
    await push(server, token, [createOp('time_entries', row, P)])
    let doubleWins = 0
    let seen = 0
    for (let round = 0; round < 300; round++) {
      const wanted = [250, 500, 750, 1000].filter((effort) => effort !== seen).slice(0, 2)
      const results = await Promise.all(wanted.map((effort) => pushOne(server, token, patchOf(row.id, effort, seen))))
      if (results.filter((result) => result === 1).length !== 1) doubleWins++
      seen = wanted[results.indexOf(1)] ?? seen
    }
    expect(doubleWins).toBe(0)
  })

  test('of different fields by two devices keeps both', async () => {
    const row = entry('2026-11-11')
    const { token } = world.people.anna
    await push(server, token, [createOp('time_entries', row, P)])
    const comment = anOp({
      op: 'patch',
      coll: 'time_entries',
      id: row.id,
      scope: P,
      fields: { comment: 'x' },
      base: { comment: '' },
    })
    expect(await Promise.all([patchOf(row.id, 1000, 500), comment].map((op) => pushOne(server, token, op)))).toEqual([
      1, 1,
    ])
    expect(await stored(server, 'time_entries', row.id)).toMatchObject({ effort: 1000, comment: 'x' })
  })
})

test('creating what is already there shows it', async () => {
  const row = entry('2026-11-12')
  const { token } = world.people.anna
  await push(server, token, [createOp('time_entries', row, P)])
  expect(await pushOne(server, token, createOp('time_entries', { ...row, effort: 250 }, P))).toEqual({
    e: 'exists',
    row: { ...row, late: false },
    by: world.people.anna.id,
    at: expect.any(Number),
  })
})
