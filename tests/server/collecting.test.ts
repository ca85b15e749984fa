import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  aComment,
  aFlag,
  anAbsence,
  anAction,
  anAssignment,
  anId,
  aRemainingEstimate,
  aTask,
  aTimeEntry,
  aWeekReview,
  aWeekSheet,
} from '@tests/builders/records'
import { aServer, type Server } from './a-server'
import {
  anOp,
  aWorld,
  change,
  changesOf,
  createOp,
  P,
  pushOne,
  put,
  snapshotOf,
  stored,
  TASK,
  type World,
} from './a-world'

/** Reviews of weeks, time typed for somebody else, ends of tasks, actions and absences, on the real server. */

let server: Server
let world: World
beforeAll(async () => {
  server = await aServer()
  world = await aWorld(server)
})
afterAll(() => server.stop())

type Fields = { [field: string]: unknown }
const patch = (coll: string, id: string, scope: string, fields: Fields, base: Fields) =>
  anOp({ op: 'patch', coll, id, scope, fields, base })

describe('a week that is reviewed', () => {
  const week = '2026-W40'
  const day = '2026-09-30'

  test('threat 11: is not validated or unlocked by its own person, leader or not', async () => {
    for (const name of ['anna', 'manager', 'pmo'] as const) {
      const { id, token } = world.people[name]
      const own = aWeekReview({ project: P, user: id, author: id, week })
      expect(await pushOne(server, token, createOp('week_reviews', own, P))).toMatchObject({ e: 'denied' })
    }
  })

  test('threat 11: keeps its time once validated, and opens again when it is sent back', async () => {
    const { anna, pmo, manager } = world.people
    const sheet = aWeekSheet({ user: anna.id, week, state: 'submitted' })
    const entry = aTimeEntry({ project: P, task: TASK, user: anna.id, day })
    expect(await pushOne(server, anna.token, createOp('time_entries', entry, P))).toBe(1)
    expect(await pushOne(server, anna.token, createOp('week_sheets', sheet, `u:${anna.id}`))).toBe(1)
    const review = aWeekReview({ project: P, user: anna.id, author: pmo.id, week })
    expect(await pushOne(server, pmo.token, createOp('week_reviews', review, P))).toBe(1)

    const more = patch('time_entries', entry.id, P, { effort: 750 }, { effort: 500 })
    const another = aTimeEntry({ project: P, task: TASK, user: anna.id, day: '2026-10-01' })
    for (const op of [more, createOp('time_entries', another, P)])
      expect(await pushOne(server, anna.token, op)).toEqual({ e: 'invalid', code: 'validated-week', field: 'day' })
    const unlock = patch('week_reviews', review.id, P, { state: 'returned' }, { state: 'validated' })
    expect(await pushOne(server, anna.token, unlock)).toMatchObject({ e: 'denied' })

    const back = { state: 'returned', word: 'Thursday?' }
    const sendBack = patch('week_reviews', review.id, P, back, { state: 'validated', word: '' })
    expect(await pushOne(server, manager.token, sendBack)).toBe(1)
    expect(await stored(server, 'week_sheets', sheet.id)).toMatchObject({ state: 'open' })
    expect(await stored(server, 'week_reviews', review.id)).toMatchObject({ ...back, author: manager.id })
    expect(await pushOne(server, anna.token, more)).toBe(1)
  })

  test('is of a member of the project', async () => {
    const { pmo, stranger } = world.people
    const review = aWeekReview({ project: P, user: stranger.id, author: pmo.id, week })
    expect(await pushOne(server, pmo.token, createOp('week_reviews', review, P))).toMatchObject({
      code: 'unknown-person',
    })
  })
})

