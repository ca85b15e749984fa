import type { Page } from '@playwright/test'
import { axeFindings } from './harness/axe'
import { account, expect, signIn, test } from './harness/jalon-test'
import { openProject } from './harness/portfolio'
import { observe } from './harness/observer'
import { allSent, aPhone, firstPlace, rowOf, tap, wake } from './harness/week-taps'

/** The closing of a period, as a PMO does it, with a phone that comes back late. */

async function openClosing(page: Page, project: string): Promise<void> {
  await page.goto(`/projects/${project}`)
  await page.getByTestId('open-closing').click()
  await expect(page.getByTestId('closing-figures').first()).toBeVisible()
}

async function closeThrough(page: Page, day: string): Promise<void> {
  await page.getByTestId('closing-day').fill(day)
  const close = page.getByTestId('close-period')
  await expect(close).toBeEnabled()
  await close.click()
  await expect(page.getByText(/^Période close jusqu'au/).first()).toBeVisible()
}

test('a period is closed, a phone comes back late, it is reopened with a reason, and closed again with that time', async ({
  browser,
  desk,
  server,
}) => {
  const seen = await observe(server.url)
  const phone = await aPhone(browser, server)
  const place = await firstPlace(phone)
  await phone.context().setOffline(true)
  await tap(phone, place, 750)

  await signIn(desk, account('PMO'))
  await openClosing(desk, place.project)
  const before = await seen.rows('closings', `project = "${place.project}"`)
  expect(await axeFindings(desk)).toEqual([])
  await closeThrough(desk, place.day)
  await expect(desk.getByTestId('closings').getByRole('listitem')).toHaveCount(before.length + 1)
  const closingsNow = () => seen.rows('closings', `project = "${place.project}" && through = "${place.day}"`)
  const [first] = await closingsNow()
  expect(first).toMatchObject({ state: 'closed' })

  // The phone comes back: its day is kept, once, and marked on both sides.
  await phone.context().setOffline(false)
  await allSent(phone)
  const filter = `task = "${place.task}" && day = "${place.day}"`
  await expect.poll(() => seen.rows('time_entries', filter)).toMatchObject([{ effort: 750, late: true }])
  expect((await closingsNow())[0]).toMatchObject({ actuals: first!['actuals'] })
  await expect(phone.getByTestId('week-late')).toBeVisible()
  await expect(rowOf(phone, place).getByTestId('week-cell').first()).toBeDisabled()

  await desk.getByTestId('reopen').click()
  await desk.getByTestId('reopen-reason').fill('Un téléphone est revenu après coup')
  await desk.keyboard.press('Tab')
  await desk.getByRole('dialog').getByRole('button', { name: 'Rouvrir', exact: true }).click()
  await expect(desk.getByText(/Un téléphone est revenu après coup/)).toBeVisible()
  await expect(async () => {
    await wake(phone)
    await expect(rowOf(phone, place).getByTestId('week-cell').first()).toBeEnabled({ timeout: 1000 })
  }).toPass({ timeout: 30_000 })

  await closeThrough(desk, place.day)
  // The words of the first closing may still stand: what the server has is what counts.
  await expect
    .poll(async () => (await closingsNow()).map((row) => row['state']).toSorted())
    .toEqual(['closed', 'reopened'])
  const both = await closingsNow()
  const again = both.find((row) => row['state'] === 'closed')!
  expect(Number(again['actuals']) - Number(first!['actuals'])).toBe(750)
})

test('without network the closing says so, and changes nothing', async ({ desk, server }) => {
  await signIn(desk, account('PMO'))
  await openProject(desk, 2)
  await desk.getByTestId('open-closing').click()
  // What is closed is known here: the next closing is looked at once more when it comes.
  await expect(desk.getByText("Close jusqu'au")).toBeVisible()
  await expect(desk.getByTestId('close-period')).toBeVisible()
  const seen = await observe(server.url)
  const project = new URL(desk.url()).pathname.split('/')[2]!
  const closings = () => seen.rows('closings', `project = "${project}"`)
  const before = await closings()
  await desk.context().setOffline(true)
  await desk.getByTestId('close-period').click()
  await expect(desk.getByRole('alert')).toContainText('La clôture se fait sur le serveur')
  expect(await closings()).toEqual(before)
  await desk.context().setOffline(false)
  await desk.getByRole('button', { name: 'Réessayer' }).click()
  await expect(desk.getByTestId('closing-figures').first()).toBeVisible()
})

test('a closing of the past opens into its lines; the S-curve and earned value stand beside their table', async ({
  desk,
}) => {
  await signIn(desk, account('PMO'))
  await openProject(desk, 0)
  await desk.getByTestId('open-closing').click()
  const list = desk.getByTestId('closings').getByRole('listitem')
  await list.nth(1).getByRole('button').first().click()
  await expect(desk.getByTestId('closing-lines').getByRole('row')).not.toHaveCount(1)
  expect(await axeFindings(desk)).toEqual([])
  await desk.keyboard.press('Escape')
  await expect(desk.getByRole('table', { name: 'Courbe en S' })).toBeAttached()
  await expect(desk.getByTestId('earned-value')).toContainText('IPC')
})

test('data quality: a score that opens into what to do', async ({ desk }) => {
  await signIn(desk, account('PMO'))
  // What waits on phones comes from the server: the list is whole once it is here.
  const devices = desk.waitForResponse('**/api/jalon/devices')
  await desk.goto('/quality')
  await devices
  await expect(desk.getByTestId('quality-score')).toContainText('%')
  const project = desk.getByTestId('quality-projects').getByRole('listitem').filter({ hasText: 'à voir' }).first()
  await project.getByRole('button').first().click()
  await expect(project.getByTestId('quality-list').getByRole('link').first()).toBeVisible()
  expect(await axeFindings(desk)).toEqual([])
  await project.getByTestId('quality-list').getByRole('link').first().click()
  await expect(desk).not.toHaveURL(/quality/)
})

test('the weather: proposed by the rule, decided with a comment and an action, its trend told', async ({
  desk,
  server,
}) => {
  await signIn(desk, account('PMO'))
  await desk.goto('/portfolio')
  const cell = desk.getByTestId('weather').first()
  await expect(cell).toHaveAttribute('aria-label', /Beau temps|Nuageux|Orage/)
  await cell.click()
  const form = desk.getByTestId('weather-form')
  await form.getByRole('radio', { name: 'Orage' }).check({ force: true })
  await form.getByLabel('Commentaire').fill('La grue est immobilisée deux semaines.')
  await form.getByLabel('Action corrective').fill('Seconde grue demandée pour lundi.')
  expect(await axeFindings(desk)).toEqual([])
  await form.getByRole('button', { name: 'Enregistrer' }).click()
  await expect(cell).toHaveAttribute('data-state', 'storm')
  const seen = await observe(server.url)
  await expect
    .poll(() => seen.rows('weather_reports', 'comment = "La grue est immobilisée deux semaines."'))
    .toMatchObject([{ state: 'storm', action: 'Seconde grue demandée pour lundi.' }])
})
