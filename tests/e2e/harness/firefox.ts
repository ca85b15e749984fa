import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { findFirefox } from '../../../scripts/browser/find-firefox.mjs'

/** A stock Firefox with a profile of its own, driven by WebDriver BiDi. */

export interface Firefox {
  open(url: string): Promise<void>
  /** The value of an expression in the page, awaited; what it throws is thrown here. As a tap: it may ask for permissions. */
  run<T>(expression: string): Promise<T>
  /** The same again and again until it is true, or a promise of it. */
  until(expression: string): Promise<void>
  close(): Promise<void>
}

/** Quiet: no first-run pages, no reports, no updates. The question about notifications is answered with yes. */
const PREFERENCES = {
  // Notifications by Firefox itself: a bare machine has no desktop to show them.
  'alerts.useSystemBackend': false,
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.push.connection.enabled': true,
  'dom.push.testing.allowInsecureServerURL': true,
  'intl.accept_languages': 'fr-FR, fr',
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'permissions.default.desktop-notification': 1,
  'services.settings.server': '',
  'toolkit.telemetry.server': '',
}
const START_MS = 60_000
const PATIENCE_MS = 30_000

interface Answer {
  id?: number
  type: string
  error?: string
  message?: string
  result?: unknown
}

export async function aFirefox(preferences: Record<string, string | number | boolean>): Promise<Firefox> {
  const profile = await mkdtemp(join(tmpdir(), 'jalon-firefox-'))
  const lines = Object.entries({ ...PREFERENCES, ...preferences }).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  )
  await writeFile(join(profile, 'user.js'), lines.join('\n'))
  const args = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0', 'about:blank']
  const browser = spawn(findFirefox().path, args, { env: { ...process.env, HOME: profile, TZ: 'Europe/Paris' } })
  const socket = new WebSocket(`${await listening(browser)}/session`)
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const send = conversation(socket)
  await send('session.new', { capabilities: {} })
  const { contexts } = (await send('browsingContext.getTree', {})) as { contexts: { context: string }[] }
  const context = contexts[0]!.context

  async function run<T>(expression: string): Promise<T> {
    const asked = { expression, target: { context }, awaitPromise: true, userActivation: true }
    const told = (await send('script.evaluate', asked)) as {
      type: string
      result?: { value?: T }
      exceptionDetails?: object
    }
    if (told.type !== 'success') throw new Error(`${expression}: ${JSON.stringify(told.exceptionDetails)}`)
    return told.result?.value as T
  }

  return {
    run,
    open: async (url) => void (await send('browsingContext.navigate', { context, url, wait: 'complete' })),
    async until(expression) {
      for (const end = Date.now() + PATIENCE_MS; Date.now() < end;) {
        if (await run<boolean>(`Promise.resolve(${expression}).then(Boolean)`).catch(() => false)) return
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      throw new Error(`It never became true in Firefox: ${expression}`)
    },
    async close() {
      socket.terminate()
      const gone = new Promise((resolve) => browser.once('exit', resolve))
      browser.kill('SIGKILL')
      await gone
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** The address that Firefox prints once it can be driven. */
function listening(browser: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    const read = (chunk: Buffer) => {
      printed += chunk.toString()
      const found = /WebDriver BiDi listening on (ws:\S+)/.exec(printed)?.[1]
      if (found) resolve(found)
    }
    browser.stdout?.on('data', read)
    browser.stderr?.on('data', read)
    browser.once('error', reject)
    browser.once('exit', () => reject(new Error(`Firefox stopped: ${printed}`)))
    setTimeout(() => reject(new Error(`Firefox can't be driven: ${printed}`)), START_MS).unref()
  })
}

function conversation(socket: WebSocket): (method: string, params: object) => Promise<unknown> {
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (problem: Error) => void }>()
  let last = 0
  socket.on('message', (text: Buffer) => {
    const { id = 0, type, result, error, message } = JSON.parse(text.toString()) as Answer
    if (type === 'error') waiting.get(id)?.reject(new Error(`${error}: ${message}`))
    else waiting.get(id)?.resolve(result)
    waiting.delete(id)
  })
  return (method, params) =>
    new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject })
      socket.send(JSON.stringify({ id: last, method, params }))
    })
}
