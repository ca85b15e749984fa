import type { Page } from '@playwright/test'
import { SETTINGS_ID } from '@/schema/settings'
import { account, expect, signIn, test, unsentCount } from './harness/jalon-test'
import { observe } from './harness/observer'
import { allSent, aPhone, firstPlace, gauge, nextWeek, rowOf, tap, wake, type Place } from './harness/week-taps'

const filterOf = ({ task, day }: Place) => `task = "${task}" && day = "${day}"`
const card = (page: Page) => page.getByTestId('parked-card')

async function openCard(page: Page, place: Place): Promise<void> {
  await expect(rowOf(page, place).getByTestId('refused-here')).toBeVisible()
  await rowOf(page, place).getByTestId('refused-here').click()
  await expect(card(page)).toBeVisible()
}

test('threat 46: two devices of one person that changed the same entry show both values, and the person chooses', async ({
  browser,
  server,
}) => {
  const [here, there] = [await aPhone(browser, server), await aPhone(browser, server)]
  const place = await firstPlace(here)
  const seen = await observe(server.url)

  await here.context().setOffline(true)
  await tap(here, place, 250)
  await tap(there, place, 500)
  await allSent(there)
  await here.context().setOffline(false)
  await openCard(here, place)
  await expect(gauge(here, place, 500)).toBeChecked()
  await expect(card(here)).toContainText('Vous, sur un autre appareil')
  await expect(card(here).getByTestId('mine')).toContainText('0,25')
  await expect(card(here).getByTestId('theirs')).toContainText('0,5')
  await here.getByTestId('keep-mine').click()
  await expect(card(here)).toHaveCount(0)
  await allSent(here)
  await expect(rowOf(here, place).getByTestId('refused-here')).toHaveCount(0)
  await expect(gauge(here, place, 250)).toBeChecked()
  expect(await seen.rows('time_entries', filterOf(place))).toMatchObject([{ effort: 250 }])

  // The same again, and the other value is kept.
  await wake(there)
  await expect(gauge(there, place, 250)).toBeChecked()
  await here.context().setOffline(true)
  await tap(here, place, 750)
  await tap(there, place, 1000)
  await allSent(there)
  await here.context().setOffline(false)
  await openCard(here, place)
  await expect(card(here).getByTestId('mine')).toContainText('0,75')
  await expect(card(here).getByTestId('theirs')).toContainText('1')
  await here.getByTestId('keep-theirs').click()
  await expect(rowOf(here, place).getByTestId('refused-here')).toHaveCount(0)
  await allSent(here)
  await expect(gauge(here, place, 1000)).toBeChecked()
  expect(await seen.rows('time_entries', filterOf(place))).toMatchObject([{ effort: 1000 }])
})

test('threat 46: a tap in one tab shows in the other; the leading tab closed, the other sends what both wrote, once', async ({
  browser,
  server,
}) => {
  const leader = await aPhone(browser, server)
  const other = await leader.context().newPage()
  await nextWeek(other)
  expect([await leads(leader), await leads(other)]).toEqual([true, false])
  const place = await firstPlace(leader)
  await tap(leader, place, 500)
  await expect(gauge(other, place, 500)).toBeChecked()
  await tap(other, place, 750)
  await expect(gauge(leader, place, 750)).toBeChecked()
  await allSent(other)

  await leader.context().setOffline(true)
  const places = [await tapDay(leader, 1), await tapDay(other, 2)]
  await expect(async () => expect(await unsentCount(other)).toBe(2)).toPass()
  await leader.close()
  await expect.poll(() => leads(other)).toBe(true)
  await other.context().setOffline(false)
  await allSent(other)
  const seen = await observe(server.url)
  for (const one of places)
    expect(await seen.rows('time_entries', filterOf(one))).toMatchObject([{ effort: 500, user: expect.any(String) }])
  expect(await seen.rows('time_entries', filterOf(place))).toMatchObject([{ effort: 750 }])
  expect(new Set([place, ...places].map(({ day }) => day)).size).toBe(3)
})

