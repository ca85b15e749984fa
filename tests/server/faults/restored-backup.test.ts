import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seeded } from '@/server/demo/random'
import { aServer, type Server } from '../a-server'
import { aWorld, type World } from '../a-world'
import { BusyWriter } from './a-busy-writer'
import { aClient, copyOf, freshCopyOf, queueOf, settle } from './a-client'
import { integrity } from './database'
import { recordsOf } from './records-of'
import { compareBooks, WITNESS_SQL } from './witness'

const SEED = 311

let server: Server
let world: World
let backup: string
beforeAll(async () => {
  server = await aServer({ sql: WITNESS_SQL })
  world = await aWorld(server)
  backup = await mkdtemp(join(tmpdir(), 'jalon-test-backup-'))
})
afterAll(async () => {
  await server.stop()
  await rm(backup, { recursive: true })
})

/** Copies the data folder of a server that is killed for it, and starts it again. */
async function copyData(from: string, to: string): Promise<void> {
  await server.kill()
  await rm(to, { recursive: true })
  await cp(from, to, { recursive: true })
  await server.start()
}

test('a restored backup: the devices bring back by themselves what came after it, exactly once', async () => {
  const { anna, bruno, manager } = world.people
  const writers = await Promise.all(
    [anna, bruno, manager].map(
      async (person, index) =>
        new BusyWriter(await aClient(person, server.url), seeded(SEED + index), person === manager),
    ),
  )
  const clients = writers.map(({ client }) => client)
  await settle(...clients)
  let turn = 0
  /** One after the other, with a cycle after every few edits. */
  const work = async (writes: number) => {
    for (let count = 1; count <= writes; count++) {
      const writer = writers[turn++ % writers.length]!
      await writer.write()
      if (turn % 5 === 0) await writer.client.cycle()
    }
    await settle(...clients)
  }

  const before = await recordsOf(server)
  await work(200)
  const saved = await recordsOf(server)
  await copyData(server.dataDir, backup)
  await work(100)
  const complete = await recordsOf(server)
  await copyData(backup, server.dataDir)
  expect(await recordsOf(server)).toEqual(saved)
  expect(complete.size).toBeGreaterThan(saved.size)

  // Nobody noticed yet: everybody goes on from what they see.
  for (const writer of writers) for (let count = 0; count < 10; count++) await writer.write()
  await settle(...clients)
  const after = await recordsOf(server)
  const books = await compareBooks(server, clients)
  console.log(
    `seed ${SEED}: 200 writes saved, 100 lost with the server, 30 after it: ${books.acknowledged} operations; ` +
      `${saved.size} rows in the backup, ${complete.size} before it was restored, ${after.size} in the end`,
  )
  expect(writers.flatMap((writer) => writer.differingFrom(after))).toEqual([])
  const living = writers.flatMap((writer) => writer.living())
  expect([...after.keys()].sort()).toEqual([...before.keys(), ...living].sort())
  expect(books).toMatchObject({ lost: [], duplicated: [] })
  for (const client of clients) {
    const { ops, batches, parked } = await queueOf(client)
    expect([...ops, ...batches, ...parked]).toEqual([])
    expect(await copyOf(client)).toEqual(await freshCopyOf(client, server.url))
  }
  await server.kill()
  expect(await integrity(server)).toBe('ok')
})
