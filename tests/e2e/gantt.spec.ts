import type { Page } from '@playwright/test'
import { axeFindings } from './harness/axe'
import { account, expect, signIn, test, unsentCount } from './harness/jalon-test'
import { openProject } from './harness/portfolio'
import { observe } from './harness/observer'
import { wake } from './harness/week-taps'

/** The plan on the desk: by hand, by keyboard, without network, by two at once. */

/** The plan of a project; each test takes one of its own. */
async function openPlan(page: Page, project: number): Promise<void> {
  await openProject(page, project)
  await page.getByTestId('open-plan').click()
  await expect(page.getByTestId('gantt-row').first()).toBeVisible()
}

/** A task that has not begun: its days may be moved freely. */
async function lateTask(page: Page): Promise<string> {
  const rows = page.getByTestId('gantt-row')
  await rows.first().focus()
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  return (await page.locator('[data-testid="gantt-row"]:focus').getAttribute('data-row-id'))!
}

const row = (page: Page, id: string) => page.locator(`[data-row-id="${id}"]`)

test('the keyboard alone goes through the plan: rows, folding, moving, stretching, linking, editing, taking back', async ({
  desk,
}) => {
  await signIn(desk, account('PMO'))
  await openPlan(desk, 1)
  const rows = desk.getByTestId('gantt-row')
  await rows.first().focus()
  const count = await rows.count()
  await expect(rows.first()).toHaveAttribute('aria-expanded', 'true')
  await desk.keyboard.press('ArrowLeft')
  await expect(rows.first()).toHaveAttribute('aria-expanded', 'false')
  expect(await rows.count()).toBeLessThan(count)
  await desk.keyboard.press('ArrowRight')
  await expect(rows.first()).toHaveAttribute('aria-expanded', 'true')

  const task = await lateTask(desk)
  const before = (await row(desk, task).getAttribute('aria-label'))!
  await desk.keyboard.press('Alt+ArrowRight')
  await expect(row(desk, task)).not.toHaveAttribute('aria-label', before)
  await expect(row(desk, task)).toBeFocused()
  await desk.keyboard.press('Alt+ArrowLeft')
  await expect(row(desk, task)).toHaveAttribute('aria-label', before)
  // Faster than a step is kept: none is lost.
  for (const key of ['Right', 'Right', 'Right', 'Left', 'Left', 'Left']) await desk.keyboard.press(`Alt+Arrow${key}`)
  await expect(row(desk, task)).toHaveAttribute('aria-label', before)
  await desk.keyboard.press('Shift+ArrowRight')
  await expect(row(desk, task)).not.toHaveAttribute('aria-label', before)
  await desk.keyboard.press('Control+z')
  await expect(row(desk, task)).toHaveAttribute('aria-label', before)

  const links = await desk.getByTestId('gantt-link').count()
  await rows.nth(1).focus()
  await desk.keyboard.press('l')
  await row(desk, task).focus()
  await desk.keyboard.press('l')
  await expect(desk.getByText(/précède/).first()).toBeVisible()
  expect(await desk.getByTestId('gantt-link').count()).toBeGreaterThanOrEqual(links)
  await row(desk, task).focus()
  await desk.keyboard.press('Enter')
  const form = desk.getByTestId('plan-task')
  await expect(form).toBeVisible()
  await expect(desk.getByTestId('plan-links').locator('select').first()).toBeVisible()
  await form.getByRole('textbox').first().fill('Essais finaux')
  await desk.keyboard.press('Enter')
  await expect(form).toBeHidden()
  await expect(row(desk, task)).toContainText('Essais finaux')
  expect(await axeFindings(desk)).toEqual([])
})

test('a bar is dragged and linked without network, then all of it arrives once', async ({ desk, server }) => {
  await signIn(desk, account('PMO'))
  await openPlan(desk, 2)
  const task = await lateTask(desk)
  const api = await observe(server.url)
  const stored = async () => (await api.rows('tasks', `id = "${task}"`))[0]!
  const before = await stored()
  await desk.context().setOffline(true)

  const bar = desk.locator(`[data-testid="gantt-bar"][data-task="${task}"]`)
  await bar.scrollIntoViewIfNeeded()
  const box = (await bar.boundingBox())!
  await desk.mouse.move(box.x + 4, box.y + box.height / 2)
  await desk.mouse.down()
  await desk.mouse.move(box.x + 4 + 28, box.y + box.height / 2, { steps: 4 })
  await desk.mouse.up()
  await expect.poll(() => unsentCount(desk).catch(() => 1)).toBeGreaterThan(0)
  expect((await stored())['starts_on']).toBe(before['starts_on'])

  await desk.context().setOffline(false)
  await wake(desk)
  // 28 pixels of 4 pixels a day.
  const moved = new Date(Date.parse(String(before['starts_on'])) + 7 * 86_400_000).toISOString().slice(0, 10)
  await expect.poll(async () => (await stored())['starts_on'], { timeout: 20_000 }).toBe(moved)
})

