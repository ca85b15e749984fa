import { execFile } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { findPocketBase } from '../../../scripts/pocketbase/find.mjs'
import { DEMO_ACCOUNTS, DEMO_DATA, HOOKS, MIGRATIONS, OBSERVER, ROOT } from './paths'
import { serverOn } from './server'

/** Loads the demo once, the way a first visit does, and keeps the folder. */
export default async function globalSetup() {
  await rm(DEMO_DATA, { recursive: true, force: true })
  await mkdir(DEMO_DATA, { recursive: true })
  const { path } = await findPocketBase({ root: ROOT, official: { version: 'none', base: '', platforms: {} } })
  const folders = ['--dir', DEMO_DATA, '--migrationsDir', MIGRATIONS, '--hooksDir', HOOKS]
  await promisify(execFile)(path, ['superuser', 'upsert', OBSERVER.email, OBSERVER.password, ...folders])

  const token = 'token-of-the-tests'
  const server = await serverOn(DEMO_DATA, { JALON_SETUP_TOKEN: token })
  const now = new Date()
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-')
  const answer = await fetch(`${server.url}/api/jalon/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, demo: true, today }),
  })
  if (!answer.ok) throw new Error(`The demo was not loaded: ${answer.status} ${await answer.text()}`)
  const { accounts } = (await answer.json()) as { accounts: unknown }
  await writeFile(DEMO_ACCOUNTS, JSON.stringify(accounts))
  await server.kill()
}
