import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { aTimeEntry } from '@tests/builders/records'
import { aServer, type Server } from '../a-server'
import { aWorld, P, pushRaw, TASK } from '../a-world'
import { aClient, copyOf, freshCopyOf, queueOf, settle, waitingOn, type Client } from './a-client'
import { holdWriteLock, integrity, limitFiles, setReadOnly } from './database'
import { compareBooks, WITNESS_SQL } from './witness'

let server: Server
let clients: Client[]
beforeEach(async () => {
  server = await aServer({ sql: WITNESS_SQL })
  const { anna, bruno, manager } = (await aWorld(server)).people
  clients = await Promise.all([anna, bruno, manager].map((person) => aClient(person, server.url)))
  await settle(...clients)
})
afterEach(() => server.stop())

const EACH = 60
const dayOf = (index: number) => new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10)

/** Each person writes as many days, with a sentence that takes room. */
async function everybodyWrites(): Promise<void> {
  for (const client of clients)
    for (let index = 0; index < EACH; index++) {
      const { id, ...fields } = aTimeEntry({
        project: P,
        task: TASK,
        user: client.person.id,
        day: dayOf(index),
        comment: 'Poured and levelled. '.repeat(20),
      })
      await client.save({ op: 'create', coll: 'time_entries', id, scope: P, fields })
    }
}

const waiting = () => Promise.all(clients.map(waitingOn))
const parked = async () => (await Promise.all(clients.map(queueOf))).flatMap((queue) => queue.parked)
const cycleAll = () => Promise.all(clients.map((client) => client.cycle()))

/** Once the fault is over: everything arrives, once, and nothing is broken. */
async function everythingArrives(): Promise<void> {
  await settle(...clients)
  expect(await waiting()).toEqual([0, 0, 0])
  expect(await parked()).toEqual([])
  expect(await compareBooks(server, clients)).toEqual({ acknowledged: 3 * EACH, lost: [], duplicated: [] })
  for (const client of clients) expect(await copyOf(client)).toEqual(await freshCopyOf(client, server.url))
  await server.kill()
  expect(await integrity(server)).toBe('ok')
}

describe('threat 53: on a server whose', () => {
  test('disk is full nothing is refused or parked, and all arrives once there is room', async () => {
    await everybodyWrites()
    await limitFiles(server, statSync(join(server.dataDir, 'data.db-wal')).size + 20_000)
    for (let round = 0; round < 3; round++) expect(await cycleAll()).toEqual(['server', 'server', 'server'])
    expect(await waiting()).toEqual([EACH, EACH, EACH])
    expect(await parked()).toEqual([])
    await limitFiles(server, 'unlimited')
    await everythingArrives()
  })

  test('database is read-only nothing is refused or parked, and all arrives once it can be written', async () => {
    await server.kill()
    await setReadOnly(server, true)
    await server.start('answering')
    await everybodyWrites()
    expect((await pushRaw(server, clients[0]!.person.token, [])).status).toBe(503)
    for (let round = 0; round < 3; round++) expect(await cycleAll()).toEqual(['server', 'server', 'server'])
    expect(await waiting()).toEqual([EACH, EACH, EACH])
    expect(await parked()).toEqual([])
    await server.kill()
    await setReadOnly(server, false)
    await server.start()
    await everythingArrives()
  })

  test('database is locked for 10 s by another process the devices wait, and all arrives', async () => {
    await everybodyWrites()
    const { released } = await holdWriteLock(server, 10_000)
    const cycles = cycleAll()
    await new Promise((resolve) => setTimeout(resolve, 5000))
    expect(await waiting()).toEqual([EACH, EACH, EACH])
    await released
    for (const outcome of await cycles) expect(['done', 'server']).toContain(outcome)
    expect(await parked()).toEqual([])
    await everythingArrives()
  })
})