test('two people moving one task meet in a card with both dates', async ({ browser, desk, server }) => {
  await signIn(desk, account('PMO'))
  await openPlan(desk, 0)
  const task = await lateTask(desk)
  const other = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'fr-FR',
    baseURL: server.url,
  })
  const manager = await other.newPage()
  const api = await observe(server.url)
  const [project] = (await api.rows('tasks', `id = "${task}"`)).map((one) => String(one['project']))
  const [leader] = await api.rows('memberships', `project = "${project}" && role = "manager"`)
  const [person] = await api.rows('users', `id = "${String(leader!['user'])}"`)
  await signIn(manager, { ...account('PMO'), email: String(person!['email']) })
  await manager.goto(`/projects/${project}/plan`)
  await expect(manager.getByTestId('gantt-row').first()).toBeVisible()
  await manager.goto('/me')
  await expect(manager.getByTestId('sync-panel')).toContainText('Prêt hors connexion')
  await manager.goto(`/projects/${project}/plan`)
  await expect(row(manager, task)).toBeAttached()

  await desk.context().setOffline(true)
  await row(desk, task).focus()
  await desk.keyboard.press('Alt+ArrowRight')
  await row(manager, task).focus()
  await manager.keyboard.press('Alt+ArrowRight')
  await manager.keyboard.press('Alt+ArrowRight')
  await expect.poll(() => unsentCount(manager).catch(() => 0)).toBe(0)
  await manager.waitForTimeout(1500)
  await desk.context().setOffline(false)
  await wake(desk)
  await desk.goto('/me')
  await expect(desk.getByText(/Garder (ma valeur|ces choix)/).first()).toBeVisible({ timeout: 30_000 })
  await other.close()
})

test('a baseline is taken, shown under the bars, and stays when the plan moves; a proposal is accepted or left', async ({
  desk,
}) => {
  await signIn(desk, account('PMO'))
  await openPlan(desk, 3)
  await desk.getByTestId('take-baseline').click()
  await desk.getByTestId('baseline-name').fill('Avant arbitrage')
  await desk.keyboard.press('Enter')
  await expect(desk.getByText('Référence « Avant arbitrage » figée.')).toBeVisible()
  await expect(desk.getByTestId('gantt-baseline').first()).toBeVisible()
  const task = await lateTask(desk)
  const shade = await desk.getByTestId('gantt-baseline').last().getAttribute('x')
  await row(desk, task).focus()
  await desk.keyboard.press('Alt+ArrowRight')
  expect(await desk.getByTestId('gantt-baseline').last().getAttribute('x')).toBe(shade)
  await desk.keyboard.press('Control+z')

  await desk.getByTestId('propose').click()
  await desk.getByTestId('accept-proposal').click()
  await expect(desk.getByText('Dates mises à jour.')).toBeVisible()
  await desk.getByTestId('propose').click()
  await expect(desk.getByText('Le planning suit déjà ses liens')).toBeVisible()
})

test('a plan on paper: every line and every day of it on one sheet, in light colours, without navigation or filters', async ({
  desk,
}) => {
  await signIn(desk, account('PMO'))
  await desk.emulateMedia({ colorScheme: 'dark' })
  await openPlan(desk, 0)
  await desk.getByTestId('gantt-row').first().focus()
  const count = await desk.getByTestId('gantt-row').count()
  const sheets = async () => (await desk.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type \/Page\b/g)
  expect(await sheets()).toHaveLength(1)

  await desk.evaluate(() => dispatchEvent(new Event('beforeprint')))
  await desk.emulateMedia({ media: 'print', colorScheme: 'dark' })
  const paper = desk.getByTestId('paper-plan')
  await expect(paper.getByTestId('gantt-row')).toHaveCount(count)
  expect(await paper.getByTestId('gantt-bar').count()).toBeGreaterThan(count / 2)
  const right = await paper.evaluate((sheet) =>
    Math.max(
      ...[...sheet.querySelectorAll('[data-testid="gantt-bar"]')].map((bar) => bar.getBoundingClientRect().right),
    ),
  )
  expect(right).toBeLessThanOrEqual((277 / 25.4) * 96)
  await expect(desk.getByTestId('gantt')).toBeHidden()
  await expect(desk.locator('nav:visible, input:visible')).toHaveCount(0)
  expect(await desk.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)')
  await desk.evaluate(() => dispatchEvent(new Event('afterprint')))
  await expect(paper).toHaveCount(0)
})
