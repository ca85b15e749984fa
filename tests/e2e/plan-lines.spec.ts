import type { Page } from '@playwright/test'
import { axeFindings } from './harness/axe'
import { account, expect, signIn, test } from './harness/jalon-test'
import { openProject } from './harness/portfolio'
import { observe } from './harness/observer'

/** Writing a plan: lines in place, who works on them, what changed since a baseline, projects like another one. */

async function openPlan(page: Page, project: number): Promise<void> {
  await openProject(page, project)
  await page.getByTestId('open-plan').click()
  await expect(page.getByTestId('gantt-row').first()).toBeVisible()
}

const row = (page: Page, name: string) => page.getByTestId('gantt-row').filter({ hasText: name })
const names = (page: Page) => page.getByTestId('gantt-row').getByRole('rowheader').allInnerTexts()

test('a line is added, named, dated, moved, taken into a phase and deleted by keyboard alone, each step taken back', async ({
  desk,
}) => {
  await signIn(desk, account('PMO'))
  await openPlan(desk, 3)
  const before = await names(desk)
  await desk.getByTestId('gantt-row').nth(1).focus()
  await desk.keyboard.press('Insert')
  await expect(desk.getByTestId('gantt-cell')).toBeFocused()
  await desk.keyboard.type('Relevé de fissures')
  await desk.keyboard.press('Tab')
  await expect(desk.getByTestId('gantt-cell')).toHaveAttribute('type', 'date')
  await desk.getByTestId('gantt-cell').fill('2026-12-07')
  await desk.keyboard.press('Tab')
  await expect(desk.getByTestId('gantt-cell')).toHaveAttribute('type', 'number')
  await desk.getByTestId('gantt-cell').fill('5')
  await desk.keyboard.press('Enter')
  const added = row(desk, 'Relevé de fissures')
  await expect(added).toBeFocused()
  await expect(added).toHaveAttribute('aria-label', /du 7 déc. 2026 au 11 déc. 2026/)
  expect((await names(desk)).indexOf('Relevé de fissures')).toBe(2)

  await desk.keyboard.press('Alt+ArrowUp')
  await expect.poll(async () => (await names(desk)).indexOf('Relevé de fissures')).toBe(1)
  await desk.keyboard.press('Alt+Shift+ArrowLeft')
  await expect(added).toHaveAttribute('aria-level', '1')
  await desk.keyboard.press('Alt+Shift+ArrowRight')
  await expect(added).toHaveAttribute('aria-level', '2')
  for (let step = 0; step < 3; step++) await desk.keyboard.press('Control+z')
  await expect.poll(async () => (await names(desk)).indexOf('Relevé de fissures')).toBe(2)

  await added.focus()
  await desk.keyboard.press('Delete')
  await desk.getByTestId('remove-task').click()
  await expect(added).toHaveCount(0)
  expect(await names(desk)).toEqual(before)
  await desk.getByRole('button', { name: 'Annuler', exact: true }).last().click()
  await expect(added).toHaveCount(1)
})

test('a task with time on it is not deleted, and says why', async ({ desk }) => {
  await signIn(desk, account('PMO'))
  await openPlan(desk, 3)
  await desk.getByTestId('gantt-row').nth(1).focus()
  await desk.keyboard.press('Delete')
  await expect(desk.getByText(/Du temps ou un reste à faire y est déjà saisi/)).toBeVisible()
  await expect(desk.getByTestId('remove-task')).toHaveCount(0)
})

test('work is planned for a profile, then given to somebody by name', async ({ desk }) => {
  await signIn(desk, account('PMO'))
  await openPlan(desk, 4)
  await desk.getByTestId('gantt-row').nth(1).focus()
  await desk.keyboard.press('Enter')
  const work = desk.getByTestId('task-work')
  const lines = work.getByRole('listitem')
  const count = await lines.count()
  await work.getByTestId('work-who').selectOption('*')
  await work.getByTestId('work-profile').fill('Géotechnicien')
  await work.getByTestId('work-add').click()
  await expect(lines).toHaveCount(count + 1)
  const profile = lines.filter({ hasText: 'Géotechnicien' })
  await expect(profile).toBeVisible()
  expect(await axeFindings(desk)).toEqual([])
  await profile.getByRole('combobox').selectOption({ index: 1 })
  await expect(profile.locator('input')).toHaveCount(0)
})

test('a milestone moved later in the plan asks what happened, and its history keeps the words', async ({ desk }) => {
  await signIn(desk, account('PMO'))
  await openPlan(desk, 5)
  const last = desk.getByTestId('gantt-row').last()
  await desk.getByTestId('gantt-row').first().focus()
  await desk.keyboard.press('End')
  await expect(last).toBeFocused()
  await desk.keyboard.press('Alt+ArrowRight')
  const reason = desk.getByTestId('slip-reason')
  await reason.getByRole('textbox').fill('Livraison des quais reportée')
  await desk.keyboard.press('Enter')
  await expect(reason).toHaveCount(0)
  const id = await last.getAttribute('data-row-id')
  await desk.goto(`/milestones/${id}`)
  await expect(desk.getByText('Livraison des quais reportée')).toBeVisible()
})