describe('time typed for somebody else', () => {
  test('names who typed it, until the person changes it', async () => {
    const { anna, pmo } = world.people
    const entry = aTimeEntry({ project: P, task: TASK, user: anna.id, day: '2026-10-12', author: pmo.id })
    expect(await pushOne(server, pmo.token, createOp('time_entries', entry, P))).toBe(1)
    const told = (await changesOf(server, anna.token, P)).rows.find(({ id }) => id === entry.id)
    expect(told?.row).toMatchObject({ user: anna.id, author: pmo.id, effort: 500 })
    const correction = patch('time_entries', entry.id, P, { effort: 250 }, { effort: 500 })
    expect(await pushOne(server, anna.token, correction)).toBe(1)
    expect(await stored(server, 'time_entries', entry.id)).toMatchObject({ author: anna.id, effort: 250 })
    const again = patch('time_entries', entry.id, P, { effort: 750 }, { effort: 250 })
    expect(await pushOne(server, pmo.token, again)).toBe(1)
    expect(await stored(server, 'time_entries', entry.id)).toMatchObject({ author: pmo.id, effort: 750 })
  })

  test('threat 2: is never typed in the name of another author, nor for somebody outside', async () => {
    const { anna, bruno, pmo, stranger } = world.people
    const entry = (user: string, author: string) =>
      createOp('time_entries', aTimeEntry({ project: P, task: TASK, user, author, day: '2026-10-13' }), P)
    expect(await pushOne(server, pmo.token, entry(anna.id, anna.id))).toMatchObject({ code: 'not-yours' })
    expect(await pushOne(server, anna.token, entry(bruno.id, anna.id))).toMatchObject({ code: 'not-yours' })
    expect(await pushOne(server, pmo.token, entry(stranger.id, pmo.id))).toMatchObject({ code: 'unknown-person' })
  })
})

describe('the end of a task', () => {
  const say = (token: string, user: string, task: string, rank: number, finished: boolean) => {
    const estimate = aRemainingEstimate({ project: P, task, user, rank, remaining: finished ? 0 : 2000, finished })
    return pushOne(server, token, createOp('remaining_estimates', estimate, P))
  }

  test('is said by all of its doers, and taken back by one of them', async () => {
    const { anna, bruno } = world.people
    const task = anId('shared task')
    await put(server, 'tasks', aTask({ id: task, project: P }))
    for (const user of [anna.id, bruno.id]) await put(server, 'assignments', anAssignment({ project: P, task, user }))
    const state = async () => (await stored(server, 'tasks', task))?.['state']

    expect(await say(anna.token, anna.id, task, 0, true)).toBe(1)
    expect(await state()).toBe('open')
    expect(await say(bruno.token, bruno.id, task, 0, true)).toBe(1)
    expect(await state()).toBe('done')
    expect(await say(bruno.token, bruno.id, task, 1, false)).toBe(1)
    expect(await state()).toBe('open')
  })

  test('is not said by a remaining of 0 alone', async () => {
    const { anna } = world.people
    const task = anId('nothing left')
    await put(server, 'tasks', aTask({ id: task, project: P }))
    const estimate = aRemainingEstimate({ project: P, task, user: anna.id, remaining: 0 })
    expect(await pushOne(server, anna.token, createOp('remaining_estimates', estimate, P))).toBe(1)
    expect(await stored(server, 'tasks', task)).toMatchObject({ state: 'open' })
  })

  test('said by its manager is not undone by a doer', async () => {
    const { anna } = world.people
    const task = anId('closed by the manager')
    await put(server, 'tasks', aTask({ id: task, project: P, state: 'done' }))
    expect(await say(anna.token, anna.id, task, 0, false)).toBe(1)
    expect(await stored(server, 'tasks', task)).toMatchObject({ state: 'done' })
  })
})

