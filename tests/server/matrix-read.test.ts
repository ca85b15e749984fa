import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COLLECTION_NAMES, type CollectionName } from '@/schema/collections'
import { membershipId } from '@/domain/identity/derived-id'
import { aFlag, aRemainingEstimate, aTimeEntry } from '@tests/builders/records'
import { aServer, type Server } from './a-server'
import { aWorld, change, P, photoIdOf, put, snapshotOf, pullOf, TASK, type World } from './a-world'
import { aPhotoOf } from './a-photo'
import { READERS, REST, SYNC, type Reader, type Sight } from './role-matrix'

/** Every role × collection × way of reading, against the table of role-matrix.ts. */

let server: Server
let world: World
/** All rows of P's world, as the administration sees them. */
const rows = new Map<CollectionName, { id: string; owner: string }[]>()

beforeAll(async () => {
  server = await aServer()
  world = await aWorld(server)
  for (const name of ['anna', 'bruno'] as const)
    await aPhotoOf(server, world.people[name], photoIdOf(world.people[name].id))
  for (const coll of COLLECTION_NAMES) rows.set(coll, await everything(coll))
})
afterAll(() => server.stop())

const tokenOf = (reader: Reader) => (reader === 'anonymous' ? undefined : world.people[reader].token)
const idOf = (reader: Reader) => (reader === 'anonymous' ? '' : world.people[reader].id)

type Stored = { id: string; owner?: string; user?: string; author?: string; project?: string }

async function list(coll: string, token?: string): Promise<Stored[]> {
  const reply = await server.call('GET', `/api/collections/${coll}/records?perPage=500&skipTotal=1`, undefined, token)
  return reply.status === 200 ? (reply.json as { items: Stored[] }).items : []
}

async function everything(coll: CollectionName) {
  const found = await list(coll, server.admin)
  const inP = found.filter((row) => (coll === 'projects' ? row.id === P : !('project' in row) || row.project === P))
  return inP.map((row) => ({
    id: row.id,
    owner: coll === 'users' ? row.id : (row.owner ?? row.user ?? row.author ?? ''),
  }))
}

function expected(coll: CollectionName, reader: Reader, sight: Sight): string[] {
  const all = rows.get(coll) ?? []
  const mine = sight === 'all' ? all : sight === 'own' ? all.filter(({ owner }) => owner === idOf(reader)) : []
  return mine.map(({ id }) => id).toSorted()
}

describe.each(COLLECTION_NAMES)('%s', (coll) => {
  test.each(READERS)('is listed and viewed by %s as the table says', async (reader) => {
    const wanted = expected(coll, reader, REST[coll][reader])
    const known = new Set((rows.get(coll) ?? []).map(({ id }) => id))
    const listed = (await list(coll, tokenOf(reader))).map(({ id }) => id).filter((id) => known.has(id))
    expect(listed.toSorted()).toEqual(wanted)
    for (const { id } of rows.get(coll) ?? []) {
      const { status } = await server.call('GET', `/api/collections/${coll}/records/${id}`, undefined, tokenOf(reader))
      expect(status).toBe(wanted.includes(id) ? 200 : 404)
    }
  })

  test.each(READERS)('is neither created, changed nor deleted by %s through the stock API', async (reader) => {
    const path = `/api/collections/${coll}/records`
    expect((await server.call('POST', path, {}, tokenOf(reader))).status).toBe(403)
    const [row] = rows.get(coll) ?? []
    expect(row).toBeDefined()
    expect((await server.call('PATCH', `${path}/${row?.id}`, { id: row?.id }, tokenOf(reader))).status).toBe(403)
    expect((await server.call('DELETE', `${path}/${row?.id}`, undefined, tokenOf(reader))).status).toBe(403)
  })

  test.each(READERS)('travels to %s by snapshot and pull as the table says', async (reader) => {
    const token = tokenOf(reader)
    if (!token) {
      for (const route of ['push', 'pull', 'snapshot', 'receipts', 'photo'])
        expect((await server.call('POST', `/api/sync/${route}`, {})).status).toBe(401)
      return
    }
    const snapshot = await snapshotOf(server, token, P)
    const isMember = !['stranger', 'office'].includes(reader)
    expect(snapshot !== null).toBe(isMember)
    const pulled = await pullOf(server, token, P)
    expect(pulled.kind).toBe(isMember ? 'changes' : 'gone')
    const members = new Set(
      ['anna', 'bruno', 'manager', 'pmo', 'sponsor'].map((name) => world.people[name as 'anna'].id),
    )
    const wanted = expected(coll, reader, isMember ? SYNC[coll][reader] : 'none').filter(
      (id) => coll !== 'users' || members.has(id),
    )
    const idsOf = (found: readonly { coll: string; id: string }[]) =>
      found
        .filter((row) => row.coll === coll)
        .map(({ id }) => id)
        .toSorted()
    expect(idsOf(snapshot ?? [])).toEqual(wanted)
    expect(idsOf(pulled.kind === 'changes' ? pulled.rows : [])).toEqual(wanted)
  })
})

test('a sponsor reads no individual work, not even what was their own in an earlier role', async () => {
  const { id, token } = world.people.sponsor
  const membership = membershipId(P, id)
  const ids = { time_entries: '', remaining_estimates: '', flags: '', attachments: photoIdOf(id) }
  const seenBy = async () =>
    Promise.all(
      Object.entries(ids).map(async ([coll, own]) => {
        const { status } = await server.call('GET', `/api/collections/${coll}/records/${own}`, undefined, token)
        return [status, (await list(coll, token)).some((row) => row.id === own)]
      }),
    )
  const flag = aFlag({ project: P, author: id, photos: [ids.attachments] })
  const work = {
    time_entries: aTimeEntry({ project: P, task: TASK, user: id }),
    remaining_estimates: aRemainingEstimate({ project: P, task: TASK, user: id }),
    flags: flag,
  }
  for (const [coll, row] of Object.entries(work)) {
    await put(server, coll, row)
    ids[coll as keyof typeof work] = row.id
  }
  await change(server, 'memberships', membership, { role: 'contributor' })
  await aPhotoOf(server, world.people.sponsor, ids.attachments)
  expect(await seenBy()).toEqual(Object.keys(ids).map(() => [200, true]))
  await change(server, 'memberships', membership, { role: 'sponsor' })
  expect(await seenBy()).toEqual(Object.keys(ids).map(() => [404, false]))
})
