import { createHash } from 'node:crypto'
import type { Page } from '@playwright/test'
import { raiseFlag } from './harness/field-work'
import { account, expect, readyOffline, signIn, test, unsentCount, withoutBackgroundSync } from './harness/jalon-test'
import { observe } from './harness/observer'

const ENTRIES_EACH = 170
const REMAINING_EACH = 20
const FORTNIGHT = 14 * 86_400_000

/** What one device did while it was away. */
interface Work {
  /** Effort by `task day`. */
  entries: Map<string, number>
  lastWeek: number
  /** sha256 by attachment id, as this device computed them. */
  photos: Map<string, string>
}

test('14 days offline on two devices of one person: everything arrives once, overlaps become cards, photos keep their hashes', async ({
  phone,
  browser,
  server,
}) => {
  test.setTimeout(400_000)
  const who = account('contributeur')
  const startedAt = new Date(Date.now() - 1000).toISOString().replace('T', ' ')
  const other = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    baseURL: server.url,
  })
  await withoutBackgroundSync(other)
  const [one, two] = [phone.page, await other.newPage()]
  for (const page of [one, two]) {
    page.setDefaultTimeout(15_000)
    await signIn(page, who)
    await readyOffline(page)
    await page.context().setOffline(true)
  }

  const first = await awayFor(one, { firstWeek: 1, effort: 250, flags: 13, photos: 16, name: 'téléphone' })
  // The tablet begins in the week with which the phone ended: there, both wrote about the same days.
  const second = await awayFor(two, { firstWeek: first.lastWeek, effort: 500, flags: 12, photos: 14, name: 'tablette' })
  const overlap = [...second.entries.keys()].filter((key) => first.entries.has(key))
  const all = new Map([...second.entries, ...first.entries])
  expect(all.size).toBeGreaterThanOrEqual(300)
  expect(overlap.length).toBeGreaterThan(0)

  for (const page of [one, two]) {
    await page.clock.setFixedTime(new Date(Date.now() + FORTNIGHT))
    await page.context().setOffline(false)
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
    await expect(async () => expect(await unsentCount(page)).toBe(0)).toPass({ timeout: 120_000 })
  }

  await two.goto('/me')
  const cards = two.getByTestId('parked-card')
  await expect(cards).toHaveCount(overlap.length)
  await expect(cards.first()).toContainText('Vous, sur un autre appareil')
  await cards.nth(0).getByTestId('keep-mine').click()
  await expect(cards).toHaveCount(overlap.length - 1)
  await cards.nth(0).getByTestId('keep-theirs').click()
  await expect(cards).toHaveCount(overlap.length - 2)
  await expect(async () => expect(await unsentCount(two)).toBe(0)).toPass()

  const observer = await observe(server.url)
  const since = `created >= "${startedAt}"`
  const entries = await observer.rows('time_entries', since)
  const held = entries.map((row) => `${String(row['task'])} ${String(row['day'])}`)
  expect(held.toSorted()).toEqual([...all.keys()].toSorted())
  const kept = entries.filter((row) => row['effort'] === 500).length
  expect(kept).toBe(second.entries.size - overlap.length + 1)

  expect(await observer.rows('remaining_estimates', since)).toHaveLength(2 * REMAINING_EACH)
  const flags = await observer.rows('flags', since)
  expect(new Set(flags.map((flag) => flag['sentence'])).size).toBe(25)
  expect(flags).toHaveLength(25)
  const attachments = await observer.rows('attachments', since)
  const hashes = new Map([...first.photos, ...second.photos])
  expect(attachments).toHaveLength(30)
  for (const attachment of attachments) {
    const onDevice = hashes.get(String(attachment['id']))
    expect(attachment['sha256']).toBe(onDevice)
    expect(
      createHash('sha256')
        .update(await observer.file(attachment))
        .digest('hex'),
    ).toBe(onDevice)
  }
  process.stdout.write(
    `${entries.length} entries, ${2 * REMAINING_EACH} RAF, ${flags.length} flags, ${attachments.length} photos, ${overlap.length} cards\n`,
  )
  await other.close()
})

