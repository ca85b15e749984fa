import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { writeXlsx } from 'hucre/xlsx'
import { axeFindings } from './harness/axe'
import { account, expect, readyOffline, signIn, test, unsentCount } from './harness/jalon-test'
import { projectLinks } from './harness/portfolio'
import { observe } from './harness/observer'
import { archive } from '../files/xlsx/archives'
import { wake } from './harness/week-taps'

/** A plan from a file or the clipboard into a project: seen first, applied whole, taken back whole. */

async function newProject(page: Page, name: string): Promise<string> {
  await page.goto('/portfolio')
  await page.getByTestId('new-project').click()
  const fields = page.getByRole('dialog').getByRole('textbox')
  await fields.nth(0).fill(name.slice(0, 8).toUpperCase())
  await fields.nth(1).fill(name)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/projects\/[a-z0-9]{15}$/)
  return page.url().split('/').at(-1)!
}

const task = (uid: number, name: string, level: number, more = '') =>
  `<Task><UID>${uid}</UID><ID>${uid}</ID><Name>${name}</Name><OutlineLevel>${level}</OutlineLevel>${more}</Task>`
const days = (start: string, finish: string, hours: number) =>
  `<Start>${start}T08:00:00</Start><Finish>${finish}T17:00:00</Finish><Duration>PT${hours}H0M0S</Duration><Manual>0</Manual>`
const plan = (...tasks: string[]) => ({
  name: 'passerelle.xml',
  mimeType: 'application/xml',
  buffer: Buffer.from(
    `<?xml version="1.0"?><Project xmlns="http://schemas.microsoft.com/project"><Title>Passerelle</Title><StartDate>2026-11-23T08:00:00</StartDate><Tasks>${tasks.join('')}</Tasks></Project>`,
  ),
})
const AFTER_2 =
  '<PredecessorLink><PredecessorUID>2</PredecessorUID><Type>1</Type><LinkLag>9600</LinkLag><LagFormat>7</LagFormat></PredecessorLink>'
const footbridge = (finish = '2026-11-27') =>
  plan(
    task(1, 'Études &lt;b&gt;', 1),
    task(2, 'Sondages', 2, days('2026-11-23', finish, 40)),
    task(3, 'Calculs', 2, days('2026-12-02', '2026-12-04', 24) + AFTER_2),
    task(4, 'Permis', 1, `<Milestone>1</Milestone>${days('2026-12-04', '2026-12-04', 0)}`),
  )

async function open(page: Page, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await page.getByTestId('import-file').setInputFiles(file)
}

