import type { Page } from '@playwright/test'
import { account, expect, readyOffline, signIn, test, unsentCount } from './harness/jalon-test'
import { countTaps } from './harness/taps'
import { aPhone, allSent, gauge, rows, sundayOfThisWeek, wake } from './harness/week-taps'
import { photoWithPosition } from './harness/field-work'
import { observe } from './harness/observer'

/** Collecting with tact: how little a week and a flag ask for, and what comes back. */

const nextWeek = (page: Page) => page.getByRole('button', { name: 'Semaine suivante' }).click()

/** *Collecte* opens last week until Wednesday and this one afterwards: the desk goes to the week that the phone shows. */
async function sameWeek(desk: Page, phone: Page): Promise<void> {
  const number = /\d+/.exec((await phone.getByRole('heading', { level: 1 }).textContent()) ?? '')![0]
  const here = desk.getByRole('heading', { level: 1, name: new RegExp(`S${number}$`) })
  for (let week = 0; week < 8 && !(await here.isVisible()); week++) await nextWeek(desk)
  await expect(here).toBeVisible()
}

/** The first two tasks, half a day each on the five days of the week on screen. */
async function workTwoTasks(page: Page): Promise<string[]> {
  const tasks = await rows(page).evaluateAll((all) =>
    all.slice(0, 2).map((row) => row.getAttribute('data-testid')!.slice(4)),
  )
  const days = page.locator('input[name="week-day"]')
  for (let index = 0; index < 5; index++) {
    await days.nth(index).check()
    for (const task of tasks) await gauge(page, { task }, 500).check({ force: true })
  }
  await expect(page.getByTestId('week-total')).toHaveText('5')
  return tasks
}

test('an ordinary week takes at most 8 taps from the icon to "complete", a flag with a photo at most 5', async ({
  browser,
  server,
}) => {
  const page = await aPhone(browser, server)
  await workTwoTasks(page)
  await page.getByTestId('submit-week').click()
  await allSent(page)

  // A week later, on Friday afternoon.
  const friday = new Date(`${sundayOfThisWeek()}T15:00:00`)
  friday.setDate(friday.getDate() + 12)
  await page.clock.setFixedTime(friday)
  await page.goto('/week')
  const week = await countTaps(page)
  await page.getByTestId('fill-last-week').click()
  await expect(page.getByTestId('week-total')).toHaveText('5')
  await page.getByTestId('confirm-unchanged').click()
  await expect(page.getByTestId('confirm-remaining')).toBeHidden()
  await page.getByTestId('submit-week').click()
  await expect(page.getByTestId('week-submitted')).toBeVisible()
  // The icon itself is a tap.
  const taps = (await week.taps()) + 1
  console.log(`an ordinary week: ${taps} taps from the icon to "Ma semaine est complète"`)
  expect(taps).toBeLessThanOrEqual(8)

  const sentence = 'Eau au pied de la culée, pompe à prévoir.'
  const flag = await countTaps(page)
  await rows(page)
    .first()
    .getByRole('link', { name: /Signaler/ })
    .click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByTestId('flag-photo').click({ force: true })
  await (await chooser).setFiles([await photoWithPosition()])
  await page.getByTestId('flag-sentence').pressSequentially(sentence)
  await page.getByTestId('flag-save').click()
  await expect(page.getByTestId('flag-form')).toBeHidden()
  // The picture is chosen, or taken, with one more, outside of the page.
  const flagTaps = (await flag.taps()) + 1
  console.log(`a flag with a photo: ${flagTaps} taps and one sentence`)
  expect(flagTaps).toBeLessThanOrEqual(5)
  await page.context().close()
})

test('a week that is sent back says why, is handed in again, and is not changed once validated', async ({
  browser,
  server,
  desk,
}) => {
  const phone = await aPhone(browser, server)
  await nextWeek(phone)
  await workTwoTasks(phone)
  await phone.getByTestId('submit-week').click()
  await allSent(phone)

  await signIn(desk, account('PMO'))
  await desk.goto('/collection')
  await sameWeek(desk, phone)
  const line = desk.getByRole('row', { name: new RegExp(account('contributeur').name) })
  await expect(line).toHaveAttribute('data-state', 'submitted')
  await line.click()
  await desk.getByTestId('send-back').click()
  await desk.getByTestId('return-word').fill('Le jeudi était en formation, non ?')
  await desk.getByTestId('return-week').click()
  await expect(line).toHaveAttribute('data-state', 'returned')

  await expect(async () => {
    await wake(phone)
    await expect(phone.getByTestId('week-returned').first()).toContainText('Le jeudi était en formation', {
      timeout: 1000,
    })
  }).toPass()
  await phone.getByTestId('submit-week').click()
  await expect(phone.getByTestId('week-returned')).toHaveCount(0)
  await allSent(phone)

  await expect(line).toHaveAttribute('data-state', 'submitted')
  await line.click()
  await desk.getByTestId('validate-week').click()
  await expect(line).toHaveAttribute('data-state', 'validated')
  await expect(async () => {
    await wake(phone)
    await expect(phone.getByTestId('week-validated').first()).toBeVisible({ timeout: 1000 })
  }).toPass()
  await expect(rows(phone).first().getByTestId('week-cell').first()).toBeDisabled()
  await expect(phone.getByTestId('fed')).toContainText('validée par')
  await phone.context().close()
})

