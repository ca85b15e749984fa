import type { IDBPDatabase } from 'idb'
import { expect, it } from 'vitest'
import { runCycle } from '@/sync/engine/cycle'
import { save } from '@/sync/engine/outbox'
import { DAYS } from '@tests/simulator/world'
import { aServerModel, anEntry, openApp } from './a-device'

it('threat 45: a connection that the system dropped in the background is opened again, once, without a word', async () => {
  const server = aServerModel()
  const app = await openApp('dropped', server)
  const connection = async () => (app.disk as unknown as { db: Promise<IDBPDatabase> }).db
  ;(await connection()).close()
  await save(app.context, [anEntry(DAYS[0], 250)], [])
  ;(await connection()).close()
  expect(await runCycle(app.context)).toBe('done')
  expect(server.state.applied).toHaveLength(1)
})
