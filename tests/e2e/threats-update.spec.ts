import type { Page } from '@playwright/test'
import { aDeployment, lookForUpdate, newerVersion, type Deployment } from './harness/deployment'
import { expect, test as base, unsentCount } from './harness/jalon-test'
import { observe } from './harness/observer'
import { allSent, aPhone, fillWeeks, nextWeek, sundayOfThisWeek } from './harness/week-taps'

const test = base.extend<{ deployment: Deployment }>({
  deployment: async ({}, use) => {
    const deployment = await aDeployment()
    await use(deployment)
    await deployment.end()
  },
})

const prompt = (page: Page) => page.getByTestId('update-prompt')
const update = (page: Page) => prompt(page).getByRole('button', { name: 'Mettre à jour' }).click()

test('threat 49: an update with a full outbox and a second tab loses nothing and sends everything once', async ({
  browser,
  deployment,
}) => {
  const page = await aPhone(browser, deployment)
  const other = await page.context().newPage()
  await other.goto('/week?flag')
  await other.getByTestId('flag-sentence').fill('Écrit dans le second onglet')
  await page.context().route('**/api/sync/**', (route) => route.abort('connectionreset'))
  const made = await fillWeeks(page, 40)
  await expect(async () => expect(await unsentCount(page)).toBe(made)).toPass()

  await deployment.deployNext()
  await lookForUpdate(page)
  await expect(prompt(page)).toContainText('Une nouvelle version est prête')
  await expect(newerVersion(page)).toHaveCount(0)
  await update(page)
  await expect(newerVersion(page)).toHaveCount(1)
  await expect(prompt(other)).toContainText('mis à jour dans un autre onglet')
  await expect(newerVersion(other)).toHaveCount(0)
  await expect(other.getByTestId('flag-sentence')).toHaveValue('Écrit dans le second onglet')
  await expect(async () => expect(await unsentCount(page)).toBe(made)).toPass()

  await page.context().unroute('**/api/sync/**')
  await allSent(page)
  const entries = await (await observe(deployment.url)).rows('time_entries', `day > "${sundayOfThisWeek()}"`)
  expect(entries).toHaveLength(made)
  expect(new Set(entries.map((row) => `${row['user']}|${row['task']}|${row['day']}`)).size).toBe(made)
  expect(entries.every((row) => row['effort'] === 250)).toBe(true)

  await other.keyboard.press('Escape')
  await update(other)
  await expect(newerVersion(other)).toHaveCount(1)
  await other.goto('/week?flag')
  await expect(other.getByTestId('flag-sentence')).toHaveValue('Écrit dans le second onglet')
})

test('threat 49: the old app goes on against the new server, and a part that is gone brings the new app by itself', async ({
  browser,
  deployment,
}) => {
  const page = await aPhone(browser, deployment)
  const other = await page.context().newPage()
  await nextWeek(other)
  await deployment.deployNext()
  await lookForUpdate(page)
  await update(page)
  await expect(prompt(other)).toBeVisible()
  const made = await fillWeeks(other, 5)
  // The last taps may still be on their way into the queue when it is empty for a moment.
  const seen = await observe(deployment.url)
  await expect.poll(async () => (await seen.rows('time_entries', `day > "${sundayOfThisWeek()}"`)).length).toBe(made)
  await allSent(other)
  await expect(newerVersion(other)).toHaveCount(0)
  await other.getByRole('link', { name: 'Moi' }).click()
  await expect(newerVersion(other)).toHaveCount(1)
  await other.getByRole('link', { name: 'Moi' }).click()
  await expect(other.getByTestId('sync-panel')).toBeVisible()
})
