import { rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aFlag, aMembership, anId } from '@tests/builders/records'
import { aServer, FIRST_ACCOUNT, type Server } from './a-server'
import { builtHooks } from './built-hooks'
import { PIXEL, sendPhoto, sha256Of } from './a-photo'
import { aWorld, createOp, P, photoIdOf, pushOne, put, Q, snapshotOf, stored, type World } from './a-world'

/** Bytes of every value in no order, and always the same ones. */
function noise(length: number): Uint8Array {
  let state = 1
  return Uint8Array.from({ length }, () => (state = (state * 48271) % 2147483647) >> 8)
}

describe('the first visit', () => {
  let server: Server
  beforeAll(async () => {
    server = await aServer({ signUp: false, placeholder: 'nobody@jalon.invalid' })
  })
  afterAll(() => server.stop())

  const setUp = (body: object) => server.call('POST', '/api/jalon/setup', body)

  test('the link of the terminal makes the first account once, and is dead afterwards', async () => {
    expect((await server.call('GET', '/api/jalon/setup')).json).toEqual({ needed: true })
    expect((await setUp({ ...FIRST_ACCOUNT, token: 'a-token-of-somebody' })).json).toEqual({ code: 'link-dead' })
    expect((await setUp({ ...FIRST_ACCOUNT, token: '' })).json).toEqual({ code: 'link-dead' })
    expect((await setUp({ ...FIRST_ACCOUNT, password: 'too short' })).json).toEqual({ code: 'invalid' })
    const answers = await Promise.all([1, 2, 3].map(() => setUp(FIRST_ACCOUNT)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 403, 403])
    expect((await server.call('GET', '/api/jalon/setup')).json).toEqual({ needed: false })
    expect((await setUp({ token: FIRST_ACCOUNT.token, demo: true, today: '2026-11-23' })).status).toBe(403)
  })

  test('the first account belongs to the office and administers the instance', async () => {
    const { email: identity, password } = FIRST_ACCOUNT
    const signIn = await server.call('POST', '/api/collections/users/auth-with-password', { identity, password })
    const { token } = signIn.json as { token: string }
    expect((await server.call('GET', '/api/sync/whoami', undefined, token)).json).toMatchObject({
      office: true,
      email: identity,
    })
    const asAdmin = await server.call('POST', '/api/collections/_superusers/auth-with-password', { identity, password })
    expect(asAdmin.status).toBe(200)
    const { token: admin } = asAdmin.json as { token: string }
    const all = await server.call('GET', '/api/collections/_superusers/records?fields=email', undefined, admin)
    expect(all.json).toMatchObject({ items: [{ email: identity }] })
  })

  test('threat 19: guessing a password is slowed down', async () => {
    const guess = () =>
      server.call('POST', '/api/collections/users/auth-with-password', {
        identity: 'x@people.example',
        password: 'guess',
      })
    const statuses: number[] = []
    for (let count = 0; count < 50; count++) statuses.push((await guess()).status)
    expect(statuses[0]).toBe(400)
    expect(statuses.at(-1)).toBe(429)
  })
})

test('the demo loads in one go, and every row of it is readable by its PMO', async () => {
  const server = await aServer({ signUp: false })
  const reply = await server.call('POST', '/api/jalon/setup', {
    token: FIRST_ACCOUNT.token,
    demo: true,
    today: '2026-11-23',
  })
  const { accounts } = reply.json as { accounts: { email: string; password: string }[] }
  const [pmo] = accounts
  const credentials = { identity: pmo?.email, password: pmo?.password }
  const signIn = await server.call('POST', '/api/collections/users/auth-with-password', credentials)
  const { token, record } = signIn.json as { token: string; record: { id: string } }
  const own = (await snapshotOf(server, token, `u:${record.id}`)) ?? []
  const projects = own.filter(({ coll }) => coll === 'memberships').map(({ row }) => String(row?.['project']))
  expect(projects.length).toBeGreaterThan(0)
  const rows = (await snapshotOf(server, token, projects[0]!)) ?? []
  expect(new Set(rows.map(({ coll }) => coll))).toContain('time_entries')
  await server.stop()
})

