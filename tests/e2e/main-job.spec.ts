import { account, expect, readyOffline, signIn, test, unsentCount } from './harness/jalon-test'
import { observe } from './harness/observer'
import { logWeek, photoWithPosition, raiseFlag } from './harness/field-work'

test.describe('the main job', () => {
  test('a week and a flag made offline on a killed phone reach the desk live, each exactly once', async ({
    phone,
    desk,
    server,
  }) => {
    const pmo = account('PMO')
    const contributor = account('contributeur')

    await signIn(phone.page, contributor)
    await readyOffline(phone.page)
    await phone.context.setOffline(true)
    const logged = await logWeek(phone.page, { tasks: 3 })
    const sentence = 'Eau au pied de la culée, pompe à prévoir.'
    await raiseFlag(phone.page, sentence, [await photoWithPosition()])

    await phone.killAndReopen({ offline: true })
    await phone.page.goto('/week')
    await phone.page.getByRole('button', { name: 'Semaine suivante' }).click()
    for (const row of logged.rows) {
      await expect(phone.page.getByTestId(`row-${row.task}`).getByTestId('remaining')).toContainText(row.remainingText)
    }
    await expect(phone.page.getByTestId('week-total')).toHaveText('5')
    const waiting = await unsentCount(phone.page)
    expect(waiting).toBeGreaterThanOrEqual(logged.entries + logged.rows.length + 1)

    await signIn(desk, pmo)
    await desk.goto(`/projects/${logged.rows[0]!.project}`)
    const figure = desk.getByTestId(`task-${logged.rows[0]!.task}`)
    await expect(figure).toBeVisible()
    const before = await figure.getByTestId('actuals').innerText()

    await phone.context.setOffline(false)
    await expect(async () => expect(await unsentCount(phone.page)).toBe(0)).toPass({ timeout: 30_000 })

    // The desk was not touched: days, RAF and landing come by themselves.
    await expect(figure.getByTestId('actuals')).not.toHaveText(before)
    await figure.getByTestId('remaining').click()
    await expect(desk.getByTestId('figure-panel')).toContainText(logged.rows[0]!.remainingText)
    await desk.keyboard.press('Escape')
    await desk
      .getByRole('navigation')
      .getByRole('link', { name: /Signalements/ })
      .click()
    await desk.getByText(sentence).first().click()
    await expect(desk.getByTestId('flag-photo-shown')).toBeVisible()

    const server_ = await observe(server.url)
    const entries = await server_.rows('time_entries', `day >= "${logged.monday}" && day <= "${logged.friday}"`)
    expect(entries).toHaveLength(logged.entries)
    expect(new Set(entries.map((row) => `${row['user']}|${row['task']}|${row['day']}`)).size).toBe(logged.entries)
    expect(entries.reduce((sum, row) => sum + Number(row['effort']), 0)).toBe(5000)
    expect(await server_.rows('flags', `sentence = "${sentence}"`)).toHaveLength(1)
    const flagged = await server_.rows('flags', `sentence = "${sentence}"`)
    const photos = await server_.rows('attachments', `flag = "${String(flagged[0]!['id'])}"`)
    expect(photos).toHaveLength(1)
    const bytes = await server_.file(photos[0]!)
    expect(bytes.includes('Exif')).toBe(false)
  })

  for (const fault of ['the answer lost after the commit', 'a kill -9 of the server in the middle'] as const) {
    test(`with ${fault}: nothing lost, nothing twice`, async ({ phone, server }) => {
      await signIn(phone.page, account('contributeur'))
      await readyOffline(phone.page)
      await phone.context.setOffline(true)
      const logged = await logWeek(phone.page, { tasks: 3 })
      const sentence = 'Câble à nu près du quai.'
      await raiseFlag(phone.page, sentence, [await photoWithPosition()])

      let cut = 0
      await phone.context.route('**/api/sync/push', async (route) => {
        if (cut++ > 0) return route.continue()
        if (fault.startsWith('a kill')) {
          const sending = route.fetch().catch(() => null)
          await server.kill()
          await sending
          await server.start()
        } else {
          // The server has it all; the phone never hears so.
          await route.fetch()
        }
        return route.abort('connectionreset')
      })
      await phone.context.setOffline(false)
      await expect(async () => {
        await phone.page.evaluate(() => window.dispatchEvent(new Event('online')))
        expect(await unsentCount(phone.page)).toBe(0)
      }).toPass({ timeout: 60_000, intervals: [1000] })
      expect(cut).toBeGreaterThan(1)

      const seen = await observe(server.url)
      const entries = await seen.rows('time_entries', `day >= "${logged.monday}" && day <= "${logged.friday}"`)
      expect(entries).toHaveLength(logged.entries)
      const estimates = await seen.rows('remaining_estimates', `created >= "${logged.startedAt}"`)
      expect(estimates).toHaveLength(logged.rows.length)
      const flagged = await seen.rows('flags', `sentence = "${sentence}"`)
      expect(flagged).toHaveLength(1)
      expect(await seen.rows('attachments', `flag = "${String(flagged[0]!['id'])}"`)).toHaveLength(1)
    })
  }
})
