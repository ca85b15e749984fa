import { SCHEMA } from '@/schema/upgrades'
import type { SchemaHistory } from '@/schema/upgrades'
import type { LocalWrite } from '@/sync/door'
import { LIMITS } from '@/sync/engine/context'
import type { Context } from '@/sync/engine/context'
import { RememberingStore } from '@/sync/engine/memory/remembering-store'
import { prepare } from '@/sync/engine/prepare'
import { IndexedDbStore } from '@/sync/local/indexed-db-store'
import { Network, SlowMail } from '@tests/simulator/network'
import { ServerModel } from '@tests/simulator/server-model'
import { ANNA, countedId, DAYS, entryOf, firstRows, PROJECTS, TASKS } from '@tests/simulator/world'

/** The engine on a real IndexedDB in front of the modelled server: for what only a real browser's storage does. */

export const PROJECT = PROJECTS[0]
export const TASK = TASKS[0]?.[0] ?? ''

export function aServerModel(): ServerModel {
  const server = new ServerModel()
  server.admin((rows) => {
    for (const [key, row] of firstRows()) rows.set(key, row)
  })
  return server
}

let count = 0

/** An app on this database. `schema`: the version of the app. */
export async function openApp(database: string, server: ServerModel, schema: SchemaHistory = SCHEMA) {
  const disk = new IndexedDbStore(database, schema.version)
  const store = new RememberingStore(disk)
  const network = new Network(server, ANNA, new SlowMail())
  const context: Context = {
    store,
    remote: network,
    clock: { now: () => 1_793_664_000_000 + count },
    random: { id: () => countedId('r', count++), fraction: () => 0.5 },
    me: ANNA,
    from: '',
    limits: LIMITS,
    schema,
    changed: () => undefined,
  }
  await prepare(context)
  return { disk, store, network, context }
}

export function anEntry(day: (typeof DAYS)[number], effort: number): LocalWrite {
  const fields = { project: PROJECT, task: TASK, user: ANNA, day, effort, comment: 'by hand', author: ANNA }
  return { op: 'create', coll: 'time_entries', id: entryOf(ANNA, TASK, day), scope: PROJECT, fields }
}

export function aFlag(sentence: string, photos: string[]): LocalWrite {
  const about = { project: PROJECT, task: '', author: ANNA, day: DAYS[0], kind: 'risk', severity: 'low' }
  const fields = { ...about, sentence, photos, state: 'new', answer: '' }
  return { op: 'create', coll: 'flags', id: countedId('f', count++), scope: PROJECT, fields }
}
