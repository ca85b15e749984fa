import type { Page } from '@playwright/test'
import { aMailSink } from '../server/a-mail-sink'
import { addDays } from '../../src/domain/calendar/days'
import { account, expect, readyOffline, signIn, test, unsentCount } from './harness/jalon-test'
import { observe } from './harness/observer'

/** Alerts: told, set aside without network, quiet on every device of the person, back when it got worse. */

const row = (page: Page, key: string) => page.locator(`[data-alert="${key}"]`)
const listed = async (page: Page) => {
  await page.goto('/alerts')
  await expect(page.getByTestId('alert').first()).toBeVisible()
}

test('an alert is acknowledged without network, is quiet on a second device, and comes back when it got worse', async ({
  phone,
  desk,
  server,
}) => {
  const who = account('PMO')
  const seen = await observe(server.url)
  await signIn(phone.page, who)
  await readyOffline(phone.page)
  await listed(phone.page)
  const alert = phone.page.locator('[data-alert^="milestone-slip:"]').first()
  const key = (await alert.getAttribute('data-alert'))!
  await phone.context.setOffline(true)
  await alert.getByTestId('alert-seen').click()
  await expect(row(phone.page, key)).toHaveCount(0)
  await phone.page.reload()
  await expect(phone.page.getByTestId('alert').first()).toBeVisible()
  await expect(row(phone.page, key)).toHaveCount(0)
  await phone.context.setOffline(false)
  await phone.page.goto('/me')
  await phone.page.getByTestId('sync-now').click()
  await expect.poll(() => unsentCount(phone.page)).toBe(0)
  expect(await seen.rows('alert_marks', `alert = "${key}"`)).toHaveLength(1)

  await signIn(desk, who)
  await listed(desk)
  await expect(row(desk, key)).toHaveCount(0)
  await desk.locator('input[name=alerts-view][value=aside]').check()
  await expect(row(desk, key).getByTestId('alert-aside')).toContainText("revient si cela s'aggrave")

  const id = key.split(':')[1]!
  const [task] = await seen.rows('tasks', `id = "${id}"`)
  await seen.change('tasks', id, { forecast_on: addDays(String(task!['forecast_on']), 3) })
  await desk.locator('input[name=alerts-view][value=see]').check()
  await expect(row(desk, key)).toHaveCount(1)
  await expect(row(desk, key).getByTestId('alert-text')).toContainText('jours après sa référence')
})

test('what is put off has a day and a note, and can be put back', async ({ desk }) => {
  await signIn(desk, account('PMO'))
  await listed(desk)
  const alert = desk.locator('[data-alert^="overdue-"]').first()
  const key = (await alert.getAttribute('data-alert'))!
  await alert.getByTestId('alert-later').click()
  const form = desk.getByTestId('aside-form')
  await form.locator('input[value=date]').check({ force: true })
  await form.getByTestId('aside-day').fill('2020-01-01')
  await form.getByTestId('aside-save').click()
  await expect(form).toContainText('Choisissez un jour à venir.')
  await form.locator('input[value=weeks]').check({ force: true })
  await form.getByTestId('aside-note').fill('Avec le titulaire, mardi.')
  await form.getByTestId('aside-save').click()
  await expect(row(desk, key)).toHaveCount(0)
  await desk.locator('input[name=alerts-view][value=aside]').check()
  await expect(row(desk, key)).toContainText('Avec le titulaire, mardi.')
  await row(desk, key).getByTestId('alert-back').click()
  await expect(row(desk, key)).toHaveCount(0)
  await desk.locator('input[name=alerts-view][value=see]').check()
  await expect(row(desk, key)).toHaveCount(1)
})

test('there is one of every kind, each with the way to its subject', async ({ desk }) => {
  await signIn(desk, account('PMO'))
  await listed(desk)
  const rules = await desk
    .getByTestId('alerts-rule')
    .locator('option')
    .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value).filter(Boolean))
  expect(rules).toHaveLength(8)
  const places: Record<string, RegExp> = {
    'imposed-date': /\/milestones\/\w{15}$/,
    'milestone-slip': /\/milestones\/\w{15}$/,
    'project-overrun': /\/projects\/\w{15}$/,
    'task-overrun': /\/projects\/\w{15}\?task=\w{15}$/,
    'overdue-risk': /\/flags\/\w{15}$/,
    'overdue-action': /\/actions\/\w{15}$/,
    'over-allocation': /\/load\?person=\w{15}&week=\d{4}-W\d{2}$/,
    'missing-weeks': /\/collection\?(project=\w{15}&)?week=\d{4}-W\d{2}$/,
  }
  const inside: Record<string, string> = {
    'imposed-date': 'move-milestone',
    'milestone-slip': 'move-milestone',
    'project-overrun': 'project-landing',
    'task-overrun': 'figure-panel',
    'overdue-risk': 'flag-detail',
    'overdue-action': 'action-comment',
    'over-allocation': 'load-panel',
    'missing-weeks': 'call-list',
  }
  for (const rule of rules) {
    await listed(desk)
    await desk.getByTestId('alerts-rule').selectOption(rule)
    await desk.getByTestId('alert-open').first().click()
    await expect(desk, rule).toHaveURL(places[rule]!)
    await expect(desk.getByTestId(inside[rule]!).first(), rule).toBeVisible()
  }
})

