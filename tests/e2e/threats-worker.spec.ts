import type { Page } from '@playwright/test'
import { aDeployment, lookForUpdate, newerVersion, type Deployment } from './harness/deployment'
import { account, expect, signIn, test as base } from './harness/jalon-test'
import { aPhone } from './harness/week-taps'

const test = base.extend<{ deployment: Deployment }>({
  deployment: async ({}, use) => {
    const deployment = await aDeployment()
    await use(deployment)
    await deployment.end()
  },
})

const MISSING = "Une partie de l'application n'a pas pu être chargée"
const UNEXPECTED = "Quelque chose n'a pas fonctionné"
const tabs = (page: Page) => page.getByRole('navigation', { name: 'Navigation principale' })

test('threat 50: a copy of the app with holes is asked of the server, and whole again after one visit', async ({
  browser,
  server,
}) => {
  const page = await aPhone(browser, server)
  const whole = await partsKept(page)
  for (const [lost, address] of [
    ['odd', '/week'],
    ['even', '/'],
  ] as const) {
    await lose(page, (_path, at) => (at % 2 === 0) === (lost === 'even'))
    expect(await partsKept(page)).toBeLessThan(whole)
    await page.goto(address)
    await expect(page.getByTestId('week-cell').first()).toBeVisible()
    await expect.poll(() => partsKept(page)).toBe(whole)
    await page.context().setOffline(true)
    for (const path of ['/', '/week', '/me', '/flags']) {
      await page.goto(path)
      await expect(tabs(page)).toBeVisible()
    }
    await page.goto('/week?flag')
    await expect(page.getByTestId('flag-form')).toBeVisible()
    await page.context().setOffline(false)
  }
})

test('threat 50: a screen whose part is lost while there is no network is said, not reloaded for ever', async ({
  browser,
  server,
}) => {
  const page = await aPhone(browser, server)
  await lose(page, (path) => path.includes('MeScreen'))
  await page.context().setOffline(true)
  const loads = countLoads(page)
  await page.goto('/me')
  await expect(tabs(page)).toBeVisible()
  await expect(page.getByText(MISSING)).toBeVisible()
  const before = loads.count
  await page.waitForTimeout(2000)
  expect(loads.count).toBe(before)
  expect(before).toBeLessThanOrEqual(2)
  await page.getByRole('link', { name: 'Temps', exact: true }).click()
  await expect(page.getByTestId('week-cell').first()).toBeVisible()
})

test('threat 50: holes in the copy and a newer deployment at once: the newer app opens', async ({
  browser,
  deployment,
}) => {
  const page = await aPhone(browser, deployment)
  await lose(page, (path) => path.includes('/assets/'))
  await deployment.deployNext()
  await page.goto('/week')
  await expect(page.getByTestId('week-cell').first()).toBeVisible()
  await expect(newerVersion(page)).toHaveCount(1)
})

test('threat 50: a service worker that breaks leaves the version before it at work, online and offline', async ({
  browser,
  deployment,
}) => {
  const page = await aPhone(browser, deployment)
  const good = await deployment.replaceWorker('throw new Error("broken")')
  await lookForUpdate(page)
  await page.reload()
  await expect(tabs(page)).toBeVisible()
  await page.context().setOffline(true)
  await page.goto('/me')
  await expect(page.getByTestId('sync-panel')).toContainText('Prêt hors connexion')
  await page.context().setOffline(false)

  // Somebody who never had a good one uses the app as a page.
  const stranger = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'fr-FR',
    baseURL: deployment.url,
  })
  const visit = await stranger.newPage()
  await signIn(visit, account('contributeur'))
  await visit.goto('/week')
  await expect(visit.getByTestId('week-cell').first()).toBeVisible()
  expect(await visit.getByText(UNEXPECTED).count()).toBe(0)

  // Repaired, it is taken as any other update.
  await deployment.replaceWorker(good)
  await deployment.deployNext()
  await lookForUpdate(page)
  await page.getByTestId('update-prompt').getByRole('button', { name: 'Mettre à jour' }).click()
  await expect(newerVersion(page)).toHaveCount(1)
})

test('threat 50: looking for an update without network, hour after hour, troubles nobody', async ({
  browser,
  server,
}) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'fr-FR',
    baseURL: server.url,
  })
  const page = await context.newPage()
  await page.clock.install()
  await signIn(page, account('contributeur'))
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await server.kill()
  const failed = page.waitForEvent('console', (message) => /Failed to update a ServiceWorker/.test(message.text()))
  await page.clock.fastForward('01:01:00')
  await failed
  // Time for a word about it to be drawn.
  await page.waitForTimeout(500)
  expect(await page.getByText(UNEXPECTED).count()).toBe(0)
})

test('threat 50: a deployment while the app is open or loading brings the newer app after one reload', async ({
  browser,
  deployment,
}) => {
  const context = await browser.newContext({
    locale: 'fr-FR',
    baseURL: deployment.url,
    serviceWorkers: 'block',
    viewport: { width: 390, height: 844 },
  })
  const page = await context.newPage()
  await signIn(page, account('contributeur'))
  const loads = countLoads(page)
  // Between the page and its script.
  let deployed: Promise<void> | undefined
  await context.route('**/assets/index-*.js', async (route) => {
    await (deployed ??= deployment.deployNext())
    await route.continue()
  })
  await page.goto('/week')
  await expect(newerVersion(page)).toHaveCount(1)
  await expect(page.getByTestId('week-cell').first()).toBeVisible()
  expect(loads.count).toBe(2)
})

test('threat 50: a part that stays missing is asked for by one reload, then told', async ({ browser, server }) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'fr-FR',
    baseURL: server.url,
    serviceWorkers: 'block',
  })
  const page = await context.newPage()
  await signIn(page, account('contributeur'))
  await context.route('**/assets/MeScreen-*', (route) => route.fulfill({ status: 404, body: 'Not found' }))
  const loads = countLoads(page)
  await page.goto('/me')
  await expect(page.getByText(MISSING)).toBeVisible()
  await page.waitForTimeout(2000)
  expect(loads.count).toBe(2)
})

function countLoads(page: Page): { count: number } {
  const loads = { count: 0 }
  page.on('request', (request) => (loads.count += request.isNavigationRequest() ? 1 : 0))
  return loads
}

/** How many files of the app this browser keeps. */
const partsKept = (page: Page) =>
  page.evaluate(async () => {
    const name = (await caches.keys()).find((one) => one.includes('precache'))!
    return (await (await caches.open(name)).keys()).length
  })

/** Takes files out of the kept copy, as a browser short of room or a cleaning tool may. */
async function lose(page: Page, isLost: (path: string, at: number) => boolean): Promise<void> {
  const paths = await page.evaluate(async () => {
    const name = (await caches.keys()).find((one) => one.includes('precache'))!
    return (await (await caches.open(name)).keys()).map((request) => request.url)
  })
  const lost = paths.toSorted().filter(isLost)
  expect(lost.length).toBeGreaterThan(0)
  await page.evaluate(async (urls) => {
    const name = (await caches.keys()).find((one) => one.includes('precache'))!
    const kept = await caches.open(name)
    for (const url of urls) await kept.delete(url)
  }, lost)
  // The browser's other cache would hide the loss for a while.
  await (await page.context().newCDPSession(page)).send('Network.clearBrowserCache')
}
