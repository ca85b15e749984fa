import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { DEMO_DATA, HOOKS, PUBLIC } from './paths'
import { serverOn, type TestServer } from './server'

/** A deployment of its own, so that it can be replaced by a newer one while the app is open. */
export interface Deployment extends TestServer {
  /** The next version: every part has a new name and the old ones are gone; its page says that it is newer. */
  deployNext(): Promise<void>
  /** Puts another service worker in the place of the present one; answers the present one. */
  replaceWorker(source: string): Promise<string>
}

const LISTED = /("revision":")[^"]+(","url":"index\.html")/

export async function aDeployment(): Promise<Deployment> {
  const folder = await mkdtemp(join(tmpdir(), 'jalon-deployment-'))
  const publicDir = join(folder, 'public')
  await cp(DEMO_DATA, join(folder, 'data'), { recursive: true })
  await cp(PUBLIC, publicDir, { recursive: true })
  await cp(HOOKS, join(folder, 'pb_hooks'), { recursive: true })
  const server = await serverOn(join(folder, 'data'), {}, { hooksDir: join(folder, 'pb_hooks'), publicDir })
  const worker = join(publicDir, 'sw.js')
  return {
    ...server,
    deployNext: () => renameParts(publicDir),
    async replaceWorker(source) {
      const present = await readFile(worker, 'utf8')
      await replaced(worker, source)
      return present
    },
    async end() {
      await server.end()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function renameParts(publicDir: string): Promise<void> {
  const assets = join(publicDir, 'assets')
  const renamed = (await readdir(assets)).map((name) => [name, name.replace(/.{7}(\.\w+)$/, 'newer00$1')] as const)
  const retold = (text: string) => renamed.reduce((told, [before, after]) => told.replaceAll(before, after), text)
  for (const [before, after] of renamed) {
    const path = join(assets, before)
    if (/\.(js|css)$/.test(before)) await writeFile(path, retold(await readFile(path, 'utf8')))
    await rename(path, join(assets, after))
  }
  const index = join(publicDir, 'index.html')
  const marked = (await readFile(index, 'utf8')).replace('<title>', '<meta name="version" content="newer"><title>')
  await replaced(index, retold(marked))
  const worker = join(publicDir, 'sw.js')
  const source = await readFile(worker, 'utf8')
  if (!LISTED.test(source)) throw new Error('The service worker does not list the page.')
  await replaced(worker, retold(source).replace(LISTED, '$1newer$2'))
}

/** At once: a browser that looks meanwhile reads the one or the other, never half of it. */
async function replaced(path: string, text: string): Promise<void> {
  await writeFile(`${path}.next`, text)
  await rename(`${path}.next`, path)
}

/** What the browser does by itself now and then. */
export const lookForUpdate = (page: Page) =>
  page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update().catch(() => undefined)
  })

export const newerVersion = (page: Page) => page.locator('meta[name="version"]')
