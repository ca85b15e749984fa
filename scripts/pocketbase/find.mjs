import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { NPM, OFFICIAL, platformName } from './releases.mjs'
import { unzipFile } from './unzip.mjs'

/** @typedef {{ version: string, base: string, platforms: Record<string, { archive: string, executable: string }> }} Release */

const DOWNLOAD_MS = 120_000
const CONNECT_MS = 5_000

/**
 * The PocketBase to run, verified: POCKETBASE_BIN, the official archive (kept in `.pocketbase/`), the npm package.
 * @param {object} options
 * @param {string} options.root the project's folder
 * @param {(line: string) => void} [options.say] told what is going on
 * @param {Release} [options.official] tests give a server and checksums of their own
 * @param {string} [options.platform]
 * @param {Record<string, string | undefined>} [options.env]
 * @returns {Promise<{ path: string, version: string, how: string }>}
 */
export async function findPocketBase({
  root,
  say = () => {},
  official = OFFICIAL,
  platform = platformName(),
  env = process.env,
}) {
  if (env.POCKETBASE_BIN) {
    if (!existsSync(env.POCKETBASE_BIN))
      throw new Error(`POCKETBASE_BIN names ${env.POCKETBASE_BIN}, and there is nothing.`)
    return { path: env.POCKETBASE_BIN, version: 'your own', how: 'POCKETBASE_BIN' }
  }
  const known = official.platforms[platform]
  if (known) {
    const kept = join(root, '.pocketbase', official.version, 'pocketbase')
    const found = (await keptOfficial(kept, known, say)) || (await downloaded(kept, known, platform, official, say))
    if (found) return { path: kept, version: official.version, how: 'the official release' }
  }
  return fromNpm(root, platform, say)
}

async function keptOfficial(path, known, say) {
  if (!existsSync(path)) return false
  if (sha256(await readFile(path)) === known.executable) return true
  say('The kept PocketBase is not the one that was released: it is fetched again.')
  return false
}

async function downloaded(path, known, platform, official, say) {
  const address = `${official.base}pocketbase_${official.version}_${platform}.zip`
  const archive = await fetched(address, say)
  if (!archive) return false
  if (sha256(archive) !== known.archive)
    throw new Error(
      `The archive from ${address} does not have the published checksum. Nothing was run; try again later or set POCKETBASE_BIN.`,
    )
  const executable = unzipFile(archive, 'pocketbase')
  if (sha256(executable) !== known.executable)
    throw new Error(`The executable in ${address} does not have the published checksum.`)
  await mkdir(dirname(path), { recursive: true })
  // Written beside, then moved: a start that is cut off never leaves half a program.
  await writeFile(`${path}.part`, executable)
  await chmod(`${path}.part`, 0o755)
  await rename(`${path}.part`, path)
  return true
}

async function fetched(address, say) {
  const stop = new AbortController()
  const patience = setTimeout(() => stop.abort(), CONNECT_MS)
  try {
    const answer = await fetch(address, { signal: stop.signal, redirect: 'follow' })
    clearTimeout(patience)
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`)
    say('Downloading PocketBase…')
    const limit = setTimeout(() => stop.abort(), DOWNLOAD_MS)
    const bytes = Buffer.from(await answer.arrayBuffer())
    clearTimeout(limit)
    return bytes
  } catch {
    return null
  } finally {
    clearTimeout(patience)
  }
}

async function fromNpm(root, platform, say) {
  const path = npmExecutable(root)
  if (!path)
    throw new Error(
      'PocketBase was not found: the release page cannot be reached and the npm package is not installed. Set POCKETBASE_BIN to a PocketBase 0.39 executable.',
    )
  const expected = NPM.executable[platform]
  if (expected && sha256(await readFile(path)) !== expected)
    throw new Error(
      `The PocketBase of the npm package ${NPM.package} is not the one that was verified. Run npm ci, or set POCKETBASE_BIN.`,
    )
  say(
    `PocketBase ${NPM.version} from npm is used: for development and tests. It lacks the fix of CVE-2026-82410; in production let the official ${OFFICIAL.version} be downloaded, or set POCKETBASE_BIN.`,
  )
  return { path, version: NPM.version, how: 'the npm package' }
}

function npmExecutable(root) {
  try {
    const entry = createRequire(join(root, 'package.json')).resolve(
      `${NPM.package}-${process.platform}-${process.arch}/package.json`,
    )
    const path = join(dirname(entry), 'bin', process.platform === 'win32' ? 'pocketbase.exe' : 'pocketbase')
    return existsSync(path) ? path : null
  } catch {
    return null
  }
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex')
}
