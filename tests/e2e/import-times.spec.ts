import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { addDays, addWeeks, mondayOf, weekOf } from '../../src/domain/calendar/days'
import { readXlsx } from 'hucre/xlsx'
import { account, expect, readyOffline, signIn, test, unsentCount } from './harness/jalon-test'
import { projectLinks } from './harness/portfolio'

/** Time that was logged elsewhere comes into one's own weeks, and the plan and its milestones leave as files. */

const nextWeek = addWeeks(weekOf(new Date().toISOString().slice(0, 10)), 1)
const monday = mondayOf(nextWeek)

async function choose(page: Page, text: string, name = 'temps.csv') {
  await page.getByTestId('times-file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
}

/** The second option of the first select: a task that the person may enter time on, with its project. */
async function someTask(page: Page): Promise<{ task: string; project: string }> {
  const option = page.getByTestId('task-match').first().locator('optgroup option').first()
  const group = page.getByTestId('task-match').first().locator('optgroup').first()
  const label = (await group.getAttribute('label')) ?? ''
  return { task: ((await option.textContent()) ?? '').trim(), project: label.split(' · ').slice(1).join(' · ') }
}

test('threat 38: time of another tool is matched, shown by week and written once, without network', async ({
  phone,
}) => {
  const { page, context } = phone
  await signIn(page, account('contributeur'))
  await readyOffline(page)
  await page.getByTestId('import-times').click()
  await context.setOffline(true)

  await choose(page, `Date;Projet;Tâche;Heures\n${monday};Inconnu;Autre;3,5\n`)
  await expect(page.getByTestId('times-format')).toHaveText('Tableau de temps')
  await expect(page.getByTestId('import-preview')).toHaveCount(0)
  const { task, project } = await someTask(page)

  await page.getByRole('button', { name: 'Autre fichier' }).click()
  const lines = [`${monday};"${project}";"${task}";3,5;Coffrage`, `${addDays(monday, 1)};"${project}";"${task}";7;`]
  const file = `Date;Projet;Tâche;Heures;Commentaire\n${lines.join('\n')}\nhier;x;y;1;\n`
  await choose(page, file)
  await expect(page.getByTestId('times-warnings')).toContainText('1 ligne à signaler')
  await expect(page.getByTestId('brought-cell')).toHaveCount(2)
  await expect(page.getByTestId('week-change')).toHaveText('+1,5 j')
  await page.getByTestId('times-apply').click()
  await expect(page.getByTestId('times-done')).toContainText('1,5 j sur 2 jours')
  await page.goto(`/week?week=${nextWeek}`)
  await expect(page.getByTestId('week-total')).toHaveText('1,5')
  expect(await unsentCount(page)).toBeGreaterThan(0)

  // Once more: nothing is left to be written.
  await page.goto('/import-times')
  await choose(page, file)
  await expect(page.getByTestId('brought-cell').first()).toContainText('Déjà là')
  await expect(page.getByTestId('times-apply')).toBeDisabled()

  await context.setOffline(false)
  await page.goto('/me')
  await page.getByTestId('sync-now').click()
  await expect.poll(() => unsentCount(page)).toBe(0)
  await page.goto('/import-times')
  await choose(page, file)
  await expect(page.getByTestId('times-apply')).toBeDisabled()
})

test('what is there is kept unless one says otherwise, and all of it can be taken back', async ({ desk }) => {
  await signIn(desk, account('contributeur'))
  // The list of tasks is whole once the first copy is here.
  await readyOffline(desk)
  await desk.goto('/import-times')
  await choose(desk, `Date;Projet;Tâche;Heures\n${monday};Inconnu;Autre;3,5\n`)
  const { task, project } = await someTask(desk)
  const fileOf = (hours: string) => `Date;Projet;Tâche;Heures\n${monday};"${project}";"${task}";${hours}\n`
  const bring = async (hours: string) => {
    await desk.goto('/import-times')
    await choose(desk, fileOf(hours))
  }
  await bring('3,5')
  await desk.getByTestId('times-apply').click()
  await expect(desk.getByTestId('times-done')).toBeVisible()

  await bring('7')
  await expect(desk.getByTestId('brought-cell')).toContainText('Gardé')
  await expect(desk.getByTestId('times-apply')).toBeDisabled()
  await desk.getByRole('radio', { name: 'Le remplacer' }).check()
  await expect(desk.getByTestId('brought-cell')).toContainText('0,5 → 1 j')
  await desk.getByTestId('times-apply').click()
  await desk.getByTestId('times-undo').click()
  await desk.goto(`/week?week=${nextWeek}`)
  await expect(desk.getByTestId('week-total')).toHaveText('0,5')
})

test('who one is and how dates are read is asked, with both readings; a workbook is refused kindly', async ({
  desk,
}) => {
  await signIn(desk, account('contributeur'))
  await desk.goto('/import-times')
  await choose(desk, 'PK\u0003\u0004', 'temps.xlsx')
  await expect(desk.getByTestId('times-refused')).toContainText('CSV')
  const fixture = new URL('../files/times/fixtures/clockify-undecided.csv', import.meta.url)
  await choose(
    desk,
    `${readFileSync(fixture, 'utf8')}"P","","","","Karim","","","","No","03/04/2026","1:00","03/04/2026","2:00","1:00","1"\n`,
  )
  await expect(desk.getByTestId('times-format')).toHaveText('Export Clockify')
  await expect(desk.getByTestId('task-matches')).toHaveCount(0)
  await desk.getByTestId('times-user').selectOption({ label: 'Karim' })
  await expect(desk.getByRole('radio', { name: 'mercredi 4 mars' })).toBeVisible()
  await desk.getByRole('radio', { name: 'vendredi 3 avril' }).check()
  await expect(desk.getByTestId('task-match')).toHaveCount(1)
})

test('the plan leaves as a workbook, the milestones as a calendar', async ({ desk }) => {
  await signIn(desk, account('PMO'))
  await readyOffline(desk)
  const link = (await projectLinks(desk)).first()
  await desk.goto(`${await link.getAttribute('href')}/plan`)
  await expect(desk.getByTestId('gantt-row').first()).toBeVisible()
  await desk.getByTestId('export-plan').click()
  const workbook = desk.waitForEvent('download')
  await desk.getByTestId('export-xlsx').click()
  const { sheets } = await readXlsx(readFileSync(await (await workbook).path()))
  expect(sheets.map(({ name }) => name).slice(1)).toEqual(['Jalons', 'Liens'])
  expect(sheets[0]!.rows[0]).toContain('Atterrissage (j)')
  expect(sheets[0]!.rows.length).toBeGreaterThan(5)

  await desk.goto('/milestones')
  await expect(desk.getByTestId('milestone').first()).toBeVisible()
  const shown = await desk.getByTestId('milestone').count()
  const calendar = desk.waitForEvent('download')
  await desk.getByTestId('milestones-calendar').click()
  const text = readFileSync(await (await calendar).path(), 'utf8')
  expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(shown)
})