describe('an action', () => {
  test('comes from a flag of its project, is done by its owner, and talked about by both sides', async () => {
    const { anna, bruno, pmo } = world.people
    const flag = { ...aFlag({ project: P, author: bruno.id }), id: anId('a flag') }
    await put(server, 'flags', flag)
    const row = { ...anAction({ project: P, owner: anna.id, author: pmo.id, flag: flag.id }), id: anId('an action') }
    expect(await pushOne(server, pmo.token, createOp('actions', row, P))).toBe(1)
    const done = patch('actions', row.id, P, { state: 'done', done_on: '2026-11-25' }, { state: 'open', done_on: '' })
    expect(await pushOne(server, bruno.token, done)).toMatchObject({ e: 'missing' })
    expect(await pushOne(server, anna.token, done)).toBe(1)
    const said = (author: string, rank: number) =>
      aComment({ project: P, action: row.id, owner: anna.id, author, rank })
    expect(await pushOne(server, anna.token, createOp('comments', said(anna.id, 0), P))).toBe(1)
    expect(await pushOne(server, pmo.token, createOp('comments', said(pmo.id, 1), P))).toBe(1)
    expect(await pushOne(server, bruno.token, createOp('comments', said(bruno.id, 2), P))).toMatchObject({
      e: 'denied',
    })
  })

  test('given to somebody else takes its words along', async () => {
    const { anna, bruno, pmo } = world.people
    const row = { ...anAction({ project: P, owner: anna.id, author: pmo.id }), id: anId('handed over') }
    const words = aComment({ project: P, action: row.id, owner: anna.id, author: pmo.id })
    await pushOne(server, pmo.token, createOp('actions', row, P))
    await pushOne(server, pmo.token, createOp('comments', words, P))
    const give = patch('actions', row.id, P, { owner: bruno.id }, { owner: anna.id })
    expect(await pushOne(server, pmo.token, give)).toBe(1)
    const seenBy = async (token: string) =>
      (await snapshotOf(server, token, P))?.filter(({ id }) => id === row.id || id === words.id).map(({ coll }) => coll)
    expect((await seenBy(bruno.token))?.toSorted()).toEqual(['actions', 'comments'])
    expect(await seenBy(anna.token)).toEqual([])
    // What left a reader's sight reaches their device as gone.
    const gone = (await changesOf(server, anna.token, P)).rows.filter(({ id }) => id === row.id || id === words.id)
    expect(gone.map((one) => one.row)).toEqual([null, null])
  })

  test('is not of a flag elsewhere, nor of somebody outside', async () => {
    const { pmo, stranger } = world.people
    const bad = [
      [{ flag: anId('no flag') }, 'unknown-flag'],
      [{ owner: stranger.id }, 'unknown-person'],
    ] as const
    for (const [fields, code] of bad) {
      const row = { ...anAction({ project: P, author: pmo.id, ...fields }), id: anId(`bad ${code}`) }
      expect(await pushOne(server, pmo.token, createOp('actions', row, P))).toMatchObject({ e: 'invalid', code })
    }
  })
})

describe('an absence', () => {
  test('is written by its person alone, and reaches who leads a project of theirs, also one joined later', async () => {
    const { anna, pmo, newcomer } = world.people
    const mine = anAbsence({ user: newcomer.id, day: '2026-12-24', effort: 500 })
    expect(await pushOne(server, newcomer.token, createOp('absences', mine, `u:${newcomer.id}`))).toBe(1)
    const theirs = anAbsence({ user: anna.id, day: '2026-12-24' })
    expect(await pushOne(server, pmo.token, createOp('absences', theirs, `u:${anna.id}`))).toMatchObject({
      e: 'denied',
    })
    const absencesFor = async (token: string) =>
      (await snapshotOf(server, token, P))?.filter(({ coll, id }) => coll === 'absences' && id === mine.id).length
    expect(await absencesFor(pmo.token)).toBe(0)
    const membership = { id: anId('joins'), project: P, user: newcomer.id, role: 'contributor', allocation: 1000 }
    await put(server, 'memberships', membership)
    expect(await absencesFor(pmo.token)).toBe(1)
    expect(await absencesFor(anna.token)).toBe(0)
    await change(server, 'memberships', membership.id, { role: 'contributor' })
  })
})
