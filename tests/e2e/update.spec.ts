import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { account, expect, readyOffline, signIn, test } from './harness/jalon-test'
import { DEMO_DATA, HOOKS, PUBLIC } from './harness/paths'
import { serverOn } from './harness/server'

/** A deployment of its own, so that it can be replaced by a newer one while the app is open. */
test('a new version is offered, taken on a tap, and what was typed is still there', async ({ browser }) => {
  const folder = await mkdtemp(join(tmpdir(), 'jalon-deployment-'))
  await cp(DEMO_DATA, join(folder, 'data'), { recursive: true })
  await cp(PUBLIC, join(folder, 'public'), { recursive: true })
  await cp(HOOKS, join(folder, 'pb_hooks'), { recursive: true })
  const server = await serverOn(
    join(folder, 'data'),
    {},
    { hooksDir: join(folder, 'pb_hooks'), publicDir: join(folder, 'public') },
  )
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'fr-FR',
    baseURL: server.url,
  })
  const page = await context.newPage()
  await signIn(page, account('contributeur'))
  await readyOffline(page)
  await page.goto('/week?flag')
  await page.getByTestId('flag-sentence').fill('Écrit avant la mise à jour')

  // The newer version: its page says so, its worker lists it.
  const index = join(folder, 'public/index.html')
  await writeFile(
    index,
    (await readFile(index, 'utf8')).replace(
      '<title>Jalon</title>',
      '<title>Jalon</title><meta name="version" content="newer">',
    ),
  )
  const worker = join(folder, 'public/sw.js')
  const listed = /("revision":")[^"]+(","url":"index\.html")/
  expect(await readFile(worker, 'utf8')).toMatch(listed)
  await writeFile(worker, (await readFile(worker, 'utf8')).replace(listed, '$1newer$2'))
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update())

  await page.keyboard.press('Escape')
  await expect(page.getByTestId('update-prompt')).toBeVisible()
  await expect(page.locator('meta[name="version"]')).toHaveCount(0)
  await page.getByTestId('update-prompt').getByRole('button', { name: 'Mettre à jour' }).click()
  await expect(page.locator('meta[name="version"]')).toHaveCount(1)
  await page.goto('/week?flag')
  await expect(page.getByTestId('flag-sentence')).toHaveValue('Écrit avant la mise à jour')
  await context.close()
  await server.end()
  await rm(folder, { recursive: true, force: true })
})
