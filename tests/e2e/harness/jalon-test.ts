import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, chromium, expect, type BrowserContext, type Page } from '@playwright/test'
import { BROWSER_FLAGS } from '../../../scripts/browser/find.mjs'
import { DEMO_ACCOUNTS } from './paths'
import { demoServer, type TestServer } from './server'

export interface Account {
  name: string
  email: string
  password: string
  role: string
}

const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
const DESK = { viewport: { width: 1440, height: 900 } }
const WORDS = { locale: 'fr-FR', timezoneId: 'Europe/Paris' }

/** A phone with a profile of its own: it can be killed and opened again, with or without network. */
export interface Phone {
  page: Page
  context: BrowserContext
  /** SIGKILL of the whole browser, then open again. */
  killAndReopen(options: { offline: boolean }): Promise<void>
}

export function account(role: 'PMO' | 'chef de projet' | 'contributeur' | 'commanditaire'): Account {
  const all = JSON.parse(readFileSync(DEMO_ACCOUNTS, 'utf8')) as Account[]
  const found = all.find((one) => one.role === role)
  if (!found) throw new Error(`The demo has no account for ${role}.`)
  return found
}

export const test = base.extend<{ server: TestServer; phone: Phone; desk: Page }>({
  server: async ({}, use) => {
    const server = await demoServer()
    await use(server)
    await server.end()
  },
  phone: async ({ server }, use) => {
    const profile = await mkdtemp(join(tmpdir(), 'jalon-phone-'))
    const open = async (offline: boolean) => {
      const context = await chromium.launchPersistentContext(profile, {
        ...PHONE,
        ...WORDS,
        offline,
        baseURL: server.url,
        args: BROWSER_FLAGS,
        ...(process.env['CHROMIUM_PATH'] ? { executablePath: process.env['CHROMIUM_PATH'] } : {}),
      })
      await withoutBackgroundSync(context)
      return context
    }
    const context = await open(false)
    const phone: Phone = {
      context,
      page: context.pages()[0] ?? (await context.newPage()),
      killAndReopen: async ({ offline }) => {
        await killBrowserOf(profile)
        await phone.context.close().catch(() => {})
        phone.context = await open(offline)
        phone.page = phone.context.pages()[0] ?? (await phone.context.newPage())
      },
    }
    await use(phone)
    await phone.context.close().catch(() => {})
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  },
  desk: async ({ browser, server }, use) => {
    const context = await browser.newContext({ ...DESK, ...WORDS, baseURL: server.url })
    await use(await context.newPage())
    await context.close()
  },
})

/**
 * As on an iPhone. The tests' "offline" holds for pages; Chromium itself knows that there is a network, and would wake the
 * service worker to send what a test is about to find unsent.
 */
export async function withoutBackgroundSync(context: BrowserContext) {
  await context.addInitScript(() => {
    Object.defineProperty(ServiceWorkerRegistration.prototype, 'sync', { value: undefined })
  })
}

export { expect }

export async function signIn(page: Page, who: Account) {
  await page.goto('/signin')
  await page.getByTestId('login-email').fill(who.email)
  await page.getByTestId('login-password').fill(who.password)
  await page.getByTestId('login-submit').click()
  await page.waitForURL((url) => !url.pathname.startsWith('/signin'))
}

/** Waits until the app itself would work without network: service worker in charge, first copy complete. */
export async function readyOffline(page: Page) {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (!navigator.serviceWorker.controller)
      await new Promise((resolve) =>
        navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
      )
  })
  await page.goto('/me')
  await expect(page.getByTestId('sync-panel')).toContainText('Prêt hors connexion')
}

export async function unsentCount(page: Page): Promise<number> {
  return Number(await page.getByTestId('unsent-count').first().textContent())
}

/** Kills every process whose command line names the profile, the hard way. */
async function killBrowserOf(profile: string) {
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    const command = await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '')
    if (!command.includes(`--user-data-dir=${profile}`)) continue
    try {
      process.kill(Number(entry), 'SIGKILL')
    } catch {
      // It went by itself.
    }
  }
}
