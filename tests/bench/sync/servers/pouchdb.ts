import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SPACES } from '../rows'
import type { Entry, Space } from '../rows'
import type { Contender } from './contender'
import { freePort, until } from './ports'

interface Doc {
  _id: string
  _rev?: string
}

/** express-pouchdb on LevelDB. It knows no sign-in here, no rules and no validation. */
export async function pouchServer(page: string, large: Entry[]): Promise<Contender> {
  const home = await mkdtemp(join(tmpdir(), 'jalon-bench-pouchdb-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const script = join(import.meta.dirname, 'express-pouchdb.mjs')
  const stdio = process.env['JALON_TEST_LOG'] ? 'inherit' : 'ignore'
  const child = spawn(process.execPath, [script, String(port), home, page], { stdio })
  await until(async () => (await fetch(url).catch(() => null))?.ok)

  async function call(method: string, path: string, body?: unknown): Promise<unknown> {
    const init = body === undefined ? {} : { body: JSON.stringify(body) }
    const response = await fetch(url + path, { method, headers: { 'content-type': 'application/json' }, ...init })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }
  async function seed(space: Space, rows: readonly Entry[]) {
    for (let from = 0; from < rows.length; from += 2000) {
      const docs = rows.slice(from, from + 2000).map(({ id, ...fields }) => ({ _id: id, ...fields }))
      await call('POST', `/${space}/_bulk_docs`, { docs })
    }
  }
  for (const space of SPACES) await call('PUT', `/${space}`)
  await seed('large', large)
  return {
    name: 'PouchDB → express-pouchdb',
    url,
    tokens: { small: '', large: '', storm: '' },
    seed,
    async change(space, rows, comment) {
      for (const { id } of rows) {
        const doc = (await call('GET', `/${space}/${id}`)) as Doc
        await call('PUT', `/${space}/${id}`, { ...doc, comment })
      }
    },
    async rows(space) {
      const answer = (await call('GET', `/${space}/_all_docs?include_docs=true`)) as { rows: { doc: Doc }[] }
      return answer.rows.map(({ doc }) => ({ ...doc, id: doc._id }) as unknown as Entry)
    },
    streams: /feed=(longpoll|continuous)/,
    async end() {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill()
      await gone
      await rm(home, { recursive: true, force: true })
    },
  }
}