/** Ctrl+V somewhere on the screen. */
async function pasteText(page: Page, text: string): Promise<void> {
  await page.evaluate((cells) => {
    const data = new DataTransfer()
    data.setData('text/plain', cells)
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, text)
}

test('threats 35, 38: a plan is seen, applied whole, found again the second time, and taken back whole', async ({
  desk,
  server,
}) => {
  await signIn(desk, account('PMO'))
  const project = await newProject(desk, 'Passerelle')
  await desk.getByTestId('empty-import').click()
  await open(desk, footbridge())
  await expect(desk.getByTestId('import-preview')).toBeVisible()
  await expect(desk.getByTestId('count-added')).toHaveText('4')
  await expect(desk.getByTestId('group-added')).toContainText('Études <b>')
  expect(await axeFindings(desk)).toEqual([])
  const api = await observe(server.url)
  expect(await api.rows('tasks', `project = "${project}"`)).toEqual([])

  await desk.getByTestId('import-apply').click()
  await expect(desk).toHaveURL(/\/plan$/)
  await expect(desk.getByTestId('gantt-row')).toHaveCount(4)
  await expect(desk.getByTestId('gantt-link')).toHaveCount(1)
  await expect.poll(async () => (await api.rows('tasks', `project = "${project}"`)).length).toBe(4)
  await expect.poll(async () => (await api.rows('dependencies', `project = "${project}"`)).length).toBe(1)

  await desk.getByTestId('open-import').click()
  await open(desk, footbridge())
  await expect(desk.getByTestId('count-unchanged')).toHaveText('4')
  await expect(desk.getByTestId('nothing-to-do')).toBeVisible()
  await expect(desk.getByTestId('import-apply')).toBeDisabled()
  await desk.getByTestId('import-leave').click()

  await open(desk, footbridge('2026-12-01'))
  const changed = desk.getByTestId('group-changed')
  await expect(changed).toContainText('27 nov. 2026')
  await expect(changed).toContainText('1 déc. 2026')
  await desk.getByTestId('import-apply').click()
  await expect(desk.getByTestId('gantt-row').filter({ hasText: 'Sondages' })).toHaveAttribute('aria-label', /1 déc/)
  await desk.getByTestId('gantt-undo').click()
  await expect(desk.getByTestId('gantt-row').filter({ hasText: 'Sondages' })).toHaveAttribute('aria-label', /27 nov/)
  await desk.getByTestId('gantt-undo').click()
  await expect(desk.getByTestId('gantt-row')).toHaveCount(0)
  await expect.poll(async () => (await api.rows('tasks', `project = "${project}"`)).length, { timeout: 20_000 }).toBe(0)
})

test('threat 37: cells pasted from Excel are named, asked about where 03/04 could be either, and applied without network', async ({
  desk,
  server,
}) => {
  await signIn(desk, account('PMO'))
  await readyOffline(desk)
  const project = await newProject(desk, 'Collé')
  await desk.getByTestId('empty-import').click()
  await expect(desk.getByTestId('import-drop')).toBeVisible()
  await desk.context().setOffline(true)
  await pasteText(
    desk,
    'N°\tTâche\tDébut\tFin\tCharge\tPrédécesseurs\n1\tLot A\t\t\t\t\n2\t    Étude\t03/04/2026\t08/04/2026\t3,5\t\n3\t    Pose\t09/04/2026\t10/04/2026\t2\t2FD+1j\n',
  )
  await expect(desk.getByTestId('import-format')).toContainText('Cellules collées')
  await expect(desk.getByTestId('import-column').nth(5)).toHaveValue('predecessors')
  await expect(desk.getByTestId('import-compare')).toBeDisabled()
  expect(await axeFindings(desk)).toEqual([])
  await desk.getByRole('radio', { name: 'le 3 avril' }).check()
  await desk.getByTestId('import-compare').click()
  await expect(desk.getByTestId('count-added')).toHaveText('3')
  await expect(desk.getByTestId('group-added')).toContainText('3 avr. 2026')
  await desk.getByTestId('import-apply').click()
  await expect(desk.getByTestId('gantt-row')).toHaveCount(3)
  expect(await unsentCount(desk)).toBe(4)
  await desk.context().setOffline(false)
  await wake(desk)
  const api = await observe(server.url)
  await expect.poll(async () => (await api.rows('tasks', `project = "${project}"`)).length, { timeout: 20_000 }).toBe(3)
  const [link] = await api.rows('dependencies', `project = "${project}"`)
  expect(link).toMatchObject({ type: 'FS', lag: 1000 })
})

test('threat 39: a workbook over a running project touches what it names, and neither time nor what it does not have', async ({
  desk,
  server,
}) => {
  await signIn(desk, account('PMO'))
  const link = (await projectLinks(desk)).nth(3)
  const project = (await link.getAttribute('href'))!.split('/').at(-1)!
  const api = await observe(server.url)
  const tasks = await api.rows('tasks', `project = "${project}" && kind = "task"`)
  const entries = await api.rows('time_entries', `project = "${project}"`)
  const busy = tasks.find(({ id }) => entries.some((one) => one['task'] === id))!
  const sheet = {
    name: 'Plan',
    rows: [
      ['Nom', 'Charge (j)', 'RAF'],
      [String(busy['name']), 99, 5],
      ['Lot ajouté', 3, 3],
    ],
  }
  const file = { name: 'suivi.xlsx', mimeType: '', buffer: Buffer.from(await writeXlsx({ sheets: [sheet] })) }
  await desk.goto(`/projects/${project}/import`)
  await open(desk, file)
  await expect(desk.getByTestId('import-format')).toContainText('Plan')
  await desk.getByTestId('import-compare').click()
  await expect(desk.getByTestId('count-changed')).toHaveText('1')
  await expect(desk.getByTestId('count-added')).toHaveText('1')
  await expect(desk.getByTestId('group-absent').getByRole('checkbox')).not.toBeChecked()
  await expect(desk.getByTestId('group-problems')).toContainText('reste à faire')
  await desk.getByTestId('import-apply').click()
  await expect(desk).toHaveURL(/\/plan$/)
  const stored = async () => (await api.rows('tasks', `id = "${String(busy['id'])}"`))[0]!
  await expect
    .poll(async () => Number((await stored())['original_effort']) + Number((await stored())['approved_change']))
    .toBe(99_000)
  expect((await stored())['original_effort']).toBe(busy['original_effort'])
  expect(await api.rows('time_entries', `project = "${project}"`)).toHaveLength(entries.length)
  expect((await api.rows('tasks', `project = "${project}" && kind = "task"`)).length).toBe(tasks.length + 1)
})

test('threats 35, 36: what is hostile or something else is refused with its code, and the screen stays at hand', async ({
  desk,
}) => {
  await signIn(desk, account('PMO'))
  await newProject(desk, 'Refus')
  await desk.getByTestId('empty-import').click()
  const asked: string[] = []
  desk.on('request', (request) => new URL(request.url()).pathname.startsWith('/api/') || asked.push(request.url()))
  const text = (name: string, content: string) => ({ name, mimeType: '', buffer: Buffer.from(content) })
  const xxe = '<!DOCTYPE Project [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]><Project><Title>&x;</Title></Project>'
  const blank = { name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(90_000_000, 32) }
  const bomb = Buffer.from(archive([{ name: '[Content_Types].xml', content: '<a/>' }, blank]))
  for (const [file, code] of [
    [text('plan.xml', xxe), 'doctype'],
    [text('plan.xml', '<Project><Tasks><Task>'), 'truncated'],
    [text('plan.xml', '<html><body>Sign in</body></html>'), 'not-a-plan'],
    [text('plan.xlsx', ''), 'empty'],
    [text('plan.xlsx', '%PDF-1.4'), 'binary'],
    [{ name: 'plan.xlsx', mimeType: '', buffer: bomb }, 'bomb'],
  ] as const) {
    const from = Date.now()
    await open(desk, file)
    await expect(desk.getByTestId('import-refused')).toHaveAttribute('data-code', code)
    expect(Date.now() - from).toBeLessThan(4000)
  }
  expect(asked.filter((url) => !url.includes('/assets/'))).toEqual([])
  expect(await axeFindings(desk)).toEqual([])
})

test('threat 38: the tab dies while an import is applied: all of it is there, or nothing', async ({ desk }) => {
  test.setTimeout(120_000)
  await signIn(desk, account('PMO'))
  await readyOffline(desk)
  const links = await projectLinks(desk)
  const projects = await links.evaluateAll((all) => all.slice(0, 10).map((one) => one.getAttribute('href')!))
  const count = 400
  const big = plan(
    ...Array.from({ length: count }, (_, index) =>
      task(9000 + index, `Tâche ${index}`, 1, days('2026-11-23', '2026-11-27', 40)),
    ),
  )
  await desk.context().setOffline(true)
  const outcomes = new Set<string>()
  for (const [index, project] of projects.entries()) {
    const page = await desk.context().newPage()
    await page.goto(`${project}/import`)
    await open(page, big)
    await expect(page.getByTestId('count-added')).toHaveText(String(count))
    await page.getByTestId('import-apply').evaluate((button: HTMLElement) => button.click())
    // From at once to long after: a tenth more each time.
    await page.waitForTimeout(index * 15)
    await page.close({ runBeforeUnload: false })
    const again = await desk.context().newPage()
    await again.goto(`${project}/import`)
    await open(again, big)
    await expect(again.getByTestId('import-preview')).toBeVisible()
    const added = await again.getByTestId('count-added').textContent()
    const kept = await again.getByTestId('count-unchanged').textContent()
    expect([`${count} 0`, `0 ${count}`]).toContain(`${added} ${kept}`)
    outcomes.add(String(added))
    await again.close()
  }
  expect(outcomes).toContain('0')
})

test('threat 38: the server dies while an import is sent: all of it arrives, once', async ({ desk, server }) => {
  test.setTimeout(120_000)
  await signIn(desk, account('PMO'))
  const project = await newProject(desk, 'Coupure')
  await desk.getByTestId('empty-import').click()
  const count = 900
  await open(
    desk,
    plan(
      ...Array.from({ length: count }, (_, index) =>
        task(index + 1, `Tâche ${index}`, 1, days('2026-11-23', '2026-11-27', 40)),
      ),
    ),
  )
  await expect(desk.getByTestId('count-added')).toHaveText(String(count))
  await desk.getByTestId('import-apply').click()
  for (const wait of [150, 400]) {
    await desk.waitForTimeout(wait)
    await server.kill()
    await server.start()
    await wake(desk)
  }
  const api = await observe(server.url)
  const stored = async () => (await api.rows('tasks', `project = "${project}"`)).map((row) => String(row['name']))
  // What was cut off waits longer before each new try: news of the line is given each time, as a phone gives it.
  const arrived = async () => {
    await wake(desk)
    return (await stored()).length
  }
  await expect.poll(arrived, { timeout: 60_000, intervals: [1000] }).toBe(count)
  expect(new Set(await stored()).size).toBe(count)
})

test('reading can be stopped, and nothing is left of it', async ({ desk, server }) => {
  await signIn(desk, account('PMO'))
  const project = await newProject(desk, 'Arrêt')
  await desk.getByTestId('empty-import').click()
  await open(
    desk,
    plan(
      ...Array.from({ length: 40_000 }, (_, index) =>
        task(index + 1, `Tâche ${index}`, 1, days('2026-11-23', '2026-11-27', 40)),
      ),
    ),
  )
  await desk.getByTestId('import-cancel').click()
  await expect(desk.getByTestId('import-drop')).toBeVisible()
  await open(desk, footbridge())
  await expect(desk.getByTestId('count-added')).toHaveText('4')
  expect(await (await observe(server.url)).rows('tasks', `project = "${project}"`)).toEqual([])
})

test('the plan leaves as MS Project XML and comes back without a change', async ({ desk }) => {
  await signIn(desk, account('PMO'))
  const link = (await projectLinks(desk)).nth(5)
  const project = (await link.getAttribute('href'))!
  await desk.goto(`${project}/plan`)
  await expect(desk.getByTestId('gantt-row').first()).toBeVisible()
  const download = desk.waitForEvent('download')
  await desk.getByTestId('export-mspdi').click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/\.xml$/)
  await desk.goto(`${project}/import`)
  await desk.getByTestId('import-file').setInputFiles(await file.path())
  await expect(desk.getByTestId('count-added')).toHaveText('0')
  await expect(desk.getByTestId('count-changed')).toHaveText('0')
  await expect(desk.getByTestId('count-absent')).toHaveText('0')
  await expect(desk.getByTestId('nothing-to-do')).toBeVisible()
  // Renamed elsewhere, a task is still known by the number that it went out with.
  const xml = await readFile(await file.path(), 'utf8')
  const [name] = /<Name>[^<]+<\/Name>/.exec(xml.slice(xml.lastIndexOf('<Task>')))!
  await desk.getByTestId('import-leave').click()
  const renamed = Buffer.from(xml.replaceAll(name, '<Name>Tout autre chose</Name>'))
  await open(desk, { name: 'plan.xml', mimeType: '', buffer: renamed })
  await expect(desk.getByTestId('group-changed')).toContainText('Tout autre chose')
  await expect(desk.getByTestId('count-added')).toHaveText('0')
})
