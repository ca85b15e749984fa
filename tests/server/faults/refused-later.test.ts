import { SETTINGS_ID } from '@/schema/settings'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { decide, listParked } from '@/sync/engine/decide'
import { createView } from '@/sync/engine/view'
import { weekSheetId } from '@/domain/identity/derived-id'
import { aTimeEntry } from '@tests/builders/records'
import { aServer, type Server } from '../a-server'
import { aWorld, change, P, PHASE, put, stored, TASK, type World } from '../a-world'
import { aClient, queueOf, settle, type Client } from './a-client'

/** What was typed offline, and is not welcome any more when it arrives. */

let server: Server
let world: World
let anna: Client
let days = 0
beforeAll(async () => {
  server = await aServer()
  world = await aWorld(server)
  anna = await aClient(world.people.anna, server.url)
})
afterAll(() => server.stop())

let entry: ReturnType<typeof aTimeEntry>
beforeEach(async () => {
  days += 1
  entry = aTimeEntry({ project: P, task: TASK, user: anna.person.id, day: `2026-05-${String(days).padStart(2, '0')}` })
})

const create = ({ id, ...fields }: typeof entry) =>
  anna.save({ op: 'create', coll: 'time_entries', id, scope: P, fields })
const edit = (id: string, fields: object) =>
  anna.save({ op: 'patch', coll: 'time_entries', id, scope: P, fields: { ...fields } })
const closeThrough = (day: string) => change(server, 'projects', P, { closed_through: day })
const remove = (coll: string, id: string) =>
  server.call('DELETE', `/api/collections/${coll}/records/${id}`, undefined, server.admin)
const cards = () => listParked(anna.context)
const onServer = (coll = 'time_entries', id: string = entry.id) => stored(server, coll, id)
const onScreen = async () =>
  (await createView(anna.context).entries({ months: ['2026-05'] })).find(({ row }) => row.id === entry.id)

describe('threat 11: an offline edit in a period that was closed meanwhile', () => {
  test('is refused with its reason, its value is kept, and it goes once the period is open again', async () => {
    await create(entry)
    await settle(anna)
    await edit(entry.id, { effort: 750, comment: 'Half a day more' })
    await closeThrough('2026-05-31')
    await settle(anna)
    const closed = { reason: 'invalid', code: 'closed-period', field: 'day' }
    const mine = { effort: 750, comment: 'Half a day more' }
    expect(await cards()).toMatchObject([{ ...closed, record: entry.id, mine }])
    expect(await onServer()).toMatchObject({ effort: 500, comment: '' })
    await decide(anna.context, `time_entries/${entry.id}`, 'retry')
    await settle(anna)
    expect(await cards()).toMatchObject([{ ...closed, mine }])
    await closeThrough('')
    await decide(anna.context, `time_entries/${entry.id}`, 'retry')
    await settle(anna)
    expect(await cards()).toEqual([])
    expect(await onServer()).toMatchObject(mine)
  })

  test('is kept on the screen when it was a new entry, and can be corrected by the next edit', async () => {
    await change(server, 'settings', SETTINGS_ID, { closing_strict: true })
    await create({ ...entry, effort: 250 })
    await closeThrough('2026-05-31')
    await settle(anna)
    expect(await cards()).toMatchObject([{ code: 'closed-period', mine: { effort: 250 } }])
    expect(await onServer()).toBeNull()
    expect(await onScreen()).toMatchObject({ row: { effort: 250 }, mark: 'refused' })
    await closeThrough('')
    await edit(entry.id, { effort: 1000 })
    await settle(anna)
    expect(await cards()).toEqual([])
    expect(await onServer()).toMatchObject({ effort: 1000 })
    await change(server, 'settings', SETTINGS_ID, { closing_strict: false })
  })

  test('is not helped by opening the period or validating the week oneself', async () => {
    await closeThrough('2026-05-31')
    await settle(anna)
    const sheet = weekSheetId(anna.person.id, '2026-W47')
    const own = `u:${anna.person.id}`
    await anna.save({ op: 'patch', coll: 'projects', id: P, scope: P, fields: { closed_through: '' } })
    await anna.save({ op: 'patch', coll: 'week_sheets', id: sheet, scope: own, fields: { state: 'validated' } })
    await settle(anna)
    expect((await cards()).map(({ coll, reason }) => `${coll} ${reason}`).sort()).toEqual([
      'projects denied',
      'week_sheets invalid',
    ])
    expect(await onServer('projects', P)).toMatchObject({ closed_through: '2026-05-31' })
    expect(await onServer('week_sheets', sheet)).toMatchObject({ state: 'submitted' })
    for (const { id } of await cards()) await decide(anna.context, id, 'theirs')
    await closeThrough('')
  })
})

describe('threat 48: a record deleted on the server while an offline edit of it waits', () => {
  beforeEach(async () => {
    await create(entry)
    await settle(anna)
    await edit(entry.id, { effort: 750 })
    await remove('time_entries', entry.id)
    await settle(anna)
  })

  test('becomes a card with what I wanted, and nothing is made again silently', async () => {
    expect(await cards()).toMatchObject([{ record: entry.id, reason: 'missing', mine: { effort: 750 }, theirs: null }])
    for (let round = 0; round < 3; round++) await settle(anna)
    expect(await onServer()).toBeNull()
    await decide(anna.context, `time_entries/${entry.id}`, 'theirs')
    await settle(anna)
    expect(await onServer()).toBeNull()
    expect(await cards()).toEqual([])
    expect(await onScreen()).toBeUndefined()
  })

  test('is made again, whole, when the person says so', async () => {
    await decide(anna.context, `time_entries/${entry.id}`, 'mine')
    await settle(anna)
    expect(await onServer()).toMatchObject({ ...entry, effort: 750 })
    expect(await cards()).toEqual([])
    expect(await onScreen()).toMatchObject({ row: { effort: 750 }, mark: 'sent' })
  })

  test('goes by itself when somebody else brings the record back as it was', async () => {
    await put(server, 'time_entries', entry)
    await settle(anna)
    expect(await onServer()).toMatchObject({ effort: 750 })
    expect(await cards()).toEqual([])
  })
})

test('threat 48: an entry on a task that was deleted meanwhile waits with its reason; the task stays away', async () => {
  const task = 'taskthatgoes000'
  const { id: _id, created: _created, updated: _updated, ...like } = (await stored(server, 'tasks', TASK))!
  await put(server, 'tasks', { ...like, id: task, parent: PHASE })
  await settle(anna)
  entry = aTimeEntry({ project: P, task, user: anna.person.id, day: '2026-05-30' })
  await create(entry)
  await remove('tasks', task)
  await settle(anna)
  expect(await cards()).toMatchObject([{ record: entry.id, reason: 'invalid', code: 'unknown-task' }])
  expect(await onServer('tasks', task)).toBeNull()
  expect(await onServer()).toBeNull()
  expect(await onScreen()).toMatchObject({ mark: 'refused' })
  expect((await queueOf(anna)).ops).toEqual([])
})
