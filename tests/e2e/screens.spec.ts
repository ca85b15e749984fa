import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { axeFindings } from './harness/axe'
import { account, expect, signIn, test } from './harness/jalon-test'
import { openProject, projectLinks } from './harness/portfolio'

/** Every screen, phone and desk, light and dark, both languages: axe finds nothing, nothing overflows, nothing is logged as an error. */

const SIZES = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } }
const SCREENS: { name: string; open: (page: Page) => Promise<void> }[] = [
  { name: 'week', open: async (page) => void (await page.goto('/week')) },
  {
    name: 'remaining',
    open: async (page) => {
      await page.goto('/week')
      await page.getByTestId('remaining').first().click()
    },
  },
  {
    name: 'add a row',
    open: async (page) => {
      await page.goto('/week')
      await page.getByTestId('add-row').click()
    },
  },
  {
    name: 'month',
    open: async (page) => {
      await page.goto('/week')
      await page.getByRole('button', { name: /Vue du mois|Month view/ }).click()
      await expect(page.getByTestId('month-missing')).toBeVisible()
    },
  },
  { name: 'actions', open: async (page) => void (await page.goto('/actions')) },
  {
    name: 'one action',
    open: async (page) => {
      await page.goto('/actions')
      await page.locator('input[value=all]').check()
      await page.getByTestId('action').first().click()
      await expect(page.getByTestId('action-comment')).toBeVisible()
    },
  },
  { name: 'collection', open: async (page) => void (await page.goto('/collection')) },
  {
    name: "a member's week",
    open: async (page) => {
      await page.goto('/collection')
      await page.locator('[data-testid^="member-"]').first().click()
      await expect(page.getByTestId('week-grid')).toBeVisible()
    },
  },
  {
    name: 'whom to ask',
    open: async (page) => {
      await page.goto('/collection')
      await page.getByTestId('call-list').click()
    },
  },
  {
    name: 'load',
    open: async (page) => {
      await page.goto('/load')
      await expect(page.getByTestId('load-cell').first()).toBeVisible()
    },
  },
  {
    name: 'a week of the load',
    open: async (page) => {
      await page.goto('/load')
      await page.locator('[data-testid=load-cell][data-look=over]').first().click()
      await expect(page.getByTestId('load-task').first()).toBeVisible()
    },
  },
  {
    name: 'alerts',
    open: async (page) => {
      await page.goto('/alerts')
      await expect(page.getByTestId('alert').first()).toBeVisible()
    },
  },
  {
    name: 'alerts by project',
    open: async (page) => {
      await page.goto('/alerts')
      const by = page.getByTestId('alerts-by')
      // On a phone the project is in the filter beside it.
      if (await by.isVisible()) await by.selectOption('project')
      await expect(page.getByTestId('alert').first()).toBeVisible()
    },
  },
  {
    name: 'alerts set aside',
    open: async (page) => {
      await page.goto('/alerts')
      await page.locator('input[name=alerts-view][value=aside]').check()
      await expect(page.getByTestId('alert-aside').first()).toBeVisible()
    },
  },
  {
    name: 'an alert put off',
    open: async (page) => {
      await page.goto('/alerts')
      await page.getByTestId('alert-later').first().click()
      await page.locator('input[value=date]').check()
      await expect(page.getByTestId('aside-day')).toBeVisible()
    },
  },
  {
    name: 'common settings',
    open: async (page) => {
      await page.goto('/settings')
      await page.getByTestId('threshold-slip_days').fill('x')
      await page.getByTestId('threshold-slip_days').blur()
      await expect(page.getByTestId('rule-milestone-slip')).toBeVisible()
    },
  },
  { name: 'flag form', open: async (page) => void (await page.goto('/week?flag')) },
  { name: 'me', open: async (page) => void (await page.goto('/me')) },
  {
    name: 'import my time',
    open: async (page) => {
      await page.goto('/import-times')
      const buffer = readFileSync(new URL('../files/times/fixtures/clockify-undecided.csv', import.meta.url))
      await page.getByTestId('times-file').setInputFiles({ name: 'temps.csv', mimeType: 'text/csv', buffer })
      await page.locator('input[name=date-order]').first().check()
      await page.getByTestId('task-match').first().selectOption({ index: 1 })
      await expect(page.getByTestId('brought-cell').first()).toBeVisible()
    },
  },
  { name: 'flags', open: async (page) => void (await page.goto('/flags')) },
  {
    name: 'one flag',
    open: async (page) => {
      await page.goto('/flags')
      await page.getByTestId('flags').getByRole('link').first().click()
      await expect(page.getByTestId('flag-detail')).toBeVisible()
    },
  },
  { name: 'milestones', open: async (page) => void (await page.goto('/milestones')) },
  {
    name: 'one milestone',
    open: async (page) => {
      await page.goto('/milestones')
      await page.getByTestId('milestone').first().click()
      await page.getByTestId('move-milestone').click()
      await expect(page.getByTestId('trend-chart').locator('svg').first()).toBeVisible()
    },
  },
  { name: 'deliverables', open: async (page) => void (await page.goto('/deliverables')) },
  {
    name: 'one deliverable',
    open: async (page) => {
      await page.goto('/deliverables')
      await page.getByTestId('deliverable').first().click()
      await page.getByTestId('accept').click()
      await expect(page.getByTestId('accept-form')).toBeVisible()
    },
  },
  { name: 'portfolio', open: async (page) => void (await page.goto('/portfolio')) },
  {
    name: 'progress',
    open: async (page) => {
      await openProject(page, 0)
      await expect(page.getByTestId('wbs')).toBeVisible()
    },
  },
  {
    name: 'the plan',
    open: async (page) => {
      const link = (await projectLinks(page)).first()
      await page.goto(`${await link.getAttribute('href')}/plan`)
      await expect(page.getByTestId('gantt-row').first()).toBeVisible()
    },
  },
  {
    name: 'the budget',
    open: async (page) => {
      await openBudget(page)
      await expect(page.getByTestId('change-order').first()).toBeVisible()
    },
  },
  {
    name: 'a figure of the budget opened',
    open: async (page) => {
      await openBudget(page)
      await page.getByTestId('budget-toCome').nth(1).click()
      await expect(page.getByTestId('budget-panel')).toBeVisible()
    },
  },
  {
    name: 'the rate card',
    open: async (page) => {
      await openBudget(page)
      await page.getByTestId('open-rates').click()
      await expect(page.getByTestId('rate').first()).toBeVisible()
    },
  },
  {
    name: 'a line of the budget',
    open: async (page) => {
      await openBudget(page)
      await page.getByTestId('new-line').click()
      await expect(page.getByTestId('line-form')).toBeVisible()
    },
  },
  {
    name: 'a change order',
    open: async (page) => {
      await openBudget(page)
      await page.getByTestId('new-order').click()
      await expect(page.getByTestId('order-form')).toBeVisible()
    },
  },
  {
    name: 'the consolidation',
    open: async (page) => {
      await page.goto('/portfolio/closings')
      await expect(page.getByTestId('consolidation-table')).toBeVisible()
      await page.getByTestId('curve-table-toggle').click()
      await expect(page.getByTestId('curve-table')).toBeVisible()
    },
  },
  {
    name: 'a figure of the consolidation opened',
    open: async (page) => {
      await page.goto('/portfolio/closings')
      await page.getByTestId('total-drift').click()
      await expect(page.getByTestId('consolidation-part').first()).toBeVisible()
    },
  },
  {
    name: 'earned schedule of a project',
    open: async (page) => {
      await page.goto('/portfolio/closings')
      await page.getByTestId('consolidated-SPI').nth(1).click()
      await expect(page.getByTestId('earned-schedule')).toBeVisible()
    },
  },
  {
    name: 'export the plan',
    open: async (page) => {
      const link = (await projectLinks(page)).first()
      await page.goto(`${await link.getAttribute('href')}/plan`)
      await page.getByTestId('export-plan').click()
      await expect(page.getByTestId('export-xlsx')).toBeVisible()
    },
  },
  {
    name: 'an import',
    open: async (page) => {
      const link = (await projectLinks(page)).first()
      await page.goto(`${await link.getAttribute('href')}/import`)
      await expect(page.getByTestId('import-drop')).toBeVisible()
    },
  },
  {
    name: 'columns of an import',
    open: async (page) => {
      await page.getByTestId('import-file').setInputFiles({
        name: 'plan.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(
          'N°;Nom;Début;Fin;Charge (j);Prédécesseurs;Remarque\n1;Pose;03/04/2026;08/04/2026;2;9FD;à voir',
        ),
      })
      await expect(page.getByTestId('import-mapping')).toBeVisible()
    },
  },
  {
    name: 'preview of an import',
    open: async (page) => {
      await page.locator('input[name="day-order"]').first().check()
      await page.getByTestId('import-compare').click()
      await expect(page.getByTestId('import-preview')).toBeVisible()
    },
  },
  {
    name: 'the closing',
    open: async (page) => {
      await openClosing(page)
      await expect(page.getByTestId('close-form').getByTestId('closing-figures')).toBeVisible()
    },
  },
  {
    name: 'one closing',
    open: async (page) => {
      await openClosing(page)
      await page.getByTestId('closings').getByRole('button').first().click()
      await expect(page.getByTestId('closing-lines')).toBeVisible()
    },
  },
  {
    name: 'data quality',
    open: async (page) => {
      await page.goto('/quality')
      await expect(page.getByTestId('quality-score')).toBeVisible()
      await page.getByTestId('quality-projects').locator('summary, button').first().click()
    },
  },
  {
    name: 'the weather of a project',
    open: async (page) => {
      await page.goto('/portfolio')
      await page.getByTestId('weather').first().click()
      await expect(page.getByTestId('weather-form')).toBeVisible()
    },
  },
  {
    name: 'the consolidated plan',
    open: async (page) => {
      await page.goto('/plan')
      await expect(page.getByTestId('master-bar').first()).toBeVisible()
    },
  },
  {
    name: 'a figure opened',
    open: async (page) => {
      await openProject(page, 0)
      await page.getByTestId('wbs').getByTestId('actuals').nth(1).click()
      await expect(page.getByTestId('figure-panel')).toBeVisible()
    },
  },
]

