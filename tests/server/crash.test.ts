import { afterAll, beforeAll, expect, test } from 'vitest'
import { aTimeEntry } from '@tests/builders/records'
import { aServer, type Server } from './a-server'
import { aWorld, createOp, newBatchId, P, push, pushRaw, stored, TASK, type World } from './a-world'

let server: Server
let world: World
beforeAll(async () => {
  server = await aServer()
  world = await aWorld(server)
})
afterAll(() => server.stop())

const daysFrom = (year: number, count: number) =>
  Array.from({ length: count }, (_, index) => new Date(Date.UTC(year, 0, 1 + index)).toISOString().slice(0, 10))

test('threat 41: killed in the middle of a push and asked again, the server holds each entry exactly once', async () => {
  const { id: user, token } = world.people.anna
  for (const [round, wait] of [0, 20, 60, 120].entries()) {
    const rows = daysFrom(2001 + round, 150).map((day) => aTimeEntry({ project: P, task: TASK, user, day }))
    const ops = rows.map((row) => createOp('time_entries', row, P))
    const batch = newBatchId()
    const lost = pushRaw(server, token, ops, batch).catch(() => null)
    await new Promise((resolve) => setTimeout(resolve, wait))
    await server.kill()
    await lost
    await server.start()
    const { results } = await push(server, token, ops, batch)
    expect(results.every((result) => result === 1)).toBe(true)
    expect(await push(server, token, ops, batch)).toMatchObject({ results })
    expect(await countOf(`user="${user}" && day >= "${rows[0]!.day}" && day <= "${rows.at(-1)!.day}"`)).toBe(
      rows.length,
    )
  }
})

test('threat 52: what was acknowledged before a kill is there after it', async () => {
  const { id: user, token } = world.people.bruno
  const acknowledged: string[] = []
  let dead = false
  const writers = [2010, 2011, 2012, 2013].map(async (year) => {
    for (const day of daysFrom(year, 200)) {
      if (dead) return
      const row = aTimeEntry({ project: P, task: TASK, user, day })
      const reply = await pushRaw(server, token, [createOp('time_entries', row, P)]).catch(() => null)
      if (reply?.status === 200) acknowledged.push(row.id)
    }
  })
  await new Promise((resolve) => setTimeout(resolve, 400))
  dead = true
  await server.kill()
  await Promise.all(writers)
  await server.start()
  expect(acknowledged.length).toBeGreaterThan(0)
  const found = await Promise.all(acknowledged.map((id) => stored(server, 'time_entries', id)))
  expect(found.filter((row) => row === null)).toEqual([])
})

async function countOf(filter: string): Promise<number> {
  const path = `/api/collections/time_entries/records?perPage=1&filter=${encodeURIComponent(filter)}`
  return ((await server.call('GET', path, undefined, server.admin)).json as { totalItems: number }).totalItems
}
