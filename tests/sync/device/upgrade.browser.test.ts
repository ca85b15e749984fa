import { describe, expect, it } from 'vitest'
import { runCycle } from '@/sync/engine/cycle'
import { listParked } from '@/sync/engine/decide'
import { save } from '@/sync/engine/outbox'
import { createView } from '@/sync/engine/view'
import type { Batch, LocalOp } from '@/sync/engine/stored'
import { DAYS, NEXT_SCHEMA } from '@tests/simulator/world'
import { aFlag, aServerModel, anEntry, openApp, PROJECT } from './a-device'

const blob = () => new Blob([new Uint8Array(2000)], { type: 'image/jpeg' })
const aPhoto = (id: string, flag: string) => ({ id, project: PROJECT, flag, sha256: id.padEnd(64, '0'), blob: blob() })

/** A device of the first version: some work frozen in a batch whose answer was lost, some not sent, some parked. */
async function aFullOutbox(database: string) {
  const server = aServerModel()
  const old = await openApp(database, server)
  await runCycle(old.context)
  await save(old.context, [anEntry(DAYS[0], 250)], [])
  old.network.faults = ['answer lost']
  await runCycle(old.context)
  const flag = aFlag('seen on site', ['photo0000000001'])
  await save(old.context, [anEntry(DAYS[1], 500), flag], [aPhoto('photo0000000001', flag.id)])
  return { server, old, flag }
}

describe('threat 49: an update with a full outbox', () => {
  it('says the queue in the words of the new version, sends what was frozen as it was, and loses nothing', async () => {
    const { server, old, flag } = await aFullOutbox('upgrade 1')
    old.store.close()
    server.upgrade()
    const now = await openApp('upgrade 1', server, NEXT_SCHEMA)
    const kept = await now.store.read(['ops', 'batches'], async (tx) => ({
      ops: await tx.getAll<LocalOp>('ops'),
      batches: await tx.getAll<Batch>('batches'),
    }))
    expect(kept.ops.find((op) => op.coll === 'time_entries')).toMatchObject({ schema: 2, fields: { place: '' } })
    expect(kept.batches.flatMap((batch) => batch.ops)).toMatchObject([{ schema: 1 }])
    const shown = await createView(now.context).entries({ months: ['2026-10', '2026-11'] })
    expect(shown.map(({ row }) => [row.day, row.effort, row['place']])).toEqual([
      [DAYS[0], 250, ''],
      [DAYS[1], 500, ''],
    ])
    await runCycle(now.context)
    await runCycle(now.context)
    const onServer = [...server.state.rows].filter(([key]) => key.startsWith('time_entries/'))
    expect(onServer.map(([, row]) => [row['day'], row['effort']]).sort()).toEqual([
      [DAYS[0], 250],
      [DAYS[1], 500],
    ])
    expect(server.state.rows.has(`flags/${flag.id}`)).toBe(true)
    expect(server.state.photos.get('photo0000000001')).toBe('photo0000000001'.padEnd(64, '0'))
    expect(await listParked(now.context)).toEqual([])
  })

  it('leaves nothing half done when it is killed in its middle: the next start does it again', async () => {
    const { server, old } = await aFullOutbox('upgrade 2')
    old.store.close()
    server.upgrade()
    const dies = { ...NEXT_SCHEMA, upgrades: { 2: () => { throw new Error('killed') } } } // prettier-ignore
    await expect(openApp('upgrade 2', server, dies)).rejects.toThrow('killed')
    const now = await openApp('upgrade 2', server, NEXT_SCHEMA)
    expect(await now.store.read(['ops'], (tx) => tx.getAll<LocalOp>('ops'))).toHaveLength(2)
  })

  it('what the new version cannot say is parked with its text, and goes as it was to a server that still takes it', async () => {
    const { server, old } = await aFullOutbox('upgrade 3')
    old.store.close()
    server.upgrade()
    const mute = { version: 2, upgrades: { 2: (coll: string, row: object) => (coll === 'flags' ? null : { ...row, place: '' }) } } // prettier-ignore
    const now = await openApp('upgrade 3', server, mute)
    expect(await listParked(now.context)).toMatchObject([{ reason: 'version', mine: { sentence: 'seen on site' } }])
  })

  it('an old tab beside the new app stops writing and says why, instead of mixing versions', async () => {
    const { server, old } = await aFullOutbox('upgrade 4')
    await openApp('upgrade 4', server, NEXT_SCHEMA)
    await expect(save(old.context, [anEntry(DAYS[2], 1000)], [])).rejects.toMatchObject({ code: 'storage-newer' })
  })
})
