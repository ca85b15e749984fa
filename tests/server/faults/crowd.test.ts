import { afterAll, beforeAll, expect, test } from 'vitest'
import { aMembership, aTimeEntry } from '@tests/builders/records'
import type { Outcome } from '@/sync/engine/context'
import { aServer, type Server } from '../a-server'
import { aPerson, aWorld, P, put, TASK } from '../a-world'
import { aClient, queueOf, waitingOn, type Client } from './a-client'
import { compareBooks, WITNESS_SQL } from './witness'

const WRITERS = 20
const TURNS = 10

let server: Server
let clients: Client[]
beforeAll(async () => {
  server = await aServer({ sql: WITNESS_SQL })
  await aWorld(server)
  clients = []
  for (let index = 0; index < WRITERS; index++) {
    const person = await aPerson(server, `writer${index}`)
    await put(server, 'memberships', aMembership({ project: P, user: person.id }))
    clients.push(await aClient(person, server.url))
  }
})
afterAll(() => server.stop())

/** An entry, sent at once, ten days in a row; each of them changed the turn after. */
async function work(client: Client): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (let turn = 1; turn <= TURNS; turn++) {
    const day = `2026-10-${String(turn).padStart(2, '0')}`
    const { id, ...fields } = aTimeEntry({ project: P, task: TASK, user: client.person.id, day })
    await client.save({ op: 'create', coll: 'time_entries', id, scope: P, fields })
    outcomes.push(await client.cycle())
    await client.save({ op: 'patch', coll: 'time_entries', id, scope: P, fields: { effort: 1000 } })
    outcomes.push(await client.cycle())
  }
  return outcomes
}

test('threat 54: 20 writers at once: 0 errors', async () => {
  const outcomes = (await Promise.all(clients.map(work))).flat()
  expect(outcomes).toEqual(Array.from({ length: WRITERS * TURNS * 2 }, () => 'done'))
  expect(await Promise.all(clients.map(waitingOn))).toEqual(clients.map(() => 0))
  expect((await Promise.all(clients.map(queueOf))).flatMap(({ parked }) => parked)).toEqual([])
  expect(await compareBooks(server, clients)).toEqual({
    acknowledged: WRITERS * TURNS * 2,
    lost: [],
    duplicated: [],
  })
}, 180_000)
