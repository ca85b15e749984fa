import type { Browser, Page } from '@playwright/test'
import { account, expect, readyOffline, signIn, unsentCount, withoutBackgroundSync } from './jalon-test'
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
  await withoutBackgroundSync(context)
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
export async function wake(page: Page): Promise<void> {
  await page
    .evaluate(() => void dispatchEvent(new Event('online')))
    .catch((problem: Error) => {
      // The app may just be opening anew: then it looks at the line by itself.
      if (!problem.message.includes('context was destroyed')) throw problem
    })
}

export async function allSent(page: Page): Promise<void> {
  await expect(async () => {
    await wake(page)
    expect(await unsentCount(page)).toBe(0)
  }).toPass({ timeout: 30_000, intervals: [500] })
}

/** A quarter of a day on every row of every day, week after week: the taps of a person, faster. Answers how many. */
export async function fillWeeks(page: Page, least: number): Promise<number> {
  let made = 0
  for (; made < least; await page.getByRole('button', { name: 'Semaine suivante' }).click())
    made += await page.evaluate(async () => {
      let taps = 0
      for (const day of document.querySelectorAll<HTMLInputElement>('input[name="week-day"]')) {
        day.click()
        await new Promise((resolve) => setTimeout(resolve, 30))
        for (const cell of document.querySelectorAll<HTMLInputElement>(
          '[data-testid^="row-"] [data-testid="week-cell"][data-effort="250"]',
        )) {
          cell.click()
          taps++
        }
        await new Promise((resolve) => setTimeout(resolve, 30))
      }
      return taps
    })
  return made
}

/** In a week that has days to come only: everything typed by a test is after this day. */
export function sundayOfThisWeek(): string {
  const now = new Date()
  const day = new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()))
  day.setUTCDate(day.getUTCDate() + ((7 - day.getUTCDay()) % 7))
  return day.toISOString().slice(0, 10)
}
