import { readFile } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { HOOKS, MIGRATIONS, PUBLIC } from '../../e2e/harness/paths'
import { addSql, ADMIN, adminToken, aPocketBase, SETUP_TOKEN, type PocketBase } from '../sync/servers/pocketbase'
import { CHECKS, closings, history, PEOPLE, words, workingDays, world, type Step } from './world'

/** A real server with so much history, in a folder of its own that goes with it. */
export interface ScaledServer {
  size: number
  url: string
  pmo: string
  /** Token of the PMO, who leads everything. */
  token: string
  tokenOf(user: string): Promise<string>
  /** From the first byte sent to the last byte that came, packed as it travels. */
  post(path: string, body: unknown, token: string): Promise<Answer>
  /** Kilobytes now, and the most so far; null where the system does not say. */
  memory(): Promise<{ now: number; most: number } | null>
  end(): Promise<void>
}

export interface Answer {
  ms: number
  wire: number
  bytes: number
  json: unknown
}

export const PMO = { email: ADMIN.email, password: ADMIN.password }

export async function aScaledServer(size: number, today: string, say: (line: string) => void): Promise<ScaledServer> {
  const server = await aPocketBase({ migrations: MIGRATIONS, hooks: HOOKS, page: PUBLIC })
  const agent = new Agent({ keepAlive: true })
  try {
    await server.start()
    const account = { ...ADMIN, token: SETUP_TOKEN, organisation: 'Bench', name: 'Bench', language: 'fr' }
    await server.call('POST', '/api/jalon/setup', account)
    const signIn = { identity: ADMIN.email, password: ADMIN.password }
    const session = (await server.call('POST', '/api/collections/users/auth-with-password', signIn)) as Session
    const pmo = session.record.id
    const days = workingDays(today, Math.ceil(size / (PEOPLE * 2)))
    await fill(server, [
      world(pmo, days[0]!),
      ...eachAlone(history(days)),
      words(days),
      closings(days, today, pmo),
      CHECKS,
    ])
    say(`${size.toLocaleString('en')} entries of ${days.length} days are there; every total equals its sum.`)
    const admin = await adminToken(server)
    return {
      size,
      url: server.url,
      pmo,
      token: session.token,
      async tokenOf(user) {
        const path = `/api/collections/users/impersonate/${user}`
        return ((await server.call('POST', path, { duration: 36_000 }, admin)) as Session).token
      },
      post: (path, body, token) => post(server.url + path, body, token, agent),
      memory: () => memoryOf(server.pid()),
      async end() {
        agent.destroy()
        await server.end()
      },
    }
  } catch (problem) {
    await server.end()
    throw problem
  }
}

interface Session {
  token: string
  record: { id: string }
}

const eachAlone = (steps: readonly Step[]) => steps.map((step) => [step])

/** Each group in a transaction and a process of its own, so that the write-ahead log stays small. */
async function fill(server: PocketBase, groups: readonly Step[][]): Promise<void> {
  for (const [at, steps] of groups.entries()) {
    await server.kill()
    await addSql(server, `fill${String(at).padStart(3, '0')}`, steps)
    await server.start()
  }
}

function post(url: string, body: unknown, token: string, agent: Agent): Promise<Answer> {
  const headers = { 'content-type': 'application/json', 'accept-encoding': 'gzip', authorization: token }
  const text = JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const from = performance.now()
    const asked = request(url, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const ms = performance.now() - from
        const wire = Buffer.concat(chunks)
        const plain = response.headers['content-encoding'] === 'gzip' ? gunzipSync(wire) : wire
        if (response.statusCode !== 200) return reject(new Error(`${url}: ${response.statusCode} ${plain.toString()}`))
        resolve({ ms, wire: wire.length, bytes: plain.length, json: JSON.parse(plain.toString()) as unknown })
      })
    })
    asked.on('error', reject)
    asked.end(text)
  })
}

async function memoryOf(pid: number): Promise<{ now: number; most: number } | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0)
  return status === '' ? null : { now: kilobytes('VmRSS'), most: kilobytes('VmHWM') }
}