async function openClosing(page: Page) {
  const link = (await projectLinks(page)).first()
  await page.goto(`${await link.getAttribute('href')}/closing`)
  await expect(page.getByTestId('closings')).toBeVisible()
}

async function openBudget(page: Page) {
  await page.goto('/portfolio')
  const link = page
    .getByTestId('portfolio-table')
    .getByRole('rowheader')
    .getByRole('link', { name: 'Passerelle des Tanneurs' })
  await page.goto(`${await link.getAttribute('href')}/budget`)
  await expect(page.getByTestId('budget-table')).toBeVisible()
}

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const theme of ['light', 'dark'] as const) {
    test(`${size}, ${theme}: every screen is accessible and fits`, async ({ browser, server }) => {
      test.setTimeout(240_000)
      const locale = theme === 'light' ? 'fr-FR' : 'en-GB'
      const context = await browser.newContext({ viewport, colorScheme: theme, locale, baseURL: server.url })
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
      page.on('pageerror', (problem) => complaints.push(problem.message))

      await page.goto('/signin')
      await settled(page)
      expect(await axeFindings(page), 'sign-in').toEqual([])
      // A PMO with time of their own sees every screen.
      await signIn(page, account('PMO'))
      await page.goto('/me')
      await expect(page.getByTestId('sync-panel')).toContainText(/Prêt hors connexion|Ready offline/)
      if (theme === 'dark') await page.getByRole('radio', { name: 'English' }).check()
      await page.goto('/week')
      await page.getByTestId('add-row').click()
      await page.getByTestId('task-results').getByRole('button').first().click()
      for (const screen of SCREENS) {
        if (screen.name === 'remaining') continue
        await screen.open(page)
        await settled(page)
        expect(await axeFindings(page), screen.name).toEqual([])
        expect(await overflow(page), `${screen.name} is wider than the screen`).toBeLessThanOrEqual(0)
      }
      expect(complaints).toEqual([])
      await context.close()
    })
  }
}