test('time entered by the PMO names who typed it, on the phone of the person, until they change it', async ({
  browser,
  server,
  desk,
}) => {
  const phone = await aPhone(browser, server)
  for (let week = 0; week < 2; week++) await nextWeek(phone)
  const task = (await rows(phone).first().getAttribute('data-testid'))!.slice(4)

  await signIn(desk, account('PMO'))
  await desk.goto('/collection')
  await sameWeek(desk, phone)
  await desk.getByRole('row', { name: new RegExp(account('contributeur').name) }).click()
  await desk.getByTestId('on-behalf').click()
  const cell = desk.locator(`[data-testid="grid-cell"][data-row="${task}"]`).first()
  await cell.fill('0,75')
  await cell.press('Enter')
  await expect(cell).toHaveAttribute('data-sync', 'sent')

  await expect(async () => {
    await wake(phone)
    await expect(phone.getByTestId('week-typed')).toContainText(account('PMO').name, { timeout: 1000 })
  }).toPass()
  await phone.locator('input[name="week-day"]').first().check()
  await expect(phone.getByTestId(`row-${task}`).getByTestId('typed-by')).toContainText(account('PMO').name)
  await gauge(phone, { task }, 500).check({ force: true })
  await expect(phone.getByTestId('week-typed')).toHaveCount(0)
  await allSent(phone)
  await expect(phone.getByTestId('week-typed')).toHaveCount(0)
  await phone.context().close()
})

