import { spawn } from 'node:child_process'
import { cp, mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findPocketBase } from '../../../../scripts/pocketbase/find.mjs'
import { serveArguments } from '../../../../scripts/pocketbase/supervise.mjs'
import { ROOT } from '../../../e2e/harness/paths'
import { freePort, until } from './ports'

/** The same PocketBase for Jalon and for RxDB, each on a data folder of its own; it serves the bench's page, too. */

export const ADMIN = { email: 'bench@bench.example', password: 'a password of the bench' }
export const SETUP_TOKEN = 'a-token-of-the-bench'

export interface PocketBase {
  url: string
  home: string
  /** The process that runs now; 0 where none does. */
  pid(): number
  call(method: string, path: string, body?: unknown, token?: string): Promise<unknown>
  start(): Promise<void>
  kill(): Promise<void>
  end(): Promise<void>
}

export interface Files {
  /** Copied, so that more may be put beside them. */
  migrations?: string
  hooks?: string
  page: string
}

export async function aPocketBase({ migrations, hooks, page }: Files): Promise<PocketBase> {
  const home = await mkdtemp(join(tmpdir(), 'jalon-bench-'))
  const at = (name: string) => join(home, name)
  await copyOrMake(migrations, at('migrations'))
  await copyOrMake(hooks, at('pb_hooks'))
  await cp(page, at('public'), { recursive: true })
  const { path } = await findPocketBase({ root: ROOT, official: { version: 'none', base: '', platforms: {} } })
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const folders = { dataDir: at('data'), migrationsDir: at('migrations'), hooksDir: at('pb_hooks') }
  const args = serveArguments({ http: `127.0.0.1:${port}`, ...folders, publicDir: at('public') })
  const stdio = process.env['JALON_TEST_LOG'] ? 'inherit' : 'ignore'
  let child: ReturnType<typeof spawn> | undefined

  async function kill() {
    const dying = child
    if (!dying || dying.exitCode !== null) return
    const gone = new Promise((resolve) => dying.once('exit', resolve))
    dying.kill('SIGTERM')
    await gone
  }
  return {
    url,
    home,
    pid: () => child?.pid ?? 0,
    call: async (method, path, body, token = '') => {
      const headers = { 'content-type': 'application/json', ...(token && { authorization: token }) }
      const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
      const response = await fetch(url + path, init)
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
      return response.status === 204 ? null : response.json()
    },
    async start() {
      const env = { ...process.env, JALON_SETUP_TOKEN: SETUP_TOKEN }
      child = spawn(path, args, { stdio, env })
      await until(async () => (await fetch(`${url}/api/health`).catch(() => null))?.ok)
    },
    kill,
    async end() {
      await kill()
      await rm(home, { recursive: true, force: true })
    },
  }
}

async function copyOrMake(from: string | undefined, to: string): Promise<void> {
  if (from) await cp(from, to, { recursive: true })
  else await mkdir(to, { recursive: true })
}

/** SQL for the next start, with JSON texts as parameters: the way to the database that PocketBase leaves open. */
export async function addSql(server: PocketBase, name: string, steps: { sql: string; json?: unknown }[]) {
  const lines: string[] = []
  for (const [at, { sql, json }] of steps.entries()) {
    const file = join(server.home, `${name}-${at}.json`)
    await writeFile(file, JSON.stringify(json ?? null))
    const bound = json === undefined ? '' : `.bind({ json: toString($os.readFile(${JSON.stringify(file)})) })`
    lines.push(`app.db().newQuery(${JSON.stringify(sql)})${bound}.execute()`)
  }
  const text = `migrate((app) => {\n${lines.join('\n')}\n}, () => {})\n`
  await writeFile(join(server.home, 'migrations', `19999${name}.js`), text)
}

export async function adminToken(server: PocketBase): Promise<string> {
  const path = '/api/collections/_superusers/auth-with-password'
  const { email: identity, password } = ADMIN
  return ((await server.call('POST', path, { identity, password })) as { token: string }).token
}

/** Every record of a collection, as the administration sees them. */
export async function allRecords(server: PocketBase, coll: string, filter: string, token: string) {
  const found: { [field: string]: unknown }[] = []
  for (let page = 1; ; page++) {
    const query = new URLSearchParams({ filter, page: String(page), perPage: '1000', skipTotal: '1' })
    const path = `/api/collections/${coll}/records?${query}`
    const { items } = (await server.call('GET', path, undefined, token)) as { items: typeof found }
    found.push(...items)
    if (items.length < 1000) return found
  }
}
