import { expect } from '@playwright/test'
import { account, signIn, test } from '../e2e/harness/jalon-test'

/** A plan of 10,000 tasks and as many links, in the browser: read and compared beside the page, then applied in one save. */

const SIZE = 10_000
const task = (uid: number) =>
  `<Task><UID>${uid}</UID><ID>${uid}</ID><Name>Tâche ${uid}</Name><OutlineLevel>${uid % 20 === 1 ? 1 : 2}</OutlineLevel><Start>2026-11-23T08:00:00</Start><Finish>2026-11-27T17:00:00</Finish><Duration>PT40H0M0S</Duration><Work>PT40H0M0S</Work>${uid % 20 > 2 ? `<PredecessorLink><PredecessorUID>${uid - 1}</PredecessorUID><Type>1</Type><LinkLag>4800</LinkLag><LagFormat>7</LagFormat></PredecessorLink>` : ''}</Task>`
const plan = {
  name: 'plan.xml',
  mimeType: 'application/xml',
  buffer: Buffer.from(
    `<?xml version="1.0"?><Project xmlns="http://schemas.microsoft.com/project"><StartDate>2026-11-23T08:00:00</StartDate><Tasks>${Array.from({ length: SIZE }, (_, index) => task(index + 1)).join('')}</Tasks></Project>`,
  ),
}
const lines = Array.from(
  { length: SIZE },
  (_, index) => `${index + 1};Tâche ${index + 1};23/11/2026;27/11/2026;5;${index > 0 ? index : ''}`,
)
const csv = {
  name: 'plan.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`N°;Nom;Début;Fin;Charge (j);Prédécesseurs\n${lines.join('\n')}`),
}

test('10,000 tasks are read and compared in a worker in under three seconds', async ({ desk }) => {
  test.setTimeout(300_000)
  await signIn(desk, account('PMO'))
  await desk.goto('/portfolio')
  const link = desk.getByTestId('portfolio-table').getByRole('rowheader').getByRole('link').first()
  await desk.goto(`${await link.getAttribute('href')}/import`)
  const shown = () => expect(desk.getByTestId('import-preview')).toBeVisible({ timeout: 60_000 })
  /** By the page's own clock: from the event to the preview on the screen. */
  const timed = async (name: string, event: 'change' | 'click', act: () => Promise<void>) => {
    const took = desk.evaluate(
      (type) =>
        new Promise<number>((resolve) => {
          let from = 0
          addEventListener(type, () => (from ||= performance.now()), { capture: true, once: true })
          const watch = new MutationObserver(() => {
            if (from === 0 || !document.querySelector('[data-testid="import-preview"]')) return
            watch.disconnect()
            requestAnimationFrame(() => resolve(performance.now() - from))
          })
          watch.observe(document.body, { childList: true, subtree: true })
        }),
      event,
    )
    await act()
    const ms = Math.round(await took)
    process.stdout.write(`\n${name}: ${ms} ms\n`)
    return ms
  }
  const leave = () => desk.getByTestId('import-leave').click()
  // The worker and its parts are loaded once.
  await desk.getByTestId('import-file').setInputFiles({ ...plan, buffer: Buffer.from('<Project/>') })
  await shown()
  await leave()

  const first = await timed(`MS Project XML, ${SIZE} tasks, from the file to the preview`, 'change', () =>
    desk.getByTestId('import-file').setInputFiles(plan),
  )
  expect(first).toBeLessThan(3000)
  await leave()
  await desk.getByTestId('import-file').setInputFiles(csv)
  await expect(desk.getByTestId('import-mapping')).toBeVisible()
  const table = await timed(`CSV, ${SIZE} lines, from the columns to the preview`, 'click', () =>
    desk.getByTestId('import-compare').click(),
  )
  expect(table).toBeLessThan(3000)
})
