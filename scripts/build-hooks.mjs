import { copyFile, mkdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/**
 * The demo is a bundle of its own: its words and photos are loaded only when somebody asks for them. So are reminders, with
 * their cryptography and words, and closings, which few make.
 */
const ENTRIES = [
  ['jalon', 'jalon.ts'],
  ['demo', 'setup/load-demo.ts'],
  ['reminders', 'reminders/reminders.ts'],
  ['closing', 'closing/closing.ts'],
  ['alerts', 'alerts/digest.ts'],
]

/**
 * What runs inside PocketBase: src/server with the rooms that it uses, as CommonJS bundles beside the registrations.
 * The engine has the language of about 2020 and nothing of a browser.
 */
export async function buildHooks(outDir = join(root, 'dist/pb_hooks')) {
  const { build } = await import('vite')
  await mkdir(outDir, { recursive: true })
  for (const [name, entry] of ENTRIES) await build(bundle(name, entry, outDir))
  await copyFile(join(root, 'src/server/main.pb.js'), join(outDir, 'main.pb.js'))
}

/**
 * Interpreted, one hash takes a millisecond; the engine has the same one natively, for text, which is what ids are derived from.
 * Web Push hashes other bytes, and keeps the library's own.
 */
const NATIVE_DIGEST = { find: /^\.\/digest$/, replacement: join(root, 'src/server/native/digest.ts') }

const bundle = (name, entry, outDir) => ({
  root,
  configFile: false,
  logLevel: 'error',
  resolve: {
    alias: [{ find: /^@\//, replacement: `${join(root, 'src')}/` }, NATIVE_DIGEST],
  },
  build: {
    outDir,
    emptyOutDir: false,
    copyPublicDir: false,
    target: 'es2020',
    minify: false,
    lib: { entry: join(root, `src/server/${entry}`), formats: ['cjs'], fileName: () => `${name}.js` },
  },
})

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildHooks()
