import type { Browser, Page } from '@playwright/test'
import { account, expect, readyOffline, signIn, test, unsentCount, withoutBackgroundSync } from './harness/jalon-test'
import type { TestServer } from './harness/server'
import { allSent, wake } from './harness/week-taps'

/** Milestones: moved with a reason, without network; moved by two at once; what they hand over; by keyboard. */

const PHONE = { viewport: { width: 390, height: 844 }, locale: 'fr-FR', timezoneId: 'Europe/Paris' }

/** A leader of all projects, or of some, on a phone of their own that works without network. */
async function aLeader(browser: Browser, server: Pick<TestServer, 'url'>, role: 'PMO' | 'chef de projet') {
  const context = await browser.newContext({ ...PHONE, baseURL: server.url })
  await withoutBackgroundSync(context)
  const page = await context.newPage()
  await signIn(page, account(role))
  await readyOffline(page)
  return page
}

const milestone = (page: Page, name: string) => page.getByTestId('milestone').filter({ hasText: name })
const WATCHED = 'Passerelle des Tanneurs'

/** Opens the one whose imposed date is threatened; answers its address. */
async function openThreatened(page: Page): Promise<string> {
  await page.goto('/milestones')
  await milestone(page, WATCHED).and(page.locator('[data-state="imposed-threatened"]')).click()
  await expect(page.getByTestId('milestone-forecast')).toBeVisible()
  return new URL(page.url()).pathname
}

async function moveTo(page: Page, day: string, reason: string) {
  await page.getByTestId('move-milestone').click()
  await page.getByTestId('move-day').fill(day)
  await page.getByTestId('move-reason').fill(reason)
  await page.getByTestId('move-save').click()
  await expect(page.getByTestId('move-form')).toBeHidden()
}

/** A day of next year, so that it is ahead whenever the test runs. */
const nextYear = new Date().getFullYear() + 1

test('a forecast moved on a phone without network, with its reason, is seen on the desk', async ({
  browser,
  server,
  desk,
}) => {
  const phone = await aLeader(browser, server, 'chef de projet')
  await phone.context().setOffline(true)
  await phone.goto('/actions')
  await phone.getByRole('navigation').getByRole('link', { name: 'Jalons' }).click()
  const path = await openThreatened(phone)

  // A later date asks for a reason.
  await phone.getByTestId('move-milestone').click()
  await phone.getByTestId('move-day').fill(`${nextYear}-08-02`)
  await phone.getByTestId('move-save').click()
  await expect(phone.getByTestId('move-form')).toContainText('dites en quelques mots')
  await phone.getByTestId('move-reason').fill('Grue immobilisée par le vent.')
  await phone.getByTestId('move-save').click()
  await expect(phone.getByTestId('milestone-forecast')).toContainText(`2 août ${nextYear}`)
  await phone.reload()
  await expect(phone.getByTestId('moves')).toContainText('Grue immobilisée par le vent.')
  expect(await unsentCount(phone)).toBe(2)

  await signIn(desk, account('PMO'))
  await desk.goto(path)
  await expect(desk.getByTestId('moves')).toBeVisible()
  await expect(desk.getByTestId('moves')).not.toContainText('Grue immobilisée')
  await phone.context().setOffline(false)
  await allSent(phone)
  // The desk was not touched.
  await expect(desk.getByTestId('moves')).toContainText('Grue immobilisée par le vent.')
  await expect(desk.getByTestId('milestone-forecast')).toContainText(`2 août ${nextYear}`)
  await expect(desk.getByTestId('trend-chart').locator('svg').first()).toBeVisible()
  await phone.context().close()
})

