import { afterAll, beforeAll, expect, test } from 'vitest'
import { aServer, type Server } from './a-server'
import { aWorld, bootOf, P, Q, type PersonName, type World } from './a-world'

let server: Server
let world: World
beforeAll(async () => {
  server = await aServer()
  world = await aWorld(server)
})
afterAll(() => server.stop())

async function pulls(name: PersonName, device: string, report: object) {
  const { token, id } = world.people[name]
  const boot = await bootOf(server, token)
  const request = { device, boot, limit: 10, scopes: [{ scope: `u:${id}`, since: 0 }], report }
  expect((await server.call('POST', '/api/sync/pull', request, token)).status).toBe(200)
}

const ask = (name: PersonName, project = P) =>
  server.call('POST', '/api/jalon/devices', { project }, world.people[name].token)

async function membersSeenBy(name: PersonName) {
  return ((await ask(name)).json as { members: Record<string, unknown>[] }).members
}

test('who leads a project sees when its members were last here and what waits on all their devices', async () => {
  await pulls('anna', 'phone0000000000', { unsent: 2, parked: 1, since: 1_700_000_000_000 })
  await pulls('anna', 'tablet000000000', { unsent: 1, parked: 0, since: 1_600_000_000_000 })
  const [anna] = await membersSeenBy('manager')
  expect(anna).toMatchObject({ user: world.people.anna.id, unsent: 3, parked: 1, since: 1_600_000_000_000 })
  expect(Math.abs(Date.now() - Number(anna?.['at']))).toBeLessThan(60_000)
  await pulls('anna', 'phone0000000000', { unsent: 0, parked: 0, since: null })
  await pulls('anna', 'tablet000000000', { unsent: 0, parked: 0, since: null })
  expect((await membersSeenBy('pmo'))[0]).toMatchObject({ unsent: 0, parked: 0, since: null })
})

test('nobody else does, and nobody of another project is in it', async () => {
  await pulls('stranger', 'other0000000000', { unsent: 9, parked: 0, since: 1 })
  for (const name of ['anna', 'sponsor', 'stranger', 'office'] as const) expect((await ask(name)).status).toBe(403)
  expect((await ask('manager', Q)).status).toBe(403)
  expect((await membersSeenBy('manager')).map((one) => one['user'])).not.toContain(world.people.stranger.id)
  expect((await server.call('POST', '/api/jalon/devices', { project: P })).status).toBe(401)
})
