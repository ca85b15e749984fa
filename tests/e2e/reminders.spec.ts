import { addWeeks, weekOf } from '../../src/domain/calendar/days'
import { account, expect, readyOffline, signIn, test, unsentCount } from './harness/jalon-test'
import { observe } from './harness/observer'

/** What a person sees and sets of their reminders, without network too. Their delivery is tests/server and push.spec.ts. */

const who = account('contributeur')
const today = new Date().toISOString().slice(0, 10)
const before = addWeeks(weekOf(today), -1)
const number = Number(before.slice(6))

test('choices are made without network and reach the server', async ({ phone, server }) => {
  const { page } = phone
  await signIn(page, who)
  await readyOffline(page)
  await phone.context.setOffline(true)
  const panel = page.getByTestId('reminders')
  await panel.getByRole('radio', { name: 'Bref' }).check({ force: true })
  await expect(page.getByTestId('reminder-sentence')).toHaveText(/^Semaine \d+ : il reste à la compléter\.$/)
  await panel.getByText('Heures, jours et nombre').click()
  await page.getByTestId('reminder-to').selectOption('16:00')
  await panel.getByRole('checkbox', { name: 'mercredi' }).check({ force: true })
  await page.getByTestId('reminder-email').click()
  await page.getByTestId('reminder-pause').click()
  await expect(page.getByTestId('reminder-state')).toContainText('En pause')
  await page.reload()
  await expect(page.getByTestId('reminder-state')).toContainText('En pause')
  await phone.context.setOffline(false)
  await page.getByTestId('sync-now').click()
  await expect.poll(() => unsentCount(page)).toBe(0)
  const [row] = await (await observe(server.url)).rows('reminder_preferences', `user.email = "${who.email}"`)
  expect(row).toMatchObject({
    tone: 'short',
    from_minute: 540,
    to_minute: 960,
    quiet_days: [3],
    by_email: false,
    off: false,
  })
  expect(String(row!['snoozed_until']) > today).toBe(true)
})

test('the week before, not handed in, is one line above the week: opened with a tap, or later', async ({
  phone,
  server,
}) => {
  const { page } = phone
  const observer = await observe(server.url)
  const [sheet] = await observer.rows('week_sheets', `user.email = "${who.email}" && week = "${before}"`)
  await observer.change('week_sheets', String(sheet!['id']), { state: 'open' })
  await signIn(page, who)
  const banner = page.getByTestId('reminder-banner')
  await expect(banner).toContainText(`La semaine ${number} n'est pas encore marquée complète.`)
  await banner.getByRole('button', { name: `Ouvrir la semaine ${number}` }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Semaine ${number}`)
  await expect(banner).toBeHidden()
  await page.getByRole('button', { name: 'Semaine suivante' }).click()
  await page.getByTestId('reminder-later').click()
  await expect(banner).toBeHidden()
  await page.goto('/me#reminders')
  await expect(page.getByTestId('reminder-state')).toContainText('En pause')
})

test('a tap on a notification opens its week in the window that is there', async ({ phone }) => {
  const { page, context } = phone
  await signIn(page, who)
  await readyOffline(page)
  const [worker] = context.serviceWorkers()
  // As the browser does; only a real tap may also bring the window to the front.
  await worker!.evaluate((week) => {
    const notification = { close: () => undefined, data: { url: `/week?week=${week}` } }
    const tap = Object.assign(new Event('notificationclick'), {
      notification,
      waitUntil: (work: Promise<void>) => work.catch(() => undefined),
    })
    dispatchEvent(tap)
  }, before)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Semaine ${number}`)
  expect(new URL(page.url()).pathname).toBe('/week')
})