test('at 200 % text nothing is cut and everything can be reached', async ({ browser, server }) => {
  const context = await browser.newContext({ viewport: SIZES.phone, locale: 'fr-FR', baseURL: server.url })
  const page = await context.newPage()
  await signIn(page, account('contributeur'))
  await page.goto('/week')
  await expect(page.getByTestId('week-cell').first()).toBeVisible()
  await page.addStyleTag({ content: ':root { font-size: 200% }' }).catch(() => {})
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  await page.getByTestId('submit-week').scrollIntoViewIfNeeded()
  await page.getByTestId('submit-week').click()
  await expect(page.getByTestId('week-submitted')).toBeVisible()
  await context.close()
})

/** Tables of a project, made for a desk; a PMO has no time of their own to estimate. */
const OF_THE_DESK = ['progress', 'a figure opened', 'the plan', 'export the plan', 'remaining']

test('at 200 % text no screen of the phone is wider than the phone', async ({ browser, server }) => {
  test.setTimeout(180_000)
  const context = await browser.newContext({ viewport: SIZES.phone, locale: 'fr-FR', baseURL: server.url })
  const page = await context.newPage()
  // As the browser's own setting does it: before the app is drawn.
  await page.addInitScript(() => {
    const grow = () => document.documentElement && (document.documentElement.style.fontSize = '200%')
    grow()
    document.addEventListener('DOMContentLoaded', grow)
  })
  await signIn(page, account('PMO'))
  await page.goto('/me')
  await expect(page.getByTestId('sync-panel')).toContainText('Prêt hors connexion')
  for (const screen of SCREENS) {
    if (OF_THE_DESK.includes(screen.name)) continue
    await screen.open(page)
    await settled(page)
    expect(await overflow(page), screen.name).toBeLessThanOrEqual(0)
  }
  await context.close()
})

