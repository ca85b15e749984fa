import { account, expect, signIn, test } from './harness/jalon-test'

/** The load plan: who has too much planned, in which week, with which tasks; by keyboard too. */

/** '1,25 j' → 1250. */
const thousandths = (text: string) => Math.round(Number(/[\d,]+/.exec(text)![0].replace(',', '.')) * 1000)

test('an overloaded week opens into the tasks that add up to what is planned, which is more than the capacity', async ({
  desk,
}) => {
  await signIn(desk, account('PMO'))
  await desk.goto('/load')
  await desk.locator('[data-testid=load-cell][data-look=over]').first().click()
  const panel = desk.getByTestId('load-panel')
  const [, planned, capacity] = /([\d,]+) j prévus sur ([\d,]+) j/.exec(await panel.innerText())!
  expect(thousandths(planned!)).toBeGreaterThan(thousandths(capacity!))
  const amounts = await panel.locator('[aria-label="Tâches de la semaine"] li > span:last-child').allInnerTexts()
  expect(amounts.map(thousandths).reduce((sum, amount) => sum + amount, 0)).toBe(thousandths(planned!))
})

test('the arrow keys go from week to week and line to line, Enter opens, and names are in alphabetical order', async ({
  desk,
}) => {
  await signIn(desk, account('PMO'))
  await desk.goto('/load')
  const table = desk.getByTestId('load-table')
  await expect(table).toBeVisible()
  const names = await table.getByRole('rowheader').allInnerTexts()
  expect(names.length).toBeGreaterThan(3)
  expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'fr')))
  await table.getByTestId('load-cell').first().focus()
  await desk.keyboard.press('ArrowDown')
  await desk.keyboard.press('ArrowRight')
  const reached = table.getByRole('row').nth(2).getByTestId('load-cell').nth(1)
  await expect(reached).toBeFocused()
  await desk.keyboard.press('Enter')
  await expect(desk.getByRole('dialog')).toContainText(names[1]!)
  await desk.keyboard.press('Escape')
  await expect(reached).toBeFocused()
})

test('work that waits for a name stands under its profile, in days', async ({ desk }) => {
  await signIn(desk, account('PMO'))
  // A task that is under way: one that fills a week.
  await desk.goto('/load')
  await desk.locator('[data-testid=load-cell][data-look=over]').first().click()
  const task = desk.getByTestId('load-task').first().getByRole('link')
  const name = await task.innerText()
  await task.click()
  await desk.getByTestId('gantt-row').filter({ hasText: name }).first().focus()
  await desk.keyboard.press('Enter')
  const work = desk.getByTestId('task-work')
  await work.getByTestId('work-who').selectOption('*')
  await work.getByTestId('work-profile').fill('Géotechnicien')
  await work.getByTestId('work-add').click()
  await expect(work.getByRole('listitem').filter({ hasText: 'Géotechnicien' })).toBeVisible()
  await desk.goto('/load')
  await desk.locator('input[value=profiles]').check()
  const line = desk.getByRole('row').filter({ hasText: 'Géotechnicien' })
  await expect(line).toBeVisible()
  await expect(line.getByText('%')).toHaveCount(0)
})

test('who leads nothing has no door to it', async ({ desk }) => {
  await signIn(desk, account('contributeur'))
  await expect(desk.getByRole('link', { name: 'Ma semaine' })).toBeVisible()
  await expect(desk.getByRole('link', { name: 'Charge' })).toHaveCount(0)
})
