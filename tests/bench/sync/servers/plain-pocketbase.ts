import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findPocketBase } from '../../../../scripts/pocketbase/find.mjs'
import { ROOT } from '../../../e2e/harness/paths'
import { SPACES } from '../rows'
import type { Entry } from '../rows'
import type { Contender } from './contender'
import { addSql, ADMIN, adminToken, allRecords, aPocketBase } from './pocketbase'
import { insertEntries } from './seed-sql'

/**
 * Stock PocketBase for RxDB: a collection per space, open to everybody, batches allowed. Tuned, it is indexed the way the
 * pull asks; a collection as PocketBase makes it is not.
 */
const collections = (isTuned: boolean) => `migrate((app) => {
  const text = (name) => ({ name, type: 'text' })
  for (const name of ${JSON.stringify(SPACES)})
    app.save(new Collection({
      type: 'base', name, listRule: '', viewRule: '', createRule: '', updateRule: '',
      fields: [
        ...['project', 'task', 'user', 'day', 'comment', 'author'].map(text),
        { name: 'effort', type: 'number' },
        { name: 'deleted', type: 'bool' },
        { name: 'created', type: 'autodate', onCreate: true },
        { name: 'updated', type: 'autodate', onCreate: true, onUpdate: true },
      ],
      indexes: ${isTuned} ? ['CREATE INDEX idx_' + name + ' ON ' + name + ' (updated, id)'] : [],
    }))
  const settings = app.settings()
  settings.batch.enabled = true
  settings.batch.maxRequests = 1000
  settings.batch.timeout = 30
  app.save(settings)
}, () => {})
`

export const plainPocketBase = (page: string, large: Entry[]) => serve(page, large, false)
export const tunedPocketBase = (page: string, large: Entry[]) => serve(page, large, true)

async function serve(page: string, large: Entry[], isTuned: boolean): Promise<Contender> {
  const server = await aPocketBase({ page })
  await writeFile(join(server.home, 'migrations', '1000_collections.js'), collections(isTuned))
  await addSql(server, 'seed', insertEntries('large', large))
  await makeAdmin(server.home)
  await server.start()
  const token = await adminToken(server)
  return {
    name: 'RxDB → PocketBase',
    url: server.url,
    tokens: { small: '', large: '', storm: '' },
    async seed(space, rows) {
      for (const row of rows) await server.call('POST', `/api/collections/${space}/records`, row, token)
    },
    async change(space, rows, comment) {
      for (const { id } of rows)
        await server.call('PATCH', `/api/collections/${space}/records/${id}`, { comment }, token)
    },
    rows: async (space) => (await allRecords(server, space, '', token)) as unknown as Entry[],
    streams: /^\/api\/realtime/,
    end: () => server.end(),
  }
}

async function makeAdmin(home: string): Promise<void> {
  const { path } = await findPocketBase({ root: ROOT, official: { version: 'none', base: '', platforms: {} } })
  const folders = ['--dir', join(home, 'data'), '--migrationsDir', join(home, 'migrations')]
  await promisify(execFile)(path, ['migrate', 'up', '--dev=false', ...folders])
  await promisify(execFile)(path, ['superuser', 'upsert', ADMIN.email, ADMIN.password, ...folders])
}
