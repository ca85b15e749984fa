import { chromium, type Page } from '@playwright/test'
import { BROWSER_FLAGS } from '../../../scripts/browser/find.mjs'
import { PMO, type ScaledServer } from './a-scaled-server'
import { PROJECTS } from './world'

/** The built app on a desktop of the PMO, as it stands with so much history. */

const FIRST_COPY_MS = 900_000
const OPENINGS = 5

export interface DeviceFigures {
  /** From the sign-in until the app says that it is ready offline. */
  firstCopy: number
  /** The whole app opened on the portfolio, until all its lines are drawn; each time. */
  opened: number[]
  /** From the tap on the navigation until they are drawn, everything at hand already. */
  tapped: number[]
  /** Bytes that the local data takes. */
  stored: number
  /** Bytes of the page's own memory, portfolio open. */
  heap: number
}

export async function onDevice(server: ScaledServer): Promise<DeviceFigures> {
  const executablePath = process.env['CHROMIUM_PATH']
  const browser = await chromium.launch({ args: BROWSER_FLAGS, ...(executablePath ? { executablePath } : {}) })
  try {
    const viewport = { width: 1440, height: 900 }
    const context = await browser.newContext({ viewport, locale: 'fr-FR', baseURL: server.url })
    const page = await context.newPage()
    const firstCopy = await signedIn(page)
    const opened: number[] = []
    for (let turn = 0; turn < OPENINGS; turn++) opened.push(await openedPortfolio(page))
    const tapped: number[] = []
    for (let turn = 0; turn < OPENINGS; turn++) tapped.push(await tappedPortfolio(page))
    const stored = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0)
    const tools = await context.newCDPSession(page)
    await tools.send('HeapProfiler.collectGarbage')
    const { usedSize: heap } = await tools.send('Runtime.getHeapUsage')
    return { firstCopy, opened, tapped, stored, heap }
  } finally {
    await browser.close()
  }
}

async function signedIn(page: Page): Promise<number> {
  await page.goto('/signin')
  await page.getByTestId('login-email').fill(PMO.email)
  await page.getByTestId('login-password').fill(PMO.password)
  await page.getByTestId('login-submit').click()
  const from = performance.now()
  await page.waitForURL((url) => !url.pathname.startsWith('/signin'))
  await page.goto('/me')
  await page.getByTestId('sync-panel').getByText('Prêt hors connexion').first().waitFor({ timeout: FIRST_COPY_MS })
  return performance.now() - from
}

/** By the page's own clock, from its navigation to the first frame with all the lines. */
async function openedPortfolio(page: Page): Promise<number> {
  await page.goto('/portfolio')
  return page.evaluate(allDrawn, PROJECTS)
}

async function tappedPortfolio(page: Page): Promise<number> {
  await page.locator('nav a[href="/me"]').first().click()
  await page.getByTestId('sync-panel').waitFor()
  const from = await page.evaluate(() => performance.now())
  await page
    .locator('nav a[href="/portfolio"]')
    .first()
    .evaluate((link: HTMLElement) => link.click())
  return (await page.evaluate(allDrawn, PROJECTS)) - from
}

const allDrawn = (lines: number) =>
  new Promise<number>((resolve) => {
    const look = () =>
      document.querySelectorAll('[data-testid="portfolio-table"] tbody tr').length >= lines
        ? requestAnimationFrame(() => resolve(performance.now()))
        : requestAnimationFrame(look)
    look()
  })
