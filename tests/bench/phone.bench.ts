import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { account, expect, readyOffline, signIn, test } from '../e2e/harness/jalon-test'
import { PUBLIC } from '../e2e/harness/paths'

const SLOWDOWN = 4
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
const print = (line: string) => process.stdout.write(`\n${line}\n`)

test('phone route: JavaScript in all, gzipped', async ({ phone }) => {
  const loaded = new Set<string>()
  phone.page.on('response', (answer) => {
    const path = new URL(answer.url()).pathname
    if (path.endsWith('.js') && answer.request().resourceType() === 'script') loaded.add(path)
  })
  await signIn(phone.page, account('contributeur'))
  await expect(phone.page.locator('[data-testid^="row-"]').first()).toBeVisible()
  // The SDK comes after the first paint; it counts all the same.
  await phone.page.waitForTimeout(3000)
  let total = 0
  for (const path of [...loaded].sort()) {
    const size = gzipSync(await readFile(join(PUBLIC, path)), { level: 9 }).length
    total += size
    print(`  ${path.padEnd(44)} ${(size / 1000).toFixed(1)} kB`)
  }
  print(`phone route, JavaScript in all: ${(total / 1000).toFixed(1)} kB gzipped (aim: 90)`)
})

test('tap on a day cell: on screen and durable, at 4× CPU slowdown', async ({ phone }) => {
  await signIn(phone.page, account('contributeur'))
  await readyOffline(phone.page)
  await phone.page.goto('/week')
  await phone.page.getByRole('button', { name: 'Semaine suivante' }).click()
  const cells = phone.page.locator('[data-testid="week-cell"]')
  await expect(cells.first()).toBeVisible()
  const devtools = await phone.context.newCDPSession(phone.page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN })
  const times: number[] = []
  for (let turn = 0; turn < 12; turn++) {
    times.push(
      await cells.nth(1 + (turn % 4)).evaluate(
        (cell: HTMLInputElement) =>
          new Promise<number>((resolve) => {
            const row = cell.closest('li')!
            const before = row.getAttribute('data-sync')
            const startedAt = performance.now()
            // data-sync turns to "local" only after the strict transaction is on disk and the row was read back.
            const watch = new MutationObserver(() => finish())
            const shown = row.querySelector('.gauge-fill')!
            watch.observe(row, { attributes: true, subtree: true, attributeFilter: ['style', 'data-sync'] })
            function finish() {
              if (row.getAttribute('data-sync') === 'sent' && before !== 'sent') return
              watch.disconnect()
              requestAnimationFrame(() => resolve(performance.now() - startedAt))
            }
            void shown
            cell.click()
          }),
      ),
    )
    await phone.page.waitForTimeout(150)
  }
  print(
    `tap → on screen and durable at ${SLOWDOWN}× slowdown: median ${median(times).toFixed(0)} ms, worst ${Math.max(...times).toFixed(0)} ms (aim: 50)`,
  )
})

test('offline cold start to a usable week, at 4× CPU slowdown', async ({ phone }) => {
  await signIn(phone.page, account('contributeur'))
  await readyOffline(phone.page)
  const times: number[] = []
  for (let turn = 0; turn < 5; turn++) {
    await phone.killAndReopen({ offline: true })
    const devtools = await phone.context.newCDPSession(phone.page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN })
    await phone.page.goto('/week', { waitUntil: 'commit' })
    await expect(phone.page.locator('[data-testid="week-cell"]').first()).toBeVisible()
    times.push(await phone.page.evaluate(() => performance.getEntriesByName('week-usable')[0]?.startTime ?? Number.NaN))
  }
  print(
    `offline cold start → usable week at ${SLOWDOWN}× slowdown: median ${median(times).toFixed(0)} ms, all ${times.map((time) => time.toFixed(0)).join(' ')} (aim: 1000)`,
  )
})
