import { cp, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { capacityOn } from '../../src/domain/calendar/capacity'
import { addDays, mondayOf, weekOf, daysOfWeek } from '../../src/domain/calendar/days'
import { wallClock } from '../../src/domain/reminders/zones'
import { FULL_TIME } from '../../src/schema/user'
import { aFirefox, type Firefox } from './harness/firefox'
import { account, expect, test } from './harness/jalon-test'
import { observe } from './harness/observer'
import { DEMO_DATA } from './harness/paths'
import { aPushService } from './harness/push-service'
import { serverOn } from './harness/server'

/** A real push: the app asks the real browser, the server's cron encrypts and sends, the browser decrypts and shows it. */

test.setTimeout(180_000)

/** In the week after this one, which the demo leaves empty: the last worked day, at five in the afternoon in Paris. */
function lastAfternoon(): Date {
  const today = new Date().toISOString().slice(0, 10)
  const days = daysOfWeek(weekOf(addDays(mondayOf(weekOf(today)), 7)))
  const worked = days.filter((day) => capacityOn({ weekPattern: FULL_TIME, zone: 'metropole' }, day) > 0)
  const noon = Date.parse(`${worked.at(-1) ?? days[4]}T12:00:00Z`)
  const later = 17 * 60 - wallClock('Europe/Paris', noon).minute
  return new Date(noon + later * 60_000)
}

test('a reminder reaches a closed app, is read by nobody on the way, and stops with the sign-out', async () => {
  const service = await aPushService()
  const dataDir = await mkdtemp(join(tmpdir(), 'jalon-e2e-'))
  await cp(DEMO_DATA, dataDir, { recursive: true })
  const env: Record<string, string> = { JALON_PUSH_ORIGINS: service.origin }
  const server = await serverOn(dataDir, env)
  const firefox = await aFirefox({ 'dom.push.serverURL': service.address })
  const who = account('contributeur')
  try {
    await signInWith(firefox, server.url, who)
    await firefox.until('navigator.serviceWorker.controller')
    await firefox.open(`${server.url}/me#reminders`)
    await firefox.until(`document.querySelector('[data-testid="reminder-push"] input')?.disabled === false`)
    await firefox.run(`document.querySelector('[data-testid="reminder-push"] input').click()`)
    await firefox.until(`localStorage.getItem('jalon-push') !== null`)
    // It can't be touched again before the server has the address.
    await firefox.until(`document.querySelector('[data-testid="reminder-push"] input:checked:enabled')`)
    await firefox.open('about:blank')

    await server.kill()
    env['JALON_REMINDERS_AT'] = lastAfternoon().toISOString()
    await server.start()
    const observer = await observe(server.url)
    await observer.runCron('remind')
    await expect
      .poll(() => service.confirmed, { timeout: 60_000 })
      .toEqual([{ channel: expect.any(String), code: 100 }])
    expect(service.taken).toHaveLength(1)
    expect(service.taken[0]).toMatchObject({ ttl: '3600', authorization: expect.stringMatching(/^vapid t=/) })

    await firefox.open(`${server.url}/week`)
    await firefox.until(`navigator.serviceWorker.controller`)
    const shown = `navigator.serviceWorker.ready.then((worker) => worker.getNotifications())`
    await firefox.until(`${shown}.then((all) => all.length > 0)`)
    const told = await firefox.run<string>(
      `${shown}.then((all) => JSON.stringify(all.map(({ title, body, lang, data }) => ({ title, body, lang, data }))))`,
    )
    const [reminder] = (await observer.rows('reminders', `user.email = "${who.email}"`)).filter(
      (row) => row['channel'] === 'push',
    )
    const week = String(reminder!['week'])
    expect(JSON.parse(told)).toEqual([
      {
        title: `Semaine ${Number(week.slice(6))}`,
        body: `La semaine ${Number(week.slice(6))} n'est pas encore marquée complète. Une minute suffit, au moment qui vous convient.`,
        lang: 'fr',
        data: { url: `/week?week=${week}` },
      },
    ])
    expect(reminder).toMatchObject({ outcome: 'sent' })

    await firefox.open(`${server.url}/me`)
    await firefox.until(`document.querySelector('[data-testid="sign-out"]')`)
    await firefox.run(`document.querySelector('[data-testid="sign-out"]').click()`)
    await firefox.until(`document.querySelector('[data-testid="sign-out-erase"]')`)
    await firefox.run(`document.querySelector('[data-testid="sign-out-erase"]').click()`)
    await firefox.until(`location.pathname === '/signin'`)
    await expect.poll(() => service.ended).toHaveLength(1)
  } finally {
    await firefox.close()
    await server.end()
    await service.close()
  }
})

async function signInWith(firefox: Firefox, url: string, who: { email: string; password: string }): Promise<void> {
  await firefox.open(`${url}/signin`)
  await firefox.until(`document.querySelector('[data-testid="login-submit"]')`)
  const fill = (testId: string, text: string) => `{
    const field = document.querySelector('[data-testid="${testId}"]')
    field.value = ${JSON.stringify(text)}
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }`
  await firefox.run(fill('login-email', who.email) + fill('login-password', who.password))
  await firefox.run(`document.querySelector('[data-testid="login-submit"]').click()`)
  await firefox.until(`!location.pathname.startsWith('/signin')`)
}
