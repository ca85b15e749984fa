import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = ['firefox', 'firefox-esr']
const ELSEWHERE = ['/Applications/Firefox.app/Contents/MacOS/firefox']

/**
 * A stock Firefox for the one test that needs it: FIREFOX_PATH, the system's; with `bring`, as root on Debian, its package.
 * Chromium takes push messages from Google's servers only; Firefox from any server that it is told.
 */
export function findFirefox({ bring = false } = {}) {
  const found = fromEnvironment() ?? fromSystem() ?? (bring ? fromDebian() : null)
  if (found) return found
  throw new Error('No Firefox was found. Install one, or say where it is: FIREFOX_PATH=/path/to/firefox npm test')
}

function fromEnvironment() {
  const path = process.env.FIREFOX_PATH
  if (!path) return null
  if (!existsSync(path)) throw new Error(`FIREFOX_PATH names ${path}, and there is nothing.`)
  return { path, how: 'FIREFOX_PATH' }
}

function fromSystem() {
  const places = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)))
  const path = [...places, ...ELSEWHERE].find((place) => existsSync(place))
  return path ? { path, how: 'the system' } : null
}

function fromDebian() {
  if (process.getuid?.() !== 0) return null
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' })
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'firefox-esr'], { stdio: 'ignore' })
    const brought = fromSystem()
    return brought && { path: brought.path, how: 'the Debian package, just installed' }
  } catch {
    return null
  }
}