async function awayFor(
  page: Page,
  plan: { firstWeek: number; effort: number; flags: number; photos: number; name: string },
): Promise<Work> {
  const { entries, lastWeek } = await logWeeks(page, plan.firstWeek, plan.effort)
  await reestimate(page)
  for (let flag = 0; flag < plan.flags; flag++) {
    const count = flag < plan.photos - plan.flags ? 2 : 1
    const pictures = []
    for (let index = 0; index < count; index++) pictures.push(await aPicture(page, `${plan.name} ${flag} ${index}`))
    await raiseFlag(page, `Constat ${flag + 1}, ${plan.name}`, pictures)
  }
  await expect(async () => expect((await photosOn(page)).size).toBe(plan.photos)).toPass()
  return { entries, lastWeek, photos: await photosOn(page) }
}

/** One tap on every day of every row, week after week from the given one on; in the page itself: a person's taps, faster. */
async function logWeeks(page: Page, firstWeek: number, effort: number) {
  const entries = new Map<string, number>()
  let week = 0
  await page.goto('/week')
  while (entries.size < ENTRIES_EACH) {
    await page.getByRole('button', { name: 'Semaine suivante' }).click()
    if (++week < firstWeek) continue
    const tapped = await page.evaluate(async (wanted) => {
      const pause = () => new Promise((resolve) => setTimeout(resolve, 30))
      const keys: string[] = []
      for (const day of document.querySelectorAll<HTMLInputElement>('input[name="week-day"]')) {
        day.click()
        await pause()
        const selector = `[data-testid^="row-"] [data-testid="week-cell"][data-effort="${wanted}"]`
        for (const cell of document.querySelectorAll<HTMLInputElement>(selector)) {
          cell.click()
          keys.push(`${cell.dataset['task']} ${cell.dataset['day']}`)
          await pause()
        }
      }
      return keys
    }, effort)
    for (const key of tapped) entries.set(key, effort)
  }
  await expect(async () => expect(await unsentCount(page)).toBe(entries.size)).toPass()
  return { entries, lastWeek: week }
}

async function reestimate(page: Page) {
  const rows = page.locator('[data-testid^="row-"]')
  const count = await rows.count()
  for (let turn = 0; turn < REMAINING_EACH; turn++) {
    await rows
      .nth(turn % count)
      .getByTestId('remaining')
      .click()
    await page.getByTestId('remaining-input').fill(String(1 + turn))
    await page.getByTestId('remaining-save').click()
    await expect(page.getByTestId('remaining-form')).toBeHidden()
  }
}

/** A picture like no other: its colours are drawn from its name. */
async function aPicture(page: Page, name: string) {
  const base64 = await page.evaluate(async (seed) => {
    const canvas = new OffscreenCanvas(640, 480)
    const context = canvas.getContext('2d')!
    let hash = 7
    for (const character of seed) hash = (hash * 31 + character.codePointAt(0)!) % 9973
    for (let index = 0; index < 40; index++) {
      hash = (hash * 4391 + 17) % 9973
      context.fillStyle = `hsl(${hash % 360} 60% 50%)`
      context.fillRect(hash % 640, (hash * 3) % 480, 90, 70)
    }
    const blob = await canvas.convertToBlob({ type: 'image/jpeg' })
    return btoa(String.fromCharCode(...new Uint8Array(await blob.arrayBuffer())))
  }, name)
  return { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(base64, 'base64') }
}

/** What the device itself has written down of its photos. */
async function photosOn(page: Page): Promise<Map<string, string>> {
  const found = await page.evaluate(async () => {
    const databases = (await indexedDB.databases()).map(({ name = '' }) => name)
    const name = databases.find((one) => /^jalon \S+ [a-z0-9]{15}$/.test(one)) ?? ''
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name)
      opening.addEventListener('success', () => resolve(opening.result))
      opening.addEventListener('error', () => reject(new Error('the database does not open')))
    })
    const photos = await new Promise<{ id: string; sha256: string }[]>((resolve) => {
      const reading = db.transaction('blobs').objectStore('blobs').getAll()
      reading.addEventListener('success', () => resolve(reading.result as { id: string; sha256: string }[]))
    })
    db.close()
    return photos.map(({ id, sha256 }) => [id, sha256] as [string, string])
  })
  return new Map(found)
}