test('on a small phone each tab is one line, and a word of it', async ({ browser, server }) => {
  const context = await browser.newContext({ viewport: SIZES.phone, locale: 'fr-FR', baseURL: server.url })
  const page = await context.newPage()
  await signIn(page, account('contributeur'))
  for (const width of [360, 390]) {
    await page.setViewportSize({ width, height: 780 })
    const lines = await page.getByRole('navigation', { name: 'Navigation principale' }).evaluate((bar) => {
      const labels = document.createTreeWalker(bar, NodeFilter.SHOW_TEXT)
      const counts: number[] = []
      while (labels.nextNode()) {
        const range = document.createRange()
        range.selectNodeContents(labels.currentNode)
        if (range.getClientRects().length > 0) counts.push(range.getClientRects().length)
      }
      return counts
    })
    expect(lines, `at ${width}`).toEqual([1, 1, 1, 1, 1])
  }
  await context.close()
})

test('the keyboard alone logs a day and flags something', async ({ desk }) => {
  await desk.setViewportSize({ width: 900, height: 900 })
  await signIn(desk, account('contributeur'))
  await desk.goto('/week')
  await desk.getByRole('button', { name: 'Semaine suivante' }).focus()
  await desk.keyboard.press('Enter')
  const zero = desk.getByTestId('week-cell').first()
  await zero.focus()
  // Faster than the first step is saved: neither is lost, and the focus stays where the hand is.
  await desk.keyboard.press('ArrowRight')
  await desk.keyboard.press('ArrowRight')
  await expect(desk.getByTestId('week-total')).toHaveText('0,5')
  await desk.goto('/week?flag')
  await expect(desk.getByTestId('flag-form')).toBeVisible()
  await desk.keyboard.press('Escape')
  await expect(desk.getByTestId('flag-form')).toBeHidden()
})

/** The screen stands: its own part of the app has arrived, and what it shows is there. */
async function settled(page: Page) {
  await expect(page.locator('main h1').first()).toBeAttached()
  await expect(page.getByText(/Première copie|First copy|Chargement…|Loading…/)).toHaveCount(0)
  await page.evaluate(() => document.fonts.ready)
}

function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}
