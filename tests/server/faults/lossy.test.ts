import { afterAll, beforeAll, expect, test } from 'vitest'
import { seeded } from '@/server/demo/random'
import { aServer, type Server } from '../a-server'
import { aWorld, type World } from '../a-world'
import { BusyWriter } from './a-busy-writer'
import { aClient, copyOf, freshCopyOf, queueOf, settle } from './a-client'
import { ask, integrity } from './database'
import { lossyProxy, NO_FAULTS, type LossyProxy } from './lossy-proxy'
import { recordsOf } from './records-of'
import { compareBooks, WITNESS_SQL } from './witness'

const SEED = 20261123
const WRITES = 3000
const KILLS = 10

let server: Server
let world: World
let proxy: LossyProxy
beforeAll(async () => {
  server = await aServer({ sql: WITNESS_SQL })
  world = await aWorld(server)
  const faults = { lost: 0.06, requestCut: 0.04, answerLost: 0.08, answerCut: 0.04, twice: 0.06, late: 0.06 }
  proxy = await lossyProxy(server.url, SEED, faults)
})
afterAll(async () => {
  await proxy.close()
  await server.stop()
})

const random = seeded(SEED)
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

test('threat 52: 3,000 writes through a lossy network with 10 kill -9: 0 lost, 0 duplicated, 0 ambiguous', async () => {
  const { anna, bruno, manager } = world.people
  const before = await recordsOf(server)
  const writers = await Promise.all(
    [anna, bruno, manager].map(async (person) => {
      const client = await aClient(person, proxy.url)
      return new BusyWriter(client, seeded(random.below(1e9)), person === manager)
    }),
  )
  const clients = writers.map((writer) => writer.client)
  await Promise.all([killer(writers), ...writers.map((writer) => work(writer, WRITES / writers.length))])
  proxy.faults = NO_FAULTS
  await settle(...clients)

  const queues = await Promise.all(clients.map(queueOf))
  const unanswered = queues.flatMap(({ ops, batches, parked }) => [...ops, ...batches, ...parked])
  const after = await recordsOf(server)
  const differing = writers.flatMap((writer) => writer.differingFrom(after))
  const books = await compareBooks(server, clients)
  const receipts = Number(await ask(server, 'SELECT count(*) AS value FROM sync_receipts'))
  console.log(
    `seed ${SEED}: ${writers.reduce((sum, one) => sum + one.writes, 0)} writes as ${books.acknowledged} operations in ` +
      `${receipts} batches; ${KILLS} kills with ${proxy.interrupted} requests under way; ` +
      `${JSON.stringify(proxy.happened)}: ${differing.length + books.lost.length} lost, ` +
      `${books.duplicated.length} duplicated, ${unanswered.length} ambiguous`,
  )
  for (const happened of Object.values(proxy.happened)) expect(happened).toBeGreaterThan(0)
  expect(unanswered).toEqual([])
  // Past the app, the database holds exactly what was wanted.
  expect(differing).toEqual([])
  const living = writers.flatMap((writer) => writer.living())
  expect([...after.keys()].sort()).toEqual([...before.keys(), ...living].sort())
  // Each batch is known once, and each change was written once.
  expect(books).toMatchObject({ lost: [], duplicated: [] })
  expect(receipts).toBe(queues.reduce((sum, { journal }) => sum + journal.length, 0))
  for (const client of clients) expect(await copyOf(client)).toEqual(await freshCopyOf(client, server.url))
  await server.kill()
  expect(await integrity(server)).toBe('ok')
}, 180_000)

/** Writes, and after each handful talks to the server once, however that ends. */
async function work(writer: BusyWriter, writes: number): Promise<void> {
  while (writer.writes < writes) {
    const handful = Math.min(writes - writer.writes, 1 + random.below(14))
    for (let count = 0; count < handful; count++) await writer.write()
    if ((await writer.client.cycle()) !== 'done') await pause(20 + random.below(100))
  }
}

/** Kills the server in the middle of its work, again and again, evenly over the writes. */
async function killer(writers: readonly BusyWriter[]): Promise<void> {
  const written = () => writers.reduce((sum, writer) => sum + writer.writes, 0)
  for (let kill = 1; kill <= KILLS; kill++) {
    while (written() < (kill * WRITES) / (KILLS + 1)) await pause(2)
    await pause(random.below(30))
    await server.kill()
    await pause(random.below(150))
    await server.start()
  }
}
