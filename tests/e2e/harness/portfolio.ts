import { expect, type Locator, type Page } from '@playwright/test'

/** As many as the demo has; tests may add some. */
const PROJECTS = 12

/** The links of the portfolio's rows once all of them are there: rows that still come in move those that were. */
export async function projectLinks(page: Page): Promise<Locator> {
  await page.goto('/portfolio')
  const links = page.getByTestId('portfolio-table').getByRole('rowheader').getByRole('link')
  await expect.poll(() => links.count()).toBeGreaterThanOrEqual(PROJECTS)
  return links
}

/** Opens a project from the portfolio by a click. Figures that come in may still move the row under the hand: then it is clicked again. */
export async function openProject(page: Page, place: number): Promise<void> {
  const link = (await projectLinks(page)).nth(place)
  await expect(async () => {
    if (page.url().endsWith('/portfolio')) await link.click({ timeout: 5000 })
    await expect(page).toHaveURL(/\/projects\/\w{15}$/, { timeout: 3000 })
  }).toPass({ timeout: 30_000 })
}
