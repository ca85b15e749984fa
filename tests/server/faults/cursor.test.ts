import { afterAll, beforeAll, expect, test } from 'vitest'
import { seeded, type Random } from '@/server/demo/random'
import { aTimeEntry } from '@tests/builders/records'
import { aServer, type Server } from '../a-server'
import { aWorld, createOp, P, push, put, TASK, type World } from '../a-world'
import { aClient, copyOf, settle, type Client } from './a-client'
import { recordsOf } from './records-of'
import { TimestampPuller } from './timestamp-puller'

const SEED = 39
const TURNS = 25
const MOST_ROUNDS = 5

let server: Server
let world: World
beforeAll(async () => {
  server = await aServer()
  world = await aWorld(server)
})
afterAll(() => server.stop())

let days = 0
function aNewEntry() {
  const day = new Date(Date.UTC(2001, 0, 1 + days++)).toISOString().slice(0, 10)
  return aTimeEntry({ project: P, task: TASK, user: world.people.anna.id, day })
}

/** Batches of different lengths by the push route. */
async function pushing(random: Random): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) {
    const rows = Array.from({ length: random.pick([1, 1, 5, 30]) }, aNewEntry)
    const ops = rows.map((row) => createOp('time_entries', row, P))
    await push(server, world.people.anna.token, ops)
  }
}

/** Record by record by the stock API, as an import by the administration does: there the stamp is put before the lock. */
async function importing(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await put(server, 'time_entries', aNewEntry())
}

/** Eight writers at once while both pull as fast as they can; when all is quiet, both pull once more. */
async function aRound(puller: Client, control: TimestampPuller, random: Random): Promise<void> {
  const done = new AbortController()
  const whileWriting = async (pull: () => Promise<unknown>) => {
    while (!done.signal.aborted) await pull()
  }
  const pulls = [whileWriting(() => puller.cycle()), whileWriting(() => control.pull())]
  const writers = [0, 1, 2, 3].flatMap(() => [pushing(seeded(random.below(1e9))), importing()])
  await Promise.all(writers).finally(() => done.abort())
  await Promise.all(pulls)
  await settle(puller)
  await control.pull()
}

test('8 writers at once: a puller by sequence loses nothing; one by time stamp, beside it, loses rows', async () => {
  const puller = await aClient(world.people.pmo, server.url)
  await settle(puller)
  const random = seeded(SEED)
  let lostByControl = 0
  for (let round = 1; round <= MOST_ROUNDS && lostByControl === 0; round++) {
    const control = new TimestampPuller(server, 'time_entries')
    await aRound(puller, control, random)
    const ids = [...(await recordsOf(server)).keys()].filter((key) => key.startsWith('time_entries/'))
    const copy = await copyOf(puller)
    const lost = ids.filter((key) => !(`${P}/${key}` in copy))
    lostByControl = ids.filter((key) => !control.ids.has(key.split('/')[1]!)).length
    console.log(
      `round ${round}, ${ids.length} rows: by sequence ${lost.length} lost, by time stamp ${lostByControl} lost`,
    )
    expect(lost).toEqual([])
  }
  expect(lostByControl).toBeGreaterThan(0)
}, 180_000)
