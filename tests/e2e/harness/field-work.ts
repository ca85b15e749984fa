import type { Page } from '@playwright/test'
import { expect } from './jalon-test'

export interface LoggedWeek {
  rows: { task: string; project: string; remainingText: string }[]
  entries: number
  monday: string
  friday: string
  startedAt: string
}

/** Per day of the week: which of the three tasks gets how much. 1 + 1 + 1 + (½ + ½) + (½ + ¼ + ¼) = 5 days. */
const WEEK: [task: number, effort: number][][] = [
  [[0, 1000]],
  [[1, 1000]],
  [[2, 1000]],
  [
    [0, 500],
    [1, 500],
  ],
  [
    [0, 500],
    [1, 250],
    [2, 250],
  ],
]
const REMAINING = ['7,5', '3', '12,25']

/** Logs next week, which the demo leaves empty: five days over three tasks with their RAF, by hand, as on a phone. */
export async function logWeek(page: Page, { tasks }: { tasks: number }): Promise<LoggedWeek> {
  const startedAt = new Date(Date.now() - 1000).toISOString().replace('T', ' ')
  await page.goto('/week')
  await page.getByRole('button', { name: 'Semaine suivante' }).click()
  await ensureRows(page, tasks)
  const ids = await page
    .locator('[data-testid^="row-"]')
    .evaluateAll((all) => all.map((row) => row.getAttribute('data-testid')!.slice(4)))
  const chosen = ids.slice(0, tasks)

  const days = page.locator('input[name="week-day"]')
  const count = await days.count()
  expect(count).toBeGreaterThanOrEqual(5)
  for (const [index, parts] of WEEK.entries()) {
    await days.nth(index).check()
    for (const [task, effort] of parts) {
      const cell = page.getByTestId(`row-${chosen[task]}`).locator(`[data-testid="week-cell"][data-effort="${effort}"]`)
      await cell.check()
      await expect(cell).toBeChecked()
    }
  }
  for (const [index, task] of chosen.entries()) {
    await page.getByTestId(`row-${task}`).getByTestId('remaining').click()
    await page.getByTestId('remaining-input').fill(REMAINING[index]!)
    await page.getByTestId('remaining-save').click()
    await expect(page.getByTestId(`row-${task}`).getByTestId('remaining')).toContainText(REMAINING[index]!)
  }
  await expect(page.getByTestId('week-total')).toHaveText('5')
  const dates = await page
    .locator('[data-testid^="row-"] input[data-day]')
    .evaluateAll((all) => all.map((cell) => cell.getAttribute('data-day')!))
  const friday = dates[0]!
  const monday = new Date(Date.parse(friday) - 4 * 86_400_000).toISOString().slice(0, 10)
  const projects = await projectsOf(page, chosen)
  return {
    rows: chosen.map((task, index) => ({ task, project: projects[index]!, remainingText: REMAINING[index]! })),
    entries: WEEK.flat().length,
    monday,
    friday,
    startedAt,
  }
}

async function ensureRows(page: Page, least: number) {
  for (;;) {
    await expect(page.locator('[data-testid^="row-"]').first()).toBeVisible()
    if ((await page.locator('[data-testid^="row-"]').count()) >= least) return
    await page.getByTestId('add-row').click()
    await page.getByTestId('task-results').getByRole('button').first().click()
  }
}

async function projectsOf(page: Page, tasks: string[]): Promise<string[]> {
  const found: string[] = []
  for (const task of tasks) found.push((await page.getByTestId(`row-${task}`).getAttribute('data-project'))!)
  return found
}

export async function raiseFlag(
  page: Page,
  sentence: string,
  photos: { name: string; mimeType: string; buffer: Buffer }[],
) {
  await page.getByTestId('open-flag').click()
  const project = page.getByTestId('flag-project')
  await project.selectOption({ index: 1 })
  await page.getByTestId('flag-sentence').fill(sentence)
  if (photos.length) await page.getByTestId('flag-photo').setInputFiles(photos)
  await page.getByTestId('flag-save').click()
  await expect(page.getByTestId('flag-form')).toBeHidden()
}

/** A small JPEG that carries an EXIF block with a position, as a phone's camera writes it. */
export async function photoWithPosition() {
  const { PHOTOS } = await import('../../../src/server/demo/photos')
  const jpeg = Buffer.from(PHOTOS.crack.base64, 'base64')
  const exif = Buffer.concat([Buffer.from('Exif\0\0'), Buffer.from('MM\0*\0\0\0\b\0\0GPSLatitude48.8', 'latin1')])
  const marker = Buffer.alloc(4)
  marker.writeUInt16BE(0xffe1, 0)
  marker.writeUInt16BE(exif.length + 2, 2)
  return {
    name: 'photo.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.concat([jpeg.subarray(0, 2), marker, exif, jpeg.subarray(2)]),
  }
}