test('threat 48: an entry deleted on the server while its change waited is told, and made again only on demand', async ({
  browser,
  server,
}) => {
  const page = await aPhone(browser, server)
  const place = await firstPlace(page)
  const seen = await observe(server.url)
  await tap(page, place, 500)
  await allSent(page)
  const [entry] = await seen.rows('time_entries', filterOf(place))

  await page.context().setOffline(true)
  await tap(page, place, 250)
  await seen.remove('time_entries', String(entry!['id']))
  await page.context().setOffline(false)
  await openCard(page, place)
  await expect(card(page)).toContainText("n'existe plus sur le serveur")
  await expect(card(page).getByTestId('mine')).toContainText('0,25')
  await allSent(page)
  expect(await seen.rows('time_entries', filterOf(place))).toEqual([])
  await card(page).getByRole('button', { name: 'Restaurer' }).click()
  await allSent(page)
  await expect(gauge(page, place, 250)).toBeChecked()
  await expect(rowOf(page, place).getByTestId('refused-here')).toHaveCount(0)
  // Right after the tap nothing waits yet: what arrives is looked for, not what is left to send.
  await expect(async () =>
    expect(await seen.rows('time_entries', filterOf(place))).toMatchObject([{ effort: 250, id: entry!['id'] }]),
  ).toPass({ timeout: 20_000 })
})

test('threat 48: a period closed while an entry waited keeps the entry in place with its reason, and lets it go when reopened', async ({
  browser,
  server,
}) => {
  const page = await aPhone(browser, server)
  const place = await firstPlace(page)
  const seen = await observe(server.url)
  const [project] = await seen.rows('projects', `id = "${place.project}"`)
  await page.context().setOffline(true)
  await tap(page, place, 750)
  await seen.change('settings', SETTINGS_ID, { closing_strict: true })
  await seen.change('projects', place.project, { closed_through: place.day })
  await page.context().setOffline(false)
  await expect(rowOf(page, place).getByTestId('refused-here')).toContainText('La période est close')
  await expect(gauge(page, place, 750)).toBeChecked()
  expect(await unsentCount(page)).toBe(0)
  expect(await seen.rows('time_entries', filterOf(place))).toEqual([])

  await seen.change('projects', place.project, { closed_through: project!['closed_through'] })
  await seen.change('settings', SETTINGS_ID, { closing_strict: false })
  await openCard(page, place)
  await card(page).getByRole('button', { name: 'Renvoyer', exact: true }).click()
  await allSent(page)
  await expect(rowOf(page, place).getByTestId('refused-here')).toHaveCount(0)
  expect(await seen.rows('time_entries', filterOf(place))).toMatchObject([{ effort: 750 }])
})

/** Half a day on the task shown first, on the day of this rank in the week shown. */
async function tapDay(page: Page, rank: number): Promise<Place> {
  await page.locator('input[name="week-day"]').nth(rank).check({ force: true })
  const place = await firstPlace(page)
  await tap(page, place, 500)
  return place
}

/** Whether this tab is the one that talks to the server. */
function leads(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const name = 'who-asks'
    return navigator.locks.request(name, async () => {
      const { held = [] } = await navigator.locks.query()
      const me = held.find((lock) => lock.name === name)?.clientId
      return held.some((lock) => lock.name !== name && lock.clientId === me)
    })
  })
}

test('a part of the app that cannot be fetched leaves the screen as it is, says so once, and opens when the server is back', async ({
  browser,
  server,
}) => {
  // A first visit: the browser keeps no copy of the app yet.
  const context = await browser.newContext({ locale: 'fr-FR', baseURL: server.url, serviceWorkers: 'block' })
  const desk = await context.newPage()
  await signIn(desk, account('PMO'))
  await desk.goto('/actions')
  const title = desk.getByRole('heading', { level: 1 })
  await expect(title).toHaveText('Actions')
  await server.kill()
  await desk.locator('nav a[href="/quality"]').click()
  await expect(desk.getByRole('status').getByText("Une partie de l'application n'a pas pu être chargée")).toHaveCount(1)
  await expect(title).toHaveText('Actions')
  await server.start()
  await desk.locator('nav a[href="/quality"]').click()
  await expect(title).toHaveText('Qualité des données')
  await context.close()
})

test('a first script that is lost on its way is asked for again; when it stays away, the page says so and offers to try', async ({
  browser,
  server,
}) => {
  const context = await browser.newContext({ locale: 'fr-FR', baseURL: server.url, serviceWorkers: 'block' })
  const page = await context.newPage()
  let lost = 0
  let toLose = 2
  await context.route('**/assets/translate-*.js', (route) => {
    if (lost >= toLose) return route.continue()
    lost++
    return route.abort()
  })
  await page.goto('/signin')
  await expect(page.getByTestId('login-email')).toBeVisible()
  expect(lost).toBe(2)

  toLose = 100
  await page.goto('/signin')
  await expect(page.getByRole('alert').getByText("Jalon n'a pas pu être chargé en entier")).toBeVisible()
  await expect(page.getByText('could not be loaded')).toBeHidden()
  toLose = 0
  await page.getByRole('link', { name: 'Réessayer' }).click()
  await expect(page.getByTestId('login-email')).toBeVisible()
  await context.close()
})
