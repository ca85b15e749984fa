import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, signIn, test } from './harness/jalon-test'
import { serverOn } from './harness/server'

test('a first visit: account, project, task, a colleague who logs time on it', async ({ browser }) => {
  const token = 'first-visit-of-the-tests'
  const server = await serverOn(await mkdtemp(join(tmpdir(), 'jalon-first-')), { JALON_SETUP_TOKEN: token })
  const desk = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'fr-FR',
    baseURL: server.url,
  })
  const page = await desk.newPage()

  await page.goto(`/setup#${token}`)
  await page.getByLabel('Organisation').fill('Atelier du test')
  await page.getByLabel('Votre nom').fill('Camille Test')
  await page.getByLabel('Adresse e-mail').fill('camille@test.example')
  await page.getByLabel('Mot de passe').fill('trop court')
  await page.getByRole('button', { name: 'Créer le compte et commencer' }).click()
  await page.getByLabel('Mot de passe').fill('une phrase assez longue')
  await page.getByRole('button', { name: 'Créer le compte et commencer' }).click()

  await expect(page.getByText('Aucun projet à suivre')).toBeVisible()
  await page.getByTestId('new-project').click()
  await page.getByLabel('Code').fill('T-1')
  await page.getByLabel('Nom', { exact: true }).fill('Premier projet')
  await page.getByRole('button', { name: 'Créer le projet' }).click()
  await expect(page.getByRole('heading', { name: 'Premier projet' })).toBeVisible()

  await page.getByRole('button', { name: 'Ajouter une tâche' }).click()
  await page.getByLabel('Nom', { exact: true }).fill('Première tâche')
  await page.getByLabel('Charge prévue, en jours').fill('5')
  await page.getByRole('button', { name: 'Ajouter', exact: true }).click()
  await expect(page.getByTestId('project-budget')).toHaveText('5 j')
  await expect(page.getByTestId('save-state')).toHaveAttribute('data-sync', 'sent')

  await page.getByRole('button', { name: 'Équipe' }).click()
  await page.getByLabel('Nom', { exact: true }).fill('Dominique Test')
  await page.getByLabel('Adresse e-mail').fill('dominique@test.example')
  await page.getByRole('button', { name: 'Ajouter au projet' }).click()
  const password = await page.getByRole('status').locator('code').innerText()
  await page.getByRole('button', { name: 'Fermer' }).last().click()

  const phone = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'fr-FR',
    baseURL: server.url,
  })
  const theirs = await phone.newPage()
  await signIn(theirs, { name: '', email: 'dominique@test.example', password, role: '' })
  await theirs.goto('/week')
  await theirs.getByTestId('add-row').click()
  await theirs.getByTestId('task-results').getByText('Première tâche').click()
  await theirs.locator('[data-testid="week-cell"][data-effort="500"]').first().check()

  await expect(page.getByTestId('project-actuals')).toHaveText('0,5 j')
  // The link has served: nobody else can use it.
  const again = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' })
  const late = await again.newPage()
  await late.goto(`/setup#${token}`)
  await late.getByTestId('setup-demo').click()
  await expect(late.getByRole('alert')).toContainText('déjà servi')
  for (const context of [desk, phone, again]) await context.close()
  await server.end()
})
