import { spawn, type ChildProcess } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findPocketBase } from '../../../scripts/pocketbase/find.mjs'
import { serveArguments } from '../../../scripts/pocketbase/supervise.mjs'
import { DEMO_DATA, HOOKS, MIGRATIONS, PUBLIC, ROOT } from './paths'

export interface TestServer {
  url: string
  /** kill -9, as a power cut of the process. */
  kill(): Promise<void>
  /** Starts again on the same port and data. */
  start(): Promise<void>
  /** Stops and removes the data. */
  end(): Promise<void>
}

/** A real server on a free port with a copy of the demo. */
export async function demoServer(): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'jalon-e2e-'))
  await cp(DEMO_DATA, dataDir, { recursive: true })
  return serverOn(dataDir)
}

/** A server on this data folder; another deployment's files may be given. */
export async function serverOn(
  dataDir: string,
  env: Record<string, string> = {},
  files = { hooksDir: HOOKS, publicDir: PUBLIC },
): Promise<TestServer> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const { path } = await findPocketBase({ root: ROOT, official: { version: 'none', base: '', platforms: {} } })
  const args = serveArguments({
    http: `127.0.0.1:${port}`,
    dataDir,
    migrationsDir: MIGRATIONS,
    ...files,
  })
  let child: ChildProcess | undefined

  async function start() {
    child = spawn(path, args, { env: { ...process.env, ...env }, stdio: 'ignore' })
    await healthy(url)
  }
  async function kill() {
    const dying = child
    if (!dying || dying.exitCode !== null || dying.signalCode !== null) return
    const gone = new Promise((resolve) => dying.once('exit', resolve))
    dying.kill('SIGKILL')
    await gone
  }
  await start()
  return {
    url,
    start,
    kill,
    end: async () => {
      await kill()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function healthy(url: string) {
  for (let turn = 0; turn < 300; turn++) {
    const answer = await fetch(`${url}/api/jalon/health`).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('The server of the test did not become healthy.')
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('No port.')),
      )
    })
  })
}
