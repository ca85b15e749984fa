import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { axeFindings } from './harness/axe'
import { account, expect, signIn, test } from './harness/jalon-test'
import { observe } from './harness/observer'

/** Programmes and the portfolio from closings, as a PMO and a sponsor read them. */

async function openConsolidation(page: Page): Promise<void> {
  await page.goto('/me')
  await expect(page.getByTestId('sync-panel')).toContainText('Prêt hors connexion')
  await page.goto('/portfolio')
  await page.getByTestId('open-consolidation').click()
  await expect(page.getByTestId('consolidation-table')).toBeVisible()
}

/** A figure as it is shown, in thousandths. */
async function shown(page: Page, testId: string, at = 0): Promise<number> {
  const text = (await page.getByTestId(testId).nth(at).textContent())!
  const [figure = ''] = /[-+\u2212]?[\d\s]*\d(,\d+)?(?=\s*j)/.exec(text) ?? []
  return Math.round(1000 * Number(figure.replace(/\s/g, '').replace(',', '.').replace('\u2212', '-')))
}

test('the whole is what the last closings on the server add up to; who was never closed is named', async ({
  desk,
  server,
}) => {
  await signIn(desk, account('PMO'))
  await openConsolidation(desk)
  const seen = await observe(server.url)
  const [closings, projects] = [
    await seen.rows('closings', 'state = "closed"'),
    await seen.rows('projects', 'id != ""'),
  ]
  const last = projects.flatMap(({ id }) =>
    closings
      .filter((row) => row['project'] === id)
      .toSorted((a, b) => Number(b['rank']) - Number(a['rank']))
      .slice(0, 1),
  )
  const sum = (of: (row: Record<string, unknown>) => number) => last.reduce((total, row) => total + of(row), 0)
  await expect.poll(() => shown(desk, 'total-actuals')).toBe(sum((row) => Number(row['actuals'])))
  expect(await shown(desk, 'total-landing')).toBe(sum((row) => Number(row['actuals']) + Number(row['remaining'])))
  const never = projects.filter(({ id }) => !closings.some((row) => row['project'] === id))
  expect(never.length).toBeGreaterThan(0)
  for (const project of never) await expect(desk.getByTestId('never-closed')).toContainText(String(project['name']))
  const days = new Set(last.map((row) => row['through']))
  expect(days.size).toBeGreaterThan(1)
  await expect(desk.getByTestId('which-closings')).toContainText('ne sont pas toutes du même jour')
})

test('every number opens: the whole into programmes, a programme into projects, a project into its lines and its closing', async ({
  desk,
}) => {
  await signIn(desk, account('PMO'))
  await openConsolidation(desk)
  const whole = await shown(desk, 'total-landing')
  await desk.getByTestId('total-landing').click()
  const value = () => shown(desk, 'consolidation-value')
  const parts = desk.getByTestId('consolidation-part')
  const addedUp = async () => {
    let total = 0
    for (let at = 0; at < (await parts.count()); at++) total += await shown(desk, 'part-value', at)
    return total
  }
  expect(await value()).toBe(whole)
  // Programme, project, phase: each level adds up to what stood one level above.
  for (let level = 0; level < 3; level++) {
    await expect(parts).not.toHaveCount(0)
    await expect.poll(addedUp).toBe(await value())
    const part = await shown(desk, 'part-value')
    await parts.first().getByRole('button').click()
    await expect.poll(value).toBe(part)
  }
  await expect(parts).not.toHaveCount(0)
  await expect.poll(addedUp).toBe(await value())
  expect(await axeFindings(desk)).toEqual([])
  await desk.getByTestId('consolidation-back').click()
  await desk.getByTestId('consolidation-to-closing').click()
  await expect(desk).toHaveURL(/\/projects\/[a-z0-9]{15}\/closing$/)
  await expect(desk.getByTestId('closings').getByRole('listitem').first()).toBeVisible()
})

test('an earlier day is read from the closings of then; a programme alone from its own', async ({ desk }) => {
  await signIn(desk, account('PMO'))
  await openConsolidation(desk)
  const now = await shown(desk, 'total-actuals')
  await desk.getByTestId('consolidation-day').selectOption({ index: 4 })
  await expect.poll(() => shown(desk, 'total-actuals')).toBeLessThan(now)
  await desk.getByTestId('consolidation-day').selectOption({ index: 0 })
  await desk.getByTestId('consolidation-programme').selectOption('Mobilités')
  await expect(desk.getByTestId('programme')).toHaveCount(1)
  const table = desk.getByTestId('consolidation-table')
  await expect(table).not.toContainText('SI Achats')
  expect(await shown(desk, 'total-actuals')).toBeLessThan(now)
})

test('earned schedule stands beside earned value where φ is measured, project by project', async ({ desk }) => {
  await signIn(desk, account('PMO'))
  await openConsolidation(desk)
  await desk.getByTestId('total-SPI').click()
  await expect(desk.getByTestId('consolidation-panel')).toContainText('une somme de plannings')
  await expect(desk.getByTestId('earned-schedule')).toHaveCount(0)
  await desk.getByTestId('consolidation-part').first().getByRole('button').click()
  await desk.getByTestId('consolidation-part').first().getByRole('button').click()
  await expect(desk.getByTestId('earned-schedule')).toContainText('SPI(t)')
  const told = await desk.getByTestId('earned-schedule').textContent()
  await desk.getByTestId('consolidation-to-closing').click()
  // The same figures as on the closing's own screen.
  await expect(desk.getByTestId('earned-schedule')).toHaveText(told!)
})

test('a sponsor opens figures without network, and takes them out as a file that adds up', async ({ desk }) => {
  await signIn(desk, account('commanditaire'))
  await openConsolidation(desk)
  await desk.context().setOffline(true)
  await desk.getByTestId('consolidated-landing').nth(1).click()
  await expect(desk.getByTestId('part-value').first()).toBeVisible()
  await desk.keyboard.press('Escape')
  await desk.context().setOffline(false)
  await desk.getByTestId('export-consolidation').click()
  expect(await axeFindings(desk)).toEqual([])
  const [download] = await Promise.all([desk.waitForEvent('download'), desk.getByTestId('export-csv').click()])
  const lines = (await readFile(await download.path(), 'utf8'))
    .trim()
    .split('\r\n')
    .map((line) => line.split(';'))
  const [head = [], ...rows] = lines
  const at = head.indexOf('Atterrissage')
  const figure = (row: string[]) => Math.round(1000 * Number(row[at]!.replace(',', '.')))
  const sumOf = (level: string) => rows.filter((row) => row[0] === level).reduce((sum, row) => sum + figure(row), 0)
  expect(sumOf('Projet')).toBe(sumOf('Ensemble'))
  expect(sumOf('Programme')).toBe(sumOf('Ensemble'))
  expect(rows.filter((row) => row[0] === 'non clos').map((row) => row[at])).toEqual([''])
})
