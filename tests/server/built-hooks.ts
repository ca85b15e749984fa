import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

export const ROOT = resolve(import.meta.dirname, '../..')

/** The hooks as they are now, built once for all workers: a folder named after the sources, put in place in one move. */
export async function builtHooks(): Promise<string> {
  const home = join(tmpdir(), `jalon-test-server-${sourcesHash()}`)
  if (!existsSync(home)) await buildInto(home)
  return join(home, 'pb_hooks')
}

async function buildInto(home: string): Promise<void> {
  const draft = await mkdtemp(join(tmpdir(), 'jalon-test-draft-'))
  const { buildHooks } = (await import(pathToFileURL(join(ROOT, 'scripts/build-hooks.mjs')).href)) as {
    buildHooks: (outDir: string) => Promise<void>
  }
  await buildHooks(join(draft, 'pb_hooks'))
  await mkdir(join(draft, 'public/assets'), { recursive: true })
  await writeFile(join(draft, 'public/index.html'), '<!doctype html><title>Jalon</title>')
  await writeFile(join(draft, 'public/assets/app-1.js'), 'export {}')
  // Another worker may have been quicker: its folder is as good.
  await rename(draft, home).catch(() => rm(draft, { recursive: true }))
}

function sourcesHash(): string {
  const hash = createHash('sha256')
  for (const folder of ['src/server', 'src/domain', 'src/schema', 'scripts/build-hooks.mjs'])
    for (const file of filesUnder(join(ROOT, folder))) hash.update(file).update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}

function filesUnder(path: string): string[] {
  if (/\.\w+$/.test(path)) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}
