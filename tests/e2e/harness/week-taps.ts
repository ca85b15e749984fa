import type { Browser, Page } from '@playwright/test'
import { account, expect, readyOffline, signIn, unsentCount } from './jalon-test'
import type { TestServer } from './server'

/** What a person does with the gauges of next week, which the demo leaves empty. */

export interface Place {
  task: string
  day: string
  project: string
}

/** Another phone of the demo's contributor, ready to work without network. */
export async function aPhone(browser: Browser, server: Pick<TestServer, 'url'>): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    baseURL: server.url,
  })
  const page = await context.newPage()
  await signIn(page, account('contributeur'))
  await readyOffline(page)
  await nextWeek(page)
  return page
}

export async function nextWeek(page: Page): Promise<void> {
  await page.goto('/week')
  await page.getByRole('button', { name: 'Semaine suivante' }).click()
  await expect(rows(page).first()).toBeVisible()
}

export const rows = (page: Page) => page.locator('[data-testid^="row-"]')
export const rowOf = (page: Page, { task }: Pick<Place, 'task'>) => page.getByTestId(`row-${task}`)
export const gauge = (page: Page, place: Pick<Place, 'task'>, effort: number) =>
  rowOf(page, place).locator(`[data-testid="week-cell"][data-effort="${effort}"]`)

export async function firstPlace(page: Page): Promise<Place> {
  const row = rows(page).first()
  const cell = row.getByTestId('week-cell').first()
  return {
    task: (await cell.getAttribute('data-task'))!,
    day: (await cell.getAttribute('data-day'))!,
    project: (await row.getAttribute('data-project'))!,
  }
}

export async function tap(page: Page, place: Pick<Place, 'task'>, effort: number): Promise<void> {
  await gauge(page, place, effort).check({ force: true })
  await expect(rowOf(page, place)).toHaveAttribute('data-sync', /local|sent/)
}

/** News is asked for at once instead of at the next minute. */
export const wake = (page: Page) => page.evaluate(() => dispatchEvent(new Event('online')))

export async function allSent(page: Page): Promise<void> {
  await expect(async () => {
    await wake(page)
    expect(await unsentCount(page)).toBe(0)
  }).toPass({ timeout: 30_000, intervals: [500] })
}
