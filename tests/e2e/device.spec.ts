import type { CDPSession, Page } from '@playwright/test'
import { raiseFlag } from './harness/field-work'
import { account, expect, readyOffline, signIn, test, unsentCount } from './harness/jalon-test'
import { observe } from './harness/observer'

const cell = (page: Page, effort: number) => page.locator(`[data-testid="week-cell"][data-effort="${effort}"]`).first()
const nextWeek = async (page: Page) => {
  await page.goto('/week')
  await page.getByRole('button', { name: 'Semaine suivante' }).click()
}

async function setQuota(devtools: CDPSession, origin: string, quotaSize?: number) {
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, ...(quotaSize !== undefined && { quotaSize }) })
}

test('threat 45: on a full device the form stays open with its text and says so; room made, it saves', async ({
  phone,
  server,
}) => {
  await signIn(phone.page, account('contributeur'))
  await readyOffline(phone.page)
  // A browser that has written lately believes for half a minute that it knows how much room there is.
  await phone.killAndReopen({ offline: true })
  const { page } = phone
  const devtools = await phone.context.newCDPSession(page)
  await setQuota(devtools, server.url, 1)
  await page.goto('/week')
  await expect(cell(page, 500)).toBeVisible()
  await page.getByTestId('open-flag').click()
  await page.getByTestId('flag-project').selectOption({ index: 1 })
  await page.getByTestId('flag-sentence').fill('Le téléphone est plein')
  await page.getByTestId('flag-photo').setInputFiles(await aLargePhoto(page))
  await page.getByTestId('flag-save').click()
  await expect(page.getByText('plus de place')).toBeVisible()
  await expect(page.getByTestId('flag-sentence')).toHaveValue('Le téléphone est plein')
  expect(await unsentCount(page)).toBe(0)
  await setQuota(devtools, server.url)
  await page.getByTestId('flag-save').click()
  await expect(page.getByTestId('flag-form')).toBeHidden()
  await expect(async () => expect(await unsentCount(page)).toBe(2)).toPass()
})

test('threat 47: time zones, the nights of summer time and a clock two days wrong keep an entry on the day of the wall', async ({
  browser,
  server,
}) => {
  test.setTimeout(120_000)
  const observer = await observe(server.url)
  const [me] = await observer.rows('users', `email = "${account('contributeur').email}"`)
  // What the demo validated or closed is not changed any more: these are days like any other.
  for (const review of await observer.rows('week_reviews', `user = "${String(me!['id'])}"`))
    await observer.remove('week_reviews', String(review['id']))
  for (const project of await observer.rows('projects'))
    await observer.change('projects', String(project['id']), { closed_through: '' })
  const moments = [
    // Still Monday evening in New York, when it is Tuesday in Paris; just Monday in Auckland, when it is Sunday there.
    { timezoneId: 'America/New_York', at: '2026-11-24T01:30:00Z', day: '2026-11-23', effort: 250 },
    { timezoneId: 'Pacific/Auckland', at: '2026-11-22T11:30:00Z', day: '2026-11-23', effort: 500 },
    // Half past midnight after each night of the change, and a minute before midnight.
    { timezoneId: 'Europe/Paris', at: '2026-10-25T23:30:00Z', day: '2026-10-26', effort: 500 },
    { timezoneId: 'Europe/Paris', at: '2026-03-29T22:30:00Z', day: '2026-03-30', effort: 750 },
    { timezoneId: 'Europe/Paris', at: '2026-10-26T22:59:00Z', day: '2026-10-26', effort: 1000 },
    // A clock that is two days ahead: the person sees the day on the screen, and that day is kept.
    { timezoneId: 'Europe/Paris', at: '2026-10-28T09:00:00Z', day: '2026-10-28', effort: 250 },
  ]
  for (const { timezoneId, at, day, effort } of moments) {
    const phone = { viewport: { width: 390, height: 844 }, locale: 'fr-FR', timezoneId, baseURL: server.url }
    const context = await browser.newContext(phone)
    const page = await context.newPage()
    await page.clock.setFixedTime(new Date(at))
    await signIn(page, account('contributeur'))
    await page.goto('/week')
    // The first copy brings the rows into their order.
    await expect(page.getByTestId('save-state')).toContainText('À jour')
    // The last read of the copy may still put the rows into their order.
    const firstRow = () => cell(page, effort).getAttribute('data-task')
    await expect(async () => {
      const before = await firstRow()
      await page.waitForTimeout(500)
      expect(await firstRow()).toBe(before)
    }).toPass({ timeout: 20_000 })
    const task = await firstRow()
    const tapped = page.locator(`[data-testid="week-cell"][data-task="${task}"][data-effort="${effort}"]`)
    await tapped.check({ force: true })
    await expect(tapped).toHaveAttribute('data-day', day)
    await expect(async () =>
      expect(
        await observer.rows('time_entries', `day = "${day}" && task = "${task}" && user = "${String(me!['id'])}"`),
      ).toMatchObject([{ effort }]),
    ).toPass({ timeout: 20_000 })
    await context.close()
  }
})