test('a baseline compared with today says what came and what moved', async ({ desk }) => {
  await signIn(desk, account('PMO'))
  await openPlan(desk, 6)
  await desk.getByTestId('take-baseline').click()
  await desk.getByTestId('baseline-name').fill('Avant arbitrage')
  await desk.keyboard.press('Enter')
  // The rows behind a sheet take no key until it is gone.
  await expect(desk.getByTestId('baseline-name')).toHaveCount(0)
  await desk.getByTestId('gantt-row').last().focus()
  await desk.keyboard.press('n')
  await expect(desk.getByTestId('gantt-cell')).toBeFocused()
  await desk.keyboard.type('Repli du chantier')
  await desk.keyboard.press('Enter')
  await expect(row(desk, 'Repli du chantier')).toBeFocused()
  await desk.getByTestId('compare').click()
  const table = desk.getByTestId('compare-table')
  await expect(table.getByRole('row').filter({ hasText: 'Repli du chantier' })).toContainText('ajoutée')
  await expect(table.getByRole('row')).toHaveCount(2)
  expect(await axeFindings(desk)).toEqual([])
})

test('a project starts like another one: same lines, its own days, no time; and a template is kept from it', async ({
  desk,
}) => {
  await signIn(desk, account('PMO'))
  await openPlan(desk, 7)
  const lines = await names(desk)
  await desk.goto('/portfolio')
  await desk.getByTestId('new-project').click()
  const sheet = desk.getByRole('dialog')
  await sheet.getByLabel('Code').fill('COPIE')
  await sheet.getByLabel('Nom').fill('Second chantier')
  const from = sheet.getByTestId('project-from')
  const source = await from.locator('option').nth(8).getAttribute('value')
  await from.selectOption(source)
  await sheet.getByTestId('project-start').fill('2027-03-01')
  await desk.keyboard.press('Enter')
  await expect(desk).toHaveURL(/\/plan$/)
  await expect(desk.getByTestId('gantt-row')).not.toHaveCount(0)
  expect((await names(desk)).length).toBeGreaterThanOrEqual(lines.length - 4)
  await expect(desk.getByTestId('gantt-row').first()).toHaveAttribute('aria-label', /2027/)

  await desk.getByRole('link', { name: 'Second chantier' }).click()
  await desk.getByTestId('project-settings').click()
  await desk.getByTestId('keep-template').click()
  await expect(desk).toHaveURL(/\/plan$/)
  await desk.goto('/portfolio')
  await expect(desk.getByTestId('portfolio-table').getByText('Second chantier')).toHaveCount(1)
  await desk.getByTestId('new-project').click()
  await expect(desk.locator('[data-testid="project-from"] optgroup[label="Modèles"]')).toContainText(
    'Modèle : Second chantier',
  )
})

test('the consolidated plan: every project on one axis, its milestones alone, filtered', async ({ desk }) => {
  await signIn(desk, account('PMO'))
  await desk.goto('/plan')
  const rows = desk.getByTestId('master-row')
  await expect(rows.filter({ hasText: 'Gymnase' })).toBeVisible()
  expect(await desk.getByTestId('master-mark').count()).toBeGreaterThan(12)
  expect(await axeFindings(desk)).toEqual([])
  await desk.getByRole('searchbox').fill('gymnase')
  await expect(desk.locator('[data-kind="project"]')).toHaveCount(1)
  await desk.getByRole('button', { name: /Déplier Gymnase/ }).click()
  await expect(desk.locator('[data-kind="phase"]')).not.toHaveCount(0)
  await desk.getByTestId('milestones-only').check()
  await expect(desk.locator('[data-kind="milestone"]')).not.toHaveCount(0)
  await expect(desk.locator('[data-kind="phase"]')).toHaveCount(0)
})

test('what is being written in a cell stays when news of it arrives; a cell that nobody touched takes the news, ready to be written over', async ({
  desk,
  server,
}) => {
  await signIn(desk, account('PMO'))
  await openPlan(desk, 2)
  const line = desk.getByTestId('gantt-row').nth(1)
  const id = (await line.getAttribute('data-row-id'))!
  const elsewhere = await observe(server.url)
  const cell = desk.getByTestId('gantt-cell')
  await line.focus()
  await desk.keyboard.press('F2')
  await expect(cell).toBeFocused()

  await elsewhere.change('tasks', id, { name: 'Nom venu du réseau' })
  await expect(cell).toHaveValue('Nom venu du réseau')
  await desk.keyboard.type('Nom écrit ici')
  await expect(cell).toHaveValue('Nom écrit ici')

  await elsewhere.change('tasks', id, { name: 'Un autre nom du réseau' })
  await expect(line).toHaveAttribute('aria-label', /Un autre nom du réseau/)
  await expect(cell).toHaveValue('Nom écrit ici')
  await desk.keyboard.press('Escape')
})