test('two who move the same milestone meet in a card, and choose', async ({ browser, server }) => {
  const manager = await aLeader(browser, server, 'chef de projet')
  const pmo = await aLeader(browser, server, 'PMO')
  await pmo.context().setOffline(true)
  const path = await openThreatened(pmo)
  await moveTo(pmo, `${nextYear}-09-01`, 'Essais à refaire.')

  await manager.goto(path)
  await moveTo(manager, `${nextYear}-08-02`, 'Grue immobilisée par le vent.')
  await allSent(manager)

  await pmo.context().setOffline(false)
  await expect(async () => {
    await wake(pmo)
    await expect(pmo.getByRole('dialog').getByTestId('refused-here')).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 30_000 })
  await pmo.getByRole('dialog').getByTestId('refused-here').click()
  const card = pmo.getByTestId('parked-card').last()
  await expect(card).toContainText(`2 août ${nextYear}`)
  await expect(card).toContainText(`1 sept. ${nextYear}`)
  await expect(card).toContainText(account('chef de projet').name)
  await card.getByTestId('keep-theirs').click()
  await expect(pmo.getByTestId('milestone-forecast')).toContainText(`2 août ${nextYear}`)
  // What both said stays told.
  await expect(pmo.getByTestId('moves')).toContainText('Essais à refaire.')
  await expect(pmo.getByTestId('moves')).toContainText('Grue immobilisée par le vent.')
  await pmo.context().close()
  await manager.context().close()
})

test('a milestone is added with what it hands over, which is accepted by somebody without account; all can be undone', async ({
  desk,
}) => {
  await signIn(desk, account('PMO'))
  await desk.goto('/milestones')
  await desk.getByTestId('new-milestone').click()
  const form = desk.getByTestId('milestone-form')
  await form.getByLabel('Jalon', { exact: true }).fill('Inauguration')
  await form.getByLabel('Date de référence').fill(`${nextYear}-06-15`)
  // The projects are still on their way right after the sign-in.
  await expect(form.getByLabel('Projet')).not.toHaveValue('')
  await form.getByRole('button', { name: 'Ajouter' }).click()
  await milestone(desk, 'Inauguration').click()

  await desk.getByTestId('new-deliverable').click()
  await desk.getByTestId('deliverable-form').getByLabel('Nom').fill('Discours')
  await desk.getByTestId('deliverable-form').getByRole('button', { name: 'Enregistrer' }).click()
  const row = desk.getByTestId('deliverable').filter({ hasText: 'Discours' })
  await row.click()
  await desk.getByTestId('accept').click()
  await desk.getByTestId('accepted-by').fill('Mme la maire')
  await desk.getByTestId('accept-save').click()
  await expect(desk.getByTestId('deliverable-detail')).toContainText('Accepté')
  await desk.keyboard.press('Escape')
  await expect(row).toContainText('Recetté par Mme la maire')
  await desk.goto('/deliverables')
  await expect(row).toHaveAttribute('data-state', 'accepted')

  await row.click()
  await desk.getByTestId('remove-deliverable').click()
  await expect(row).toHaveCount(0)
  await desk.getByRole('button', { name: 'Annuler' }).click()
  await expect(row).toHaveAttribute('data-state', 'accepted')

  await desk.goto('/milestones')
  await milestone(desk, 'Inauguration').click()
  await desk.getByTestId('reach-milestone').click()
  await desk.getByTestId('reach-save').click()
  await expect(desk.getByTestId('milestone-state')).toHaveText('Atteint')
})

test('the keyboard alone opens a milestone, moves it, and comes back to the list', async ({ desk }) => {
  await signIn(desk, account('PMO'))
  await desk.goto('/milestones')
  const first = desk.getByTestId('milestone').first()
  await first.focus()
  await desk.keyboard.press('Enter')
  await expect(desk.getByTestId('move-milestone')).toBeVisible()
  await desk.getByTestId('move-milestone').focus()
  await desk.keyboard.press('Enter')
  await expect(desk.getByTestId('move-day')).toBeFocused()
  await desk.getByTestId('move-day').fill(`${nextYear}-12-15`)
  await desk.getByTestId('move-reason').focus()
  await desk.keyboard.type('Avis attendu.')
  await desk.keyboard.press('Enter')
  await expect(desk.getByTestId('moves')).toContainText('Avis attendu.')
  await desk.keyboard.press('Escape')
  await expect(desk.getByTestId('move-milestone')).toBeHidden()
  await expect(desk).toHaveURL(/\/milestones$/)
})

test('who only reads sees milestones, and moves none', async ({ desk }) => {
  await signIn(desk, account('commanditaire'))
  await desk.goto('/milestones')
  await desk.getByTestId('milestone').first().click()
  await expect(desk.getByTestId('milestone-forecast')).toBeVisible()
  await expect(desk.getByTestId('move-milestone')).toHaveCount(0)
  await expect(desk.getByTestId('new-deliverable')).toHaveCount(0)
})
