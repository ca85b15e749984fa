import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { ROOT } from '../../e2e/harness/paths'

/** The contenders as a browser loads them: bundled and minified by the same tool. */

/** `guided`: the same client and server as its guide sets them up, beside the tuned one. */
export const CONTENDERS = {
  jalon: 'ts',
  rxdb: 'mjs',
  'rxdb-guided': 'mjs',
  pouchdb: 'mjs',
  'pouchdb-guided': 'mjs',
} as const
export type ContenderName = keyof typeof CONTENDERS

const here = (path: string) => join(import.meta.dirname, path)
const built = (name: string) => join(ROOT, 'test-results/bench-sync-pages', name)

async function bundle(entry: string, outDir: string): Promise<void> {
  await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: { '@': join(ROOT, 'src'), events: here('node_modules/events/events.js') } },
    // PouchDB looks for two things of Node: its events and its global.
    define: { global: 'globalThis', 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      minify: true,
      modulePreload: false,
      reportCompressedSize: false,
      rollupOptions: {
        input: entry,
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: 'bench.js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
}

/** A folder with the page of one contender. */
export async function pageOf(name: ContenderName): Promise<string> {
  const outDir = built(`page-${name}`)
  await bundle(here(`page/${name}.${CONTENDERS[name]}`), outDir)
  await writeFile(
    join(outDir, 'bench.html'),
    `<!doctype html><title>${name}</title><script type="module" src="./bench.js"></script>`,
  )
  return outDir
}

/** Gzipped bytes of the client alone: what is loaded at once, and what comes when the device goes live. */
export async function sizeOf(name: ContenderName): Promise<{ client: number; later: number }> {
  const outDir = built(`client-${name}`)
  await bundle(here(`contenders/${name}.${CONTENDERS[name]}`), outDir)
  const sizes = { client: 0, later: 0 }
  for (const file of (await readdir(outDir)).filter((one) => one.endsWith('.js'))) {
    const bytes = gzipSync(await readFile(join(outDir, file)), { level: 9 }).length
    sizes[file === 'bench.js' ? 'client' : 'later'] += bytes
  }
  return sizes
}