test('without network: leave, training, words, RAF, an action done, the month; then all of it arrives once', async ({
  phone,
  server,
}) => {
  const page = phone.page
  await signIn(page, account('contributeur'))
  await readyOffline(page)
  const api = await observe(server.url)
  const me = (await api.rows('users', `email = "${account('contributeur').email}"`))[0]!['id']
  await phone.context.setOffline(true)
  await page.goto('/week')
  for (let week = 0; week < 4; week++) await nextWeek(page)

  for (const kind of ['leave', 'training']) {
    await page.getByTestId('add-row').click()
    await page.getByTestId(`add-${kind}`).click()
  }
  const activity = (kind: string, effort: number) =>
    page.getByTestId(`activity-${kind}`).locator(`[data-effort="${effort}"]`)
  await activity('leave', 500).check({ force: true })
  await expect(page.getByTestId('day-total')).toHaveText('0,5 j à saisir')
  await activity('training', 250).check({ force: true })
  await expect(page.getByTestId('day-total')).toHaveText('0,25 j à saisir')
  const row = rows(page).first()
  const task = (await row.getAttribute('data-testid'))!.slice(4)
  await gauge(page, { task }, 250).check({ force: true })
  await expect(page.getByTestId('day-total')).toHaveText('Journée complète')
  await row.getByTestId('comment').click()
  await page.getByTestId('comment-form').locator('textarea').fill('Réunion au siège')
  await page.getByTestId('comment-form').getByRole('button').click()
  await expect(row.getByTestId('comment')).toContainText('Réunion au siège')
  await row.getByTestId('raf-unchanged').click()
  await expect(row.getByTestId('raf-unchanged')).toHaveCount(0)

  await page.getByRole('button', { name: 'Vue du mois' }).click()
  await expect(page.getByTestId('month-missing')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.goto('/actions')
  await expect(page.getByText('Aucune action ne vous attend')).toBeVisible()
  const waiting = await unsentCount(page).catch(() => 0)
  await page.goto('/week')
  expect(Math.max(waiting, await unsentCount(page))).toBeGreaterThanOrEqual(4)

  await phone.context.setOffline(false)
  await allSent(page)
  const absences = await api.rows('absences', `user = "${String(me)}" && effort > 0 && day > "${sundayOfThisWeek()}"`)
  expect(absences.map((one) => [one['kind'], one['effort']]).toSorted()).toEqual([
    ['leave', 500],
    ['training', 250],
  ])
  const entries = await api.rows('time_entries', `comment = "Réunion au siège"`)
  expect(entries.map((one) => one['effort'])).toEqual([250])
})

test('an action given from a flag is done on the phone, talked about, and seen done at the desk', async ({
  browser,
  server,
  desk,
}) => {
  const phone = await aPhone(browser, server)
  const project = (await rows(phone).first().getAttribute('data-project'))!
  await rows(phone)
    .first()
    .getByRole('link', { name: /Signaler/ })
    .click()
  const sentence = 'Le bac de rétention est plein.'
  await phone.getByTestId('flag-sentence').fill(sentence)
  await phone.getByTestId('flag-save').click()
  await expect(phone.getByTestId('flag-form')).toBeHidden()
  await allSent(phone)

  await signIn(desk, account('PMO'))
  await desk.goto('/flags')
  await desk.getByText(sentence).first().click()
  await desk.getByTestId('triage').getByRole('radio', { name: 'Action' }).check({ force: true })
  await desk.getByTestId('triage').getByRole('textbox').fill('Merci, on le fait vider.')
  await desk
    .getByTestId('triage')
    .getByRole('button', { name: /Enregistrer/ })
    .click()
  await desk.getByTestId('give-action').click()
  const form = desk.getByTestId('action-form')
  await form.getByLabel('Qui').selectOption({ label: account('contributeur').name })
  await form.getByLabel('Pour quand').fill(sundayOfThisWeek())
  await form.getByRole('button').click()
  await expect(form).toBeHidden()

  await phone.goto('/flags')
  await expect(async () => {
    await wake(phone)
    await phone.getByText(sentence).first().click({ timeout: 1000 })
    await expect(phone.getByTestId('flag-detail')).toContainText('Merci, on le fait vider.', { timeout: 1000 })
  }).toPass()
  await phone.goto('/actions')
  await phone.getByTestId('action').filter({ hasText: sentence }).click()
  await phone.getByTestId('action-comment').fill('Camion demandé pour demain.')
  await phone.getByRole('button', { name: 'Envoyer' }).click()
  await expect(phone.getByTestId('comments')).toContainText('Camion demandé')
  await phone.getByRole('button', { name: "C'est fait" }).click()
  await wake(phone)
  const api = await observe(server.url)
  await expect(async () => {
    const found = await api.rows('actions', `project = "${project}" && title = "${sentence}"`)
    expect(found.map((one) => one['state'])).toEqual(['done'])
  }).toPass()
  await phone.context().close()
})

test('on the desk the keyboard alone fills the grid: typing, arrows, pasting, taking back', async ({ desk }) => {
  await signIn(desk, account('contributeur'))
  await desk.goto('/week')
  for (let week = 0; week < 5; week++) await nextWeek(desk)
  const cells = desk.getByTestId('grid-cell')
  await cells.first().focus()
  await desk.keyboard.type('0,5')
  await desk.keyboard.press('Enter')
  await expect(desk.getByTestId('week-total')).toHaveText('0,5')
  await expect(cells.nth(5)).toBeFocused()
  await desk.keyboard.type('1')
  await desk.keyboard.press('ArrowRight')
  await expect(cells.nth(6)).toBeFocused()
  await expect(desk.getByTestId('week-total')).toHaveText('1,5')

  await desk.keyboard.type('2')
  await desk.keyboard.press('ArrowDown')
  await expect(desk.getByText("« 2 » n'est pas une part de journée")).toBeVisible()
  await cells.nth(6).focus()
  await desk.keyboard.press('Escape')

  await cells.nth(1).focus()
  await desk.evaluate(() => {
    const data = new DataTransfer()
    data.setData('text/plain', '0,25\t0,5\n0,75\t\n')
    document.activeElement!.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  })
  await expect(desk.getByTestId('week-total')).toHaveText('3')
  await expect(cells.nth(1)).toHaveValue('0,25')
  await expect(cells.nth(2)).toHaveValue('0,5')
  await expect(cells.nth(6)).toHaveValue('0,75')
  await desk.keyboard.press('Control+z')
  await expect(desk.getByTestId('week-total')).toHaveText('1,5')
  await desk.keyboard.press('Control+z')
  await desk.keyboard.press('Control+z')
  await expect(desk.getByTestId('week-total')).toHaveText('0')
})

test('a photo shared from another app opens the flag form with it; it is drawn on, and sent drawn on', async ({
  phone,
  server,
}) => {
  const page = phone.page
  await signIn(page, account('contributeur'))
  await readyOffline(page)
  await phone.context.setOffline(true)
  const photo = await photoWithPosition()
  const bytes = [...photo.buffer]
  await page.evaluate((content) => {
    const form = document.createElement('form')
    form.method = 'POST'
    form.action = '/share'
    form.enctype = 'multipart/form-data'
    const input = document.createElement('input')
    input.type = 'file'
    input.name = 'photos'
    const files = new DataTransfer()
    files.items.add(new File([new Uint8Array(content)], 'chantier.jpg', { type: 'image/jpeg' }))
    input.files = files.files
    const text = document.createElement('input')
    text.name = 'text'
    text.value = 'Vu ce matin.'
    form.append(input, text)
    document.body.append(form)
    form.submit()
  }, bytes)
  await expect(page.getByTestId('flag-form')).toBeVisible()
  await expect(page.getByTestId('flag-sentence')).toHaveValue('Vu ce matin.')

  await page.getByTestId('annotate').click()
  const canvas = page.getByTestId('annotate-canvas')
  await expect(canvas).toBeVisible()
  const box = (await canvas.boundingBox())!
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.7, box.y + box.height * 0.6, { steps: 4 })
  await page.mouse.up()
  await expect(page.getByText('1 repère')).toBeVisible()
  // Two touches do the same for who cannot drag.
  await page.getByRole('radio', { name: 'Cercle' }).check({ force: true })
  await page.mouse.click(box.x + box.width * 0.3, box.y + box.height * 0.3)
  await page.mouse.click(box.x + box.width * 0.6, box.y + box.height * 0.7)
  await expect(page.getByText('2 repères')).toBeVisible()
  await page.getByTestId('annotate-save').click()
  await expect(canvas).toBeHidden()
  await page.getByTestId('flag-project').selectOption({ index: 1 })
  await page.getByTestId('flag-save').click()
  await expect(page.getByTestId('flag-form')).toBeHidden()
  expect(await page.evaluate(() => caches.has('jalon-shared'))).toBe(false)

  await phone.context.setOffline(false)
  await page.goto('/week')
  await allSent(page)
  const api = await observe(server.url)
  const [flag] = await api.rows('flags', `sentence = "Vu ce matin."`)
  expect(flag!['photos']).toHaveLength(1)
  await expect(async () => {
    expect(await api.rows('attachments', `flag = "${String(flag!['id'])}"`)).toHaveLength(1)
  }).toPass()
})

