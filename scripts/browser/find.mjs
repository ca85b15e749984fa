import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'

/** For machines without a network of their own, and for root, where Chromium refuses its sandbox. */
export const BROWSER_FLAGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const SPARTICUZ = '@sparticuz/chromium@153.0.0'

/**
 * A Chromium for the tests: CHROMIUM_PATH, Playwright's own, the system's; with `bring`, one is installed from npm or, as root on
 * Debian, from its packages. Answers where it is and how it was found.
 */
export async function findBrowser({ bring = false } = {}) {
  const found = fromEnvironment() ?? (await fromPlaywright()) ?? fromSystem()
  if (found) return found
  if (bring) {
    const brought = (await fromNpm()) ?? fromDebian()
    if (brought) return brought
  }
  throw new Error('No Chromium was found. Install one, or say where it is: CHROMIUM_PATH=/path/to/chromium npm test')
}

function fromEnvironment() {
  const path = process.env.CHROMIUM_PATH
  if (!path) return null
  if (!existsSync(path)) throw new Error(`CHROMIUM_PATH names ${path}, and there is nothing.`)
  return { path, how: 'CHROMIUM_PATH' }
}

async function fromPlaywright() {
  try {
    const { chromium } = await import('@playwright/test')
    const path = chromium.executablePath()
    return existsSync(path) ? { path, how: "Playwright's own" } : null
  } catch {
    return null
  }
}

function fromSystem() {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of SYSTEM_NAMES) {
      const path = join(folder, name)
      if (existsSync(path)) return { path, how: 'the system' }
    }
  }
  return null
}

async function fromNpm() {
  try {
    execFileSync('npm', ['install', '--no-save', '--no-package-lock', SPARTICUZ], { stdio: 'ignore' })
    const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
    const { default: sparticuz } = await import(/* @vite-ignore */ entry)
    return { path: await sparticuz.executablePath(), how: SPARTICUZ }
  } catch {
    return null
  }
}

function fromDebian() {
  if (process.getuid?.() !== 0) return null
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' })
    execFileSync('apt-get', ['install', '-y', '-qq', 'chromium'], { stdio: 'ignore' })
    return fromSystem() && { ...fromSystem(), how: 'the Debian package, just installed' }
  } catch {
    return null
  }
}