describe('with people', () => {
  let server: Server
  let world: World
  beforeAll(async () => {
    server = await aServer()
    world = await aWorld(server)
  })
  afterAll(() => server.stop())

  describe('files', () => {
    const get = (path: string, headers = {}) => server.send(path, { headers })

    test('an address of the app gets its page, not cached, with the policy that keeps scripts out', async () => {
      for (const path of ['/', '/week', '/projects/abc/progress']) {
        const { status, text, headers } = await get(path)
        expect([status, text]).toEqual([200, expect.stringContaining('<title>Jalon</title>') as string])
        expect(headers.get('cache-control')).toBe('no-cache')
        expect(headers.get('content-security-policy')).toContain("script-src 'self';")
        expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
        expect(headers.get('x-content-type-options')).toBe('nosniff')
      }
    })

    test('a built file is kept for ever; one that is not there is not the page', async () => {
      expect((await get('/assets/app-1.js')).headers.get('cache-control')).toContain('immutable')
      for (const path of ['/assets/app-2.js', '/sw.js', '/api/nothing', '/assets/']) {
        const { status, text } = await get(path)
        expect([path, status]).toEqual([path, 404])
        expect(text).not.toContain('<title>')
      }
    })

    test('a deployment reaches every device, whatever the times of its files say: a roll-back, or a build that gives all the same', async () => {
      const name = 'worker-of-a-test.js'
      const path = join(await builtHooks(), '../public', name)
      const deploy = async (content: string, day: string) => {
        await writeFile(path, content)
        await utimes(path, new Date(day), new Date(day))
      }
      await deploy('first()', '2026-11-20')
      const { headers } = await get(`/${name}`)
      const known: { [header: string]: string } = { 'if-modified-since': 'Fri, 20 Nov 2026 00:00:00 GMT' }
      if (headers.get('etag')) known['if-none-match'] = headers.get('etag')!
      expect((await get(`/${name}`, known)).status).toBe(304)
      for (const [content, day] of [
        ['second()', '2026-11-20'],
        ['before()', '2026-11-01'],
      ] as const) {
        await deploy(content, day)
        const { status, text } = await get(`/${name}`, known)
        expect([status, text]).toEqual([200, content])
      }
      await rm(path)
    })

    test.each([
      '/..%2fpb_hooks/jalon.js',
      '/%2e%2e/pb_hooks/jalon.js',
      '/assets/..%2f..%2fpb_hooks%2fjalon.js',
      '/..\\pb_hooks\\jalon.js',
    ])('nothing outside of the folder is served: %s', async (path) => {
      expect((await get(path)).text).not.toContain('exports')
    })
  })

  describe('photos', () => {
    test('arrive once: sent again after a lost answer they are recognised', async () => {
      const { anna, pmo } = world.people
      const id = photoIdOf(anna.id)
      expect((await sendPhoto(server, anna, { id })).json).toEqual({ ok: true })
      expect((await sendPhoto(server, anna, { id })).json).toEqual({ ok: true, known: true })
      const other = Buffer.concat([PIXEL, Buffer.from([0])])
      expect((await sendPhoto(server, anna, { id, content: other })).status).toBe(409)
      const row = (await snapshotOf(server, pmo.token, P))?.find((found) => found.id === id)?.row
      expect(row?.['author']).toBe(anna.id)
    })

    test('are kept only with the hash of what was received, whatever the bytes', async () => {
      const { bruno } = world.people
      const id = anId('photo of many bytes')
      const flag = { ...aFlag({ project: P, author: bruno.id, photos: [id] }), id: anId('flag of many bytes') }
      expect(await pushOne(server, bruno.token, createOp('flags', flag, P))).toBe(1)
      const content = Buffer.concat([PIXEL, Buffer.from(noise(300_000))])
      const send = (parts: object) => sendPhoto(server, bruno, { id, flag: flag.id, content, ...parts })
      const refused = await send({ sha256: sha256Of(content.subarray(1)) })
      expect([refused.status, refused.json]).toEqual([400, { code: 'sha256' }])
      expect(await stored(server, 'attachments', id)).toBe(null)
      expect((await send({})).json).toEqual({ ok: true })
      // Nor does a false hash pass for a photo that is already there.
      expect((await send({ content: PIXEL, sha256: sha256Of(content) })).json).toEqual({ code: 'sha256' })
    })

    test('are fetched by those who may see the flag, with a file token, never as a page', async () => {
      const { anna, bruno, pmo, stranger } = world.people
      const id = photoIdOf(bruno.id)
      await sendPhoto(server, bruno, { id })
      const file = String((await stored(server, 'attachments', id))?.['file'])
      const fetchAs = async (token?: string) => {
        const ticket = await server.call('POST', '/api/files/token', {}, token)
        const query = (ticket.json as { token?: string } | null)?.token ?? ''
        return server.send(`/api/files/attachments/${id}/${file}?token=${query}`, {})
      }
      for (const reader of [bruno, pmo]) {
        const { status, headers } = await fetchAs(reader.token)
        expect([status, headers.get('content-type'), headers.get('x-content-type-options')]).toEqual([
          200,
          'image/png',
          'nosniff',
        ])
      }
      for (const token of [anna.token, stranger.token, undefined]) expect((await fetchAs(token)).status).toBe(404)
    })

    test('threat 24: are photos by their content, small, announced, and of the own flag', async () => {
      const { manager, anna, bruno } = world.people
      const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
      const html = Buffer.from('<!doctype html><script>alert(1)</script>')
      const ids = ['svg', 'html', 'big', 'path'].map((name) => anId(name))
      const flag = { ...aFlag({ project: P, author: anna.id, photos: ids }), id: anId('flag with photos') }
      expect(await pushOne(server, anna.token, createOp('flags', flag, P))).toBe(1)
      await put(server, 'memberships', aMembership({ project: Q, user: anna.id }))
      const send = (id: string, parts: object) => sendPhoto(server, anna, { id, flag: flag.id, ...parts })
      expect((await send(ids[0]!, { content: svg, name: 'x.svg', type: 'image/svg+xml' })).status).toBe(415)
      expect((await send(ids[1]!, { content: html, name: 'x.png' })).json).toEqual({ code: 'photo-type' })
      expect((await send(ids[2]!, { content: Buffer.concat([PIXEL, Buffer.alloc(2_050_000)]) })).status).toBe(413)
      expect((await send(anId('unannounced'), {})).json).toEqual({ code: 'not-announced' })
      expect((await send(ids[3]!, { project: Q })).json).toEqual({ code: 'unknown-flag' })
      expect((await sendPhoto(server, bruno, { id: ids[3]!, flag: flag.id })).json).toEqual({ code: 'unknown-flag' })
      expect((await sendPhoto(server, manager, { id: ids[3]!, flag: flag.id })).json).toEqual({ code: 'unknown-flag' })
      expect((await send(ids[3]!, { name: '../../x.png' })).status).toBe(200)
      expect(String((await stored(server, 'attachments', ids[3]!))?.['file'])).toMatch(/^[\w-]+\.png$/)
    })
  })

  describe('invitations', () => {
    const invitation = {
      email: 'New.Person@People.example',
      name: 'New person',
      language: 'fr',
      project: P,
      role: 'contributor',
      allocation: 500,
    }
    const invite = (token: string, fields = {}) =>
      server.call('POST', '/api/jalon/people', { ...invitation, ...fields }, token)

    test('by a leader: an account with a password said once, which opens the project', async () => {
      const { json } = await invite(world.people.manager.token)
      const { password } = json as { password: string }
      expect(password.length).toBeGreaterThanOrEqual(12)
      const signIn = await server.call('POST', '/api/collections/users/auth-with-password', {
        identity: 'new.person@people.example',
        password,
      })
      const { token } = signIn.json as { token: string }
      expect(await snapshotOf(server, token, P)).not.toBe(null)
      expect((await invite(world.people.manager.token)).json).toEqual({ code: 'id-taken' })
    })

    test('of somebody who is known says no password and leaves the account as it is', async () => {
      const { anna, stranger } = world.people
      expect(
        (await invite(stranger.token, { email: 'bruno@people.example', project: Q, name: 'Renamed' })).json,
      ).toEqual({ ok: true, password: null })
      expect(await stored(server, 'users', world.people.bruno.id)).toMatchObject({ name: 'bruno' })
      expect((await invite(anna.token, { email: 'x@people.example' })).status).toBe(403)
    })

    test('by the office: with or without a project', async () => {
      const { json } = await invite(world.people.office.token, { email: 'y@people.example', project: undefined })
      expect(json).toMatchObject({ ok: true })
      expect((await invite(world.people.office.token, { email: 'not an address' })).status).toBe(400)
    })
  })
})
