import type { Page } from '@playwright/test'
import { account, expect, readyOffline, signIn, test } from './harness/jalon-test'

/** The money of a project in a real browser: what is decided, what is typed, and who is told nothing. */

const PROJECT = 'Passerelle des Tanneurs'

async function projectPath(page: Page): Promise<string> {
  await page.goto('/portfolio')
  const link = page.getByTestId('portfolio-table').getByRole('rowheader').getByRole('link', { name: PROJECT })
  return (await link.getAttribute('href'))!
}

/** The amount, or the days, that a figure shows; what screen readers are told before it is left out. */
async function amountOf(page: Page, testid: string): Promise<number> {
  const text = await page.getByTestId(testid).innerText()
  const [, found] = /([+−-]?\d[\d\s]*(?:,\d+)?)\s(?:€|j)/.exec(text) ?? []
  if (!found) throw new Error(`${testid} shows no amount: ${text}`)
  return Number(found.replace(/\s/g, '').replace('−', '-').replace(',', '.'))
}
const total = (page: Page, figure: string) => amountOf(page, `total-${figure}`)

async function openBudget(page: Page, path: string) {
  await page.goto(`${path}/budget`)
  await expect(page.getByTestId('budget-table')).toBeVisible()
  await expect(page.getByTestId('total-toCome')).not.toHaveText('–')
}

test('a change order approved adds to the budget and to its task, at once and without network; undone, it takes both back', async ({
  desk,
}) => {
  await signIn(desk, account('chef de projet'))
  const path = await projectPath(desk)
  const daysOf = async () => {
    await desk.goto(path)
    await expect(desk.getByTestId('project-budget')).toContainText('j')
    return amountOf(desk, 'project-budget')
  }
  await readyOffline(desk)
  const before = await daysOf()
  await openBudget(desk, path)
  const [allowed, landing] = [await total(desk, 'budget'), await total(desk, 'landing')]
  await desk.context().setOffline(true)
  await desk.getByTestId('approve-order').click()
  await expect(desk.getByTestId('approve-order')).toHaveCount(0)
  await expect.poll(() => total(desk, 'budget')).toBeGreaterThan(allowed)
  // What is allowed changed, not what remains to be done: that is said by who does it.
  expect(await total(desk, 'landing')).toBe(landing)
  expect(await daysOf()).toBe(before + 6)
  await desk.context().setOffline(false)
  await openBudget(desk, path)
  await desk.getByTestId('change-order').filter({ hasText: 'Éclairage' }).getByRole('button').click()
  await expect.poll(() => total(desk, 'budget')).toBe(allowed)
  expect(await daysOf()).toBe(before)
})

test('a purchase lands on its orders and what is still to be ordered; its parts add up to the figure opened', async ({
  desk,
}) => {
  await signIn(desk, account('PMO'))
  await openBudget(desk, await projectPath(desk))
  const landing = await total(desk, 'landing')
  await desk.getByTestId('new-line').click()
  const form = desk.getByTestId('line-form')
  await form.getByLabel('Nom').fill('Garde-corps')
  await form.getByLabel('Catégorie').fill('Serrurerie')
  await form.getByLabel('Budget').fill('10 000')
  await form.getByLabel('Engagé').fill('8000')
  await form.getByLabel('Facturé').fill('2 500,50')
  await form.getByLabel('Reste à engager').fill('douze')
  await form.getByLabel('Note').focus()
  await expect(form.getByText('Écrivez un montant')).toBeVisible()
  await expect(form.getByRole('button', { name: 'Enregistrer' })).toBeDisabled()
  await form.getByLabel('Reste à engager').fill('1 200')
  await expect(desk.getByTestId('line-landing')).toHaveText(/9\s200\s€/)
  await form.getByRole('button', { name: 'Enregistrer' }).click()
  await expect.poll(() => total(desk, 'landing')).toBe(landing + 9200)
  await desk.getByTestId('budget-row').filter({ hasText: 'Serrurerie' }).getByTestId('budget-toCome').click()
  const part = desk.getByTestId('budget-part')
  await expect(part).toContainText(/Commandé, non facturé : 5\s499,50\s€/)
  await expect(part).toContainText(/Reste à engager : 1\s200\s€/)
})

test('a rate of today prices what remains, not what was spent', async ({ desk }) => {
  await signIn(desk, account('PMO'))
  await openBudget(desk, await projectPath(desk))
  const [actual, toCome] = [await total(desk, 'actual'), await total(desk, 'toCome')]
  await desk.getByTestId('open-rates').click()
  const form = desk.getByTestId('rate-form')
  await form.getByLabel('Profil').fill('Projeteur')
  await form.getByLabel('TJM').fill('900')
  await form.getByRole('button').click()
  await expect(desk.getByTestId('rates')).toContainText(/900\s€/)
  await desk.keyboard.press('Escape')
  await expect.poll(() => total(desk, 'toCome')).toBeGreaterThan(toCome)
  // The server prices the days again: those of before keep the rate of before.
  await desk.reload()
  await expect(desk.getByText('À jour')).toBeVisible()
  await expect.poll(() => total(desk, 'toCome')).toBeGreaterThan(toCome)
  expect(await total(desk, 'actual')).toBe(actual)
})

test('threats 8 and 32: a contributor has no money of any project on the device; a sponsor has no rate', async ({
  browser,
  server,
}) => {
  for (const [role, hidden] of [
    ['contributeur', ['rates', 'budget_lines', 'change_orders', 'task_costs']],
    ['commanditaire', ['rates']],
  ] as const) {
    const context = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' })
    const page = await context.newPage()
    await signIn(page, account(role))
    await readyOffline(page)
    const kept = await everythingKept(page)
    // Something is kept: the look into the device works.
    expect(kept).toContain('"memberships"')
    for (const coll of hidden) expect(kept).not.toContain(`"${coll}"`)
    expect(kept).not.toContain('daily_rate')
    if (role === 'commanditaire') {
      await page.goto(`${await projectPath(page)}/budget`)
      await expect(page.getByTestId('landing-reserved')).toBeVisible()
      await expect(page.getByTestId('total-landing')).toContainText('–')
      await expect(page.getByTestId('open-rates')).toHaveCount(0)
    }
    await context.close()
  }
})

/** Every record of every database on the device, as text. */
function everythingKept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error))
      })
    const found: unknown[] = []
    for (const { name } of await indexedDB.databases()) {
      const database = await asked(indexedDB.open(name!))
      for (const store of database.objectStoreNames) {
        const records = database.transaction(store).objectStore(store)
        found.push(await asked(records.getAllKeys()), await asked(records.getAll()))
      }
      database.close()
    }
    return JSON.stringify(found)
  })
}
