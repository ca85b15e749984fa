import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hashOf } from './setup/steps.mjs'

const INPUTS = [
  'bin',
  'src/domain',
  'src/files',
  'src/schema',
  'src/server/demo',
  'tests/simulator',
  'src/sync',
  'scripts/build-cli.mjs',
]

const stampOf = (root) => join(root, 'dist/cli/.built')
const wanted = (root) => hashOf(root, INPUTS)

export async function cliIsFresh(root) {
  return (await readFile(stampOf(root), 'utf8').catch(() => '')) === (await wanted(root))
}

/** bin/commands.ts and the rooms that it uses, as one plain Node module. */
export async function buildCli(root) {
  const { build } = await import('vite')
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@': join(root, 'src'), '@tests': join(root, 'tests') } },
    build: {
      ssr: join(root, 'bin/commands.ts'),
      outDir: join(root, 'dist/cli'),
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'commands.mjs' } },
    },
  })
  await mkdir(join(root, 'dist/cli'), { recursive: true })
  await writeFile(stampOf(root), await wanted(root))
}
