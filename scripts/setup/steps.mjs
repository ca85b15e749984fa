import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'

/** What has to be there before anything runs. Each step is skipped when its inputs have not changed. */

const LEAST_NODE = [20, 19]

export function checkNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number)
  if (major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])) return
  throw new Error(
    `Jalon needs Node ${LEAST_NODE.join('.')} or newer; this is ${version}. Install it from https://nodejs.org.`,
  )
}

/** What the lock file says, unless it was installed already. */
export async function install(root, say) {
  const stamp = join(root, 'node_modules', '.jalon-installed')
  const wanted = await hashOf(root, ['package-lock.json'])
  if ((await text(stamp)) === wanted) return
  await step(say, 'Installing the libraries', () => installLocked(root))
  await writeFile(stamp, wanted)
}

/**
 * `npm ci` refuses a lock file that lacks another platform's optional binaries, as one written behind a mirror that holds
 * only its own platform does. `npm install` then takes the same locked versions and leaves the lock file as it is.
 */
async function installLocked(root) {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
  try {
    await run(root, 'npm', ['ci', ...quiet])
  } catch {
    await run(root, 'npm', ['install', '--no-save', ...quiet])
  }
}

const BUILD_INPUTS = [
  'src',
  'public',
  'index.html',
  'vite.config.ts',
  'package-lock.json',
  'tsconfig.json',
  'scripts/build-hooks.mjs',
]

/** The app and the server's hooks, unless nothing that goes into them has changed. */
export async function build(root, say) {
  const stamp = join(root, 'dist', '.jalon-built')
  const wanted = await hashOf(root, BUILD_INPUTS)
  if ((await text(stamp)) === wanted) return
  await step(say, 'Building the app', () =>
    run(root, process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn']),
  )
  await step(say, 'Building the server part', () =>
    run(root, process.execPath, [join(root, 'scripts/build-hooks.mjs')]),
  )
  await mkdir(dirname(stamp), { recursive: true })
  await writeFile(stamp, wanted)
}

/** Says what is going on and, while it lasts, for how long. */
async function step(say, title, work) {
  const startedAt = Date.now()
  const seconds = () => `${Math.round((Date.now() - startedAt) / 1000)} s`
  say(`${title}…`)
  const ticking = setInterval(() => say(`${title}… ${seconds()}`), 10_000)
  try {
    await work()
  } finally {
    clearInterval(ticking)
  }
  say(`${title}: done in ${seconds()}.`)
}

/** Runs a program to its end; what it printed is shown only when it failed. */
export function run(cwd, command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let printed = ''
    child.stdout?.on('data', (chunk) => (printed += chunk))
    child.stderr?.on('data', (chunk) => (printed += chunk))
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve(printed) : reject(new Error(`${command} ${args.join(' ')} failed:\n${printed}`)),
    )
  })
}

/** One hash of the names and contents of files and folders below `root`, the same wherever that lies. */
export async function hashOf(root, paths) {
  const hash = createHash('sha256')
  for (const path of paths)
    for (const file of await filesUnder(join(root, path)))
      hash.update(relative(root, file)).update(await readFile(file))
  return hash.digest('hex')
}

async function filesUnder(path) {
  if (!existsSync(path)) return []
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => null)
  if (!entries) return [path]
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
}

async function text(path) {
  return existsSync(path) ? readFile(path, 'utf8') : ''
}
