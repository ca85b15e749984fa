import { account, expect, readyOffline, signIn, test, unsentCount } from './harness/jalon-test'
import { observe } from './harness/observer'

const online = (page: import('@playwright/test').Page) => page.evaluate(() => window.dispatchEvent(new Event('online')))

test.describe('without network', () => {
  test('the app opens on any of its addresses with the server stopped', async ({ phone, server }) => {
    await signIn(phone.page, account('contributeur'))
    await readyOffline(phone.page)
    await server.kill()
    await phone.killAndReopen({ offline: true })
    for (const path of ['/', '/week', '/me', '/flags']) {
      await phone.page.goto(path)
      await expect(phone.page.getByRole('navigation', { name: 'Navigation principale' })).toBeVisible()
    }
    await phone.page.goto('/week?flag')
    await expect(phone.page.getByTestId('flag-form')).toBeVisible()
  })

  test('a phone killed right after the sign-in still knows its owner', async ({ phone }) => {
    await signIn(phone.page, account('contributeur'))
    await readyOffline(phone.page)
    await phone.killAndReopen({ offline: true })
    await phone.page.goto('/week')
    await expect(phone.page.getByTestId('week-cell').first()).toBeVisible()
  })

  test('threat 40: 200 entries made offline are 200 on the server, none twice', async ({ phone, server }) => {
    test.setTimeout(180_000)
    await signIn(phone.page, account('contributeur'))
    await readyOffline(phone.page)
    await phone.context.setOffline(true)
    await phone.page.goto('/week')
    let made = 0
    while (made < 200) {
      await phone.page.getByRole('button', { name: 'Semaine suivante' }).click()
      const title = await phone.page.getByRole('heading', { level: 1 }).innerText()
      // One tap on every day of every row of the week shown, in the page itself: the taps of a person, faster.
      made += await phone.page.evaluate(async () => {
        const pause = () => new Promise((resolve) => setTimeout(resolve, 30))
        let taps = 0
        for (const day of document.querySelectorAll<HTMLInputElement>('input[name="week-day"]')) {
          day.click()
          await pause()
          for (const cell of document.querySelectorAll<HTMLInputElement>(
            '[data-testid^="row-"] [data-testid="week-cell"][data-effort="250"]',
          )) {
            cell.click()
            taps++
            await pause()
          }
        }
        return taps
      })
      expect(title).toContain('Semaine')
    }
    await expect(async () => expect(await unsentCount(phone.page)).toBe(made)).toPass()
    await phone.context.setOffline(false)
    await expect(async () => expect(await unsentCount(phone.page)).toBe(0)).toPass({ timeout: 60_000 })
    const entries = await (await observe(server.url)).rows('time_entries', `day > "${sundayOfThisWeek()}"`)
    expect(entries).toHaveLength(made)
    expect(new Set(entries.map((row) => `${row['user']}|${row['task']}|${row['day']}`)).size).toBe(made)
  })

  test('threat 41: the answer lost five times leaves one record', async ({ phone, server }) => {
    test.setTimeout(150_000)
    await signIn(phone.page, account('contributeur'))
    await readyOffline(phone.page)
    let lost = 0
    await phone.context.route('**/api/sync/push', async (route) => {
      await route.fetch()
      return lost++ < 5 ? route.abort('connectionreset') : route.continue()
    })
    await tapOnce(phone.page)
    await expect(async () => {
      await online(phone.page)
      expect(await unsentCount(phone.page)).toBe(0)
    }).toPass({ timeout: 90_000, intervals: [1000] })
    expect(lost).toBeGreaterThanOrEqual(5)
    expect(await (await observe(server.url)).rows('time_entries', `day > "${sundayOfThisWeek()}"`)).toHaveLength(1)
  })

  for (const portal of ['HTTP 200 with a login page', 'a redirect to a login page', 'status 511'] as const) {
    test(`threat 42: a captive portal (${portal}) is never taken for the server`, async ({ phone, server }) => {
      await signIn(phone.page, account('contributeur'))
      await readyOffline(phone.page)
      const html = '<!doctype html><title>Wi-Fi</title><h1>Welcome</h1>'
      await phone.context.route('**/api/**', (route) =>
        portal === 'a redirect to a login page'
          ? route.fulfill({ status: 302, headers: { location: `${server.url}/signin` } })
          : route.fulfill({ status: portal === 'status 511' ? 511 : 200, contentType: 'text/html', body: html }),
      )
      await tapOnce(phone.page)
      await online(phone.page)
      await phone.page.waitForTimeout(1500)
      expect(await unsentCount(phone.page)).toBe(1)
      await expect(phone.page.getByTestId('save-state').first()).toHaveAttribute('data-sync', 'local')
      await phone.context.unroute('**/api/**')
      await expect(async () => {
        await online(phone.page)
        expect(await unsentCount(phone.page)).toBe(0)
      }).toPass({ timeout: 30_000, intervals: [1000] })
    })
  }

  test('threat 43: after a 401 the queue waits for its owner; somebody else neither sees nor sends it', async ({
    phone,
    server,
  }) => {
    const owner = account('contributeur')
    await signIn(phone.page, owner)
    await readyOffline(phone.page)
    await phone.context.route('**/api/sync/**', (route) =>
      route.fulfill({ status: 401, contentType: 'application/json', body: '{"status":401,"message":"","data":{}}' }),
    )
    await tapOnce(phone.page)
    await expect(phone.page.getByTestId('save-state').first()).toContainText('Reconnexion nécessaire')
    expect(await unsentCount(phone.page)).toBe(1)
    // Another person signs in on the same phone.
    await phone.page.goto('/me')
    await phone.page.getByTestId('sign-out').click()
    await phone.page.getByTestId('sign-out-keep').click()
    await phone.page.waitForURL('**/signin')
    await phone.context.unroute('**/api/sync/**')
    await signIn(phone.page, account('chef de projet'))
    await phone.page.goto('/me')
    await expect(phone.page.getByTestId('sync-panel')).toContainText('Prêt hors connexion')
    expect(await unsentCount(phone.page)).toBe(0)
    const seen = await observe(server.url)
    expect(await seen.rows('time_entries', `day > "${sundayOfThisWeek()}"`)).toHaveLength(0)

    // The owner comes back: it goes, once, under their name.
    await phone.page.getByTestId('sign-out').click()
    await phone.page.getByTestId('sign-out-erase').click()
    await signIn(phone.page, owner)
    await phone.page.goto('/week')
    await expect(async () => {
      await online(phone.page)
      expect(await unsentCount(phone.page)).toBe(0)
      expect(await seen.rows('time_entries', `day > "${sundayOfThisWeek()}"`)).toHaveLength(1)
    }).toPass({ timeout: 30_000 })
    const [entry] = await seen.rows('time_entries', `day > "${sundayOfThisWeek()}"`)
    const [person] = await seen.rows('users', `id = "${String(entry!['user'])}"`)
    expect(person!['email']).toBe(owner.email)
  })

  test('threat 44: one refused record is shown with its reason and the others go', async ({ phone, server }) => {
    await signIn(phone.page, account('contributeur'))
    await readyOffline(phone.page)
    await phone.context.setOffline(true)
    await phone.page.goto('/week')
    await phone.page.getByRole('button', { name: 'Semaine suivante' }).click()
    const cells = phone.page.locator('[data-testid="week-cell"][data-effort="250"]')
    await expect(cells.first()).toBeVisible()
    const refusedTask = await cells.nth(0).getAttribute('data-task')
    await cells.nth(0).check()
    await cells.nth(1).check()
    // Meanwhile the project closes the task.
    await closeTask(server.url, refusedTask!)
    await phone.context.setOffline(false)
    await phone.page.goto('/me')
    await expect(phone.page.getByTestId('parked')).toContainText('Cette tâche est terminée')
    expect(await unsentCount(phone.page)).toBe(0)
    const entries = await (await observe(server.url)).rows('time_entries', `day > "${sundayOfThisWeek()}"`)
    expect(entries).toHaveLength(1)
    expect(entries[0]!['task']).not.toBe(refusedTask)
    await phone.page.getByRole('button', { name: 'Abandonner' }).click()
    await expect(phone.page.getByTestId('parked')).toHaveCount(0)
  })

  test('what is typed in a flag survives a reload', async ({ phone }) => {
    await signIn(phone.page, account('contributeur'))
    await phone.page.goto('/week?flag')
    await phone.page.getByTestId('flag-sentence').fill('À demi écrit')
    await phone.page.reload()
    await expect(phone.page.getByTestId('flag-sentence')).toHaveValue('À demi écrit')
  })
})

async function tapOnce(page: import('@playwright/test').Page) {
  await page.goto('/week')
  await page.getByRole('button', { name: 'Semaine suivante' }).click()
  await page.locator('[data-testid="week-cell"][data-effort="250"]').first().check()
  await expect(page.getByTestId('week-total')).toHaveText('0,25')
  // On screen at once; waiting in the queue a moment later.
  await expect(async () => expect(await unsentCount(page)).toBe(1)).toPass()
}

async function closeTask(url: string, task: string) {
  const { OBSERVER } = await import('./harness/paths')
  const signedIn = await fetch(`${url}/api/collections/_superusers/auth-with-password`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ identity: OBSERVER.email, password: OBSERVER.password }),
  })
  const { token } = (await signedIn.json()) as { token: string }
  const answer = await fetch(`${url}/api/collections/tasks/records/${task}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', Authorization: token },
    body: JSON.stringify({ state: 'done' }),
  })
  expect(answer.ok).toBe(true)
}

function sundayOfThisWeek(): string {
  const now = new Date()
  const day = new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()))
  day.setUTCDate(day.getUTCDate() + ((7 - day.getUTCDay()) % 7))
  return day.toISOString().slice(0, 10)
}