test('threat 51: on a 2G line that loses a third of its requests, a tap is kept at once and everything arrives once', async ({
  phone,
  server,
}) => {
  test.setTimeout(120_000)
  const { page } = phone
  await signIn(page, account('contributeur'))
  await readyOffline(page)
  await nextWeek(page)
  let asked = 0
  await phone.context.route('**/api/sync/**', async (route) => {
    asked += 1
    await new Promise((resolve) => setTimeout(resolve, 300 + ((asked * 997) % 1500)))
    if (asked % 3 === 0) return route.abort('connectionreset')
    // The answer is lost now and then, after the server did the work.
    if (asked % 7 === 0) return void (await route.fetch().catch(() => null), await route.abort('connectionreset'))
    return route.continue()
  })
  const row = page.locator('[data-testid^="row-"]').first()
  for (const effort of [250, 500, 750, 1000]) {
    await row.locator(`[data-testid="week-cell"][data-effort="${effort}"]`).click({ force: true })
    // Kept on this device long before the line answers.
    await expect(row).toHaveAttribute('data-sync', 'local', { timeout: 1000 })
  }
  await raiseFlag(page, 'Réseau faible sur le chantier', [])
  await expect(async () => {
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
    expect(await unsentCount(page)).toBe(0)
  }).toPass({ timeout: 90_000, intervals: [1000] })
  const flags = await (await observe(server.url)).rows('flags', 'sentence = "Réseau faible sur le chantier"')
  expect(flags).toHaveLength(1)
})

test('what waits is sent by the service worker with the app closed, when the browser wakes it', async ({
  phone,
  server,
}) => {
  await signIn(phone.page, account('contributeur'))
  await readyOffline(phone.page)
  await nextWeek(phone.page)
  await expect(cell(phone.page, 500)).toBeVisible()
  await phone.context.setOffline(true)
  await cell(phone.page, 500).click({ force: true })
  await expect(async () => expect(await unsentCount(phone.page)).toBe(1)).toPass()
  const day = await cell(phone.page, 500).getAttribute('data-day')
  const task = await cell(phone.page, 500).getAttribute('data-task')
  const blank = await phone.context.newPage()
  const devtools = await phone.context.newCDPSession(blank)
  const registration = new Promise<string>((resolve) =>
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const found = registrations.find((one) => one.scopeURL.startsWith(server.url))
      if (found) resolve(found.registrationId)
    }),
  )
  await devtools.send('ServiceWorker.enable')
  await phone.page.close()
  await phone.context.setOffline(false)
  await devtools.send('ServiceWorker.dispatchSyncEvent', {
    origin: server.url,
    registrationId: await registration,
    tag: 'jalon-unsent',
    lastChance: false,
  })
  const observer = await observe(server.url)
  await expect(async () =>
    expect(await observer.rows('time_entries', `day = "${day}" && task = "${task}"`)).toMatchObject([{ effort: 500 }]),
  ).toPass({ timeout: 20_000 })
})

/** Noise drawn by the page itself: it shrinks to some hundred kilobytes and no further. */
async function aLargePhoto(page: Page) {
  const base64 = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(1600, 1200)
    const context = canvas.getContext('2d')!
    const image = context.createImageData(1600, 1200)
    for (let at = 0; at < image.data.length; at++) image.data[at] = (at * 2654435761) % 251
    context.putImageData(image, 0, 0)
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })).arrayBuffer())
    let text = ''
    for (const byte of bytes) text += String.fromCharCode(byte)
    return btoa(text)
  })
  return { name: 'large.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(base64, 'base64') }
}