test('a threshold that the office changes holds at once, and whoever leads projects without being of it only sees it', async ({
  desk,
  browser,
  server,
}) => {
  await signIn(desk, account('PMO'))
  await desk.goto('/settings')
  await desk.getByTestId('threshold-slip_days').fill('abc')
  await desk.getByTestId('threshold-slip_days').blur()
  await expect(desk.getByText('Entre 1 et 365.')).toBeVisible()
  await desk.getByTestId('threshold-slip_days').fill('300')
  await desk.getByTestId('threshold-slip_days').blur()
  await desk.getByTestId('rule-over-allocation').uncheck()
  await desk.getByTestId('setting-strict').click()
  const seen = await observe(server.url)
  await expect
    .poll(async () => (await seen.rows('settings'))[0])
    .toMatchObject({ closing_strict: true, alerts: { slip_days: 300, off: ['over-allocation'] } })
  await listed(desk)
  await expect(desk.locator('[data-alert^="milestone-slip:"], [data-alert^="over-allocation:"]')).toHaveCount(0)

  const context = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' })
  const page = await context.newPage()
  await signIn(page, account('chef de projet'))
  await page.goto('/settings')
  await expect(page.getByTestId('threshold-slip_days')).toHaveValue('300')
  await expect(page.getByTestId('threshold-slip_days')).toBeDisabled()
  await expect(page.getByTestId('rule-milestone-slip')).toBeDisabled()
  await context.close()
})

test('grouped by project, every alert is there, and what is of several projects comes last', async ({ desk }) => {
  await signIn(desk, account('PMO'))
  await listed(desk)
  const all = await desk.getByTestId('alert').count()
  await desk.getByTestId('alerts-by').selectOption('project')
  await expect(desk.getByTestId('alert')).toHaveCount(all)
  await expect(desk.getByRole('heading', { level: 2 }).last()).toContainText('Plusieurs projets')
})

test('who leads nothing has no door to alerts, and sees nothing of others there', async ({ desk }) => {
  await signIn(desk, account('contributeur'))
  await expect(desk.getByRole('link', { name: 'Ma semaine' })).toBeVisible()
  await expect(desk.getByRole('link', { name: 'Alertes' })).toHaveCount(0)
  await desk.goto('/alerts')
  await expect(desk.getByText('Les alertes sont pour qui pilote un projet')).toBeVisible()
  await expect(desk.getByTestId('alert')).toHaveCount(0)
})

test('the digest by e-mail counts what the screen shows', async ({ browser, server }) => {
  const who = account('PMO')
  const seen = await observe(server.url)
  const sink = await aMailSink()
  const smtp = { enabled: true, host: '127.0.0.1', port: sink.port, tls: false }
  await seen.settings({ smtp, meta: { senderName: 'Jalon', senderAddress: 'pmo@office.example' } })
  // Whatever the day and the hour.
  const [person] = await seen.rows('users', `email = "${who.email}"`)
  await seen.change('users', String(person!['id']), { holiday_zone: 'nowhere', week_pattern: Array(7).fill(1000) })
  const context = await browser.newContext({ baseURL: server.url, locale: 'fr-FR', timezoneId: 'UTC' })
  const page = await context.newPage()
  await signIn(page, who)
  await page.goto('/me')
  await page.getByText('Heures, jours et nombre').click()
  await page.getByTestId('reminder-from').selectOption('00:00')
  await page.getByTestId('reminder-to').selectOption('24:00')
  await page.locator('select').filter({ hasText: 'London' }).selectOption('UTC')
  await page.getByTestId('sync-now').click()
  await expect.poll(() => unsentCount(page)).toBe(0)
  await listed(page)
  const shown = await page.getByTestId('alert').count()
  await seen.runCron('digest')
  await expect.poll(() => sink.mails.filter(({ to }) => to.includes(who.email)).length).toBe(1)
  const [mail] = sink.mails.filter(({ to }) => to.includes(who.email))
  expect(mail!.subject).toBe(`Jalon : ${shown} points à regarder`)
  await context.close()
  await sink.close()
})

test('the count stands beside the word once the first screen is in use', async ({ desk }) => {
  await signIn(desk, account('PMO'))
  await expect(desk.getByTestId('alert-count')).toHaveText(/^\d+$/)
  await listed(desk)
  const count = await desk.getByTestId('alert').count()
  await expect(desk.getByTestId('alert-count')).toHaveText(String(count))
})