test('the icon says what waits: unsent items and due actions, and is clean once all is sent', async ({
  browser,
  server,
}) => {
  const page = await aPhone(browser, server)
  await page.addInitScript(() => {
    const shown = window as Window & { badge?: number }
    Object.assign(navigator, {
      setAppBadge: async (count: number) => void (shown.badge = count),
      clearAppBadge: async () => void (shown.badge = 0),
    })
  })
  await page.goto('/week')
  const badge = () => page.evaluate(() => (window as Window & { badge?: number }).badge)
  await expect.poll(badge).toBeDefined()
  const before = (await badge())!
  await page.context().setOffline(true)
  for (let week = 0; week < 6; week++) await nextWeek(page)
  const task = (await rows(page).first().getAttribute('data-testid'))!.slice(4)
  await gauge(page, { task }, 500).check({ force: true })
  await expect.poll(badge).toBe(before + 1)
  await page.context().setOffline(false)
  await allSent(page)
  await expect.poll(badge).toBe(before)
  await page.context().close()
})

test('dictation fills the sentence where the browser can listen, and only when it is asked to', async ({
  browser,
  server,
}) => {
  const page = await aPhone(browser, server)
  await page.addInitScript(() => {
    class Recogniser extends EventTarget {
      lang = ''
      start() {
        ;(window as Window & { heard?: string }).heard = this.lang
        const results = [Object.assign([{ transcript: ' la pompe est arrêtée ' }], { isFinal: true })]
        setTimeout(() => this.dispatchEvent(Object.assign(new Event('result'), { results, resultIndex: 0 })))
      }
      stop() {
        this.dispatchEvent(new Event('end'))
      }
      abort() {}
    }
    Object.assign(window, { SpeechRecognition: Recogniser })
  })
  await page.goto('/week?flag')
  await expect(page.getByTestId('flag-sentence')).toHaveValue('')
  expect(await page.evaluate(() => (window as Window & { heard?: string }).heard)).toBeUndefined()
  await page.getByTestId('dictate').click()
  await expect(page.getByTestId('flag-sentence')).toHaveValue('la pompe est arrêtée')
  expect(await page.evaluate(() => (window as Window & { heard?: string }).heard)).toBe('fr-FR')
  await page.getByTestId('dictate').click()
  await expect(page.getByTestId('dictate')).toHaveAttribute('aria-pressed', 'false')
  await page.context().close()
})
