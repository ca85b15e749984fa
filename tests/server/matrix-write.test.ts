import { aBudgetLine, aChangeOrder, aClosing, aClosingItem, aRate, aWeatherReport } from '@tests/builders/records'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CollectionName } from '@/schema/collections'
import { SETTINGS_ID } from '@/schema/settings'
import {
  aBaseline,
  aBaselineItem,
  aComment,
  aDeliverable,
  aDependency,
  aMilestoneMove,
  aFlag,
  aMembership,
  anAbsence,
  anAction,
  anAlertMark,
  anAssignment,
  anId,
  aProject,
  aReminder,
  aRemainingEstimate,
  aTask,
  aTimeEntry,
  aWeekReview,
  aWeekSheet,
  someReminderPreferences,
} from '@tests/builders/records'
import { aServer, type Server } from './a-server'
import {
  anOp,
  aWorld,
  createOp,
  LATER_TASK,
  MILESTONE,
  P,
  PHASE,
  push,
  pushOne,
  put,
  stored,
  TASK,
  type World,
} from './a-world'
import { CREATE, DELETE, PATCH, READERS, type Reader, type Right } from './role-matrix'

/** Every role × collection × operation by push, for one's own record and for a colleague's, against role-matrix.ts. */

let server: Server
let world: World
beforeAll(async () => {
  server = await aServer()
  world = await aWorld(server)
  // Something of everybody's to talk about; the two contributors have theirs.
  for (const name of WRITERS.filter((one) => one !== 'anna'))
    await put(server, 'actions', anAction({ project: P, owner: world.people[name].id, author: world.people.pmo.id }))
})
afterAll(() => server.stop())

/** Their author is who makes them; a flag's is whose it is. */
const SIGNED_BY_WRITER: readonly string[] = [
  'time_entries',
  'week_reviews',
  'actions',
  'comments',
  'baselines',
  'milestone_moves',
  'change_orders',
  'weather_reports',
]

type Writer = Exclude<Reader, 'anonymous'>
const WRITERS = READERS.filter((reader): reader is Writer => reader !== 'anonymous')
type Fields = { [field: string]: unknown }
type Row = { id: string } & Fields

let serial = 0
/** A day that no other case of this file uses. */
function freshDay(): string {
  serial += 1
  return new Date(Date.UTC(2020, 0, 1 + serial)).toISOString().slice(0, 10)
}
/** A week in which nobody of this file has time: a validated one can't be changed any more. */
const freshWeek = () => `2019-W${String((serial += 1) % 52 || 52).padStart(2, '0')}`
const actionOf = (owner: string) => anAction({ project: P, owner, author: owner }).id
const freshId = () => anId(`fresh ${(serial += 1)}`)

/** A record of P that does not exist yet, belonging to this person. */
const draft: { [coll in CollectionName]?: (user: string) => Row } = {
  settings: () => ({
    id: freshId(),
    organisation: 'x',
    day_minutes: 420,
    entry_step: 0,
    day_limit: 0,
    holiday_zone: '',
    currency: 'EUR',
  }),
  users: () => ({ id: freshId(), name: 'x' }),
  projects: () => aProject({ id: freshId() }),
  memberships: () => aMembership({ project: P, user: world.people.newcomer.id }),
  tasks: () => aTask({ id: freshId(), project: P, parent: PHASE }),
  assignments: (user) => ({ ...anAssignment({ project: P, task: TASK, user }), id: freshId() }),
  dependencies: () => aDependency({ project: P, predecessor: LATER_TASK, successor: MILESTONE }),
  baselines: () => ({ ...aBaseline({ project: P, author: world.people.pmo.id }), id: freshId() }),
  baseline_items: () =>
    aBaselineItem({ project: P, baseline: aBaseline({ project: P, author: world.people.pmo.id }).id, task: freshId() }),
  milestone_moves: () => ({
    ...aMilestoneMove({ project: P, task: MILESTONE, author: world.people.pmo.id }),
    id: freshId(),
  }),
  deliverables: () => ({ ...aDeliverable({ project: P }), id: freshId() }),
  time_entries: (user) => aTimeEntry({ project: P, task: TASK, user, day: freshDay() }),
  remaining_estimates: (user) => ({ ...aRemainingEstimate({ project: P, task: TASK, user }), id: freshId() }),
  week_sheets: (user) => aWeekSheet({ user, week: '2026-W30' }),
  absences: (user) => anAbsence({ user, day: '2026-11-06' }),
  week_reviews: (user) => aWeekReview({ project: P, user, author: world.people.pmo.id, week: freshWeek() }),
  actions: (owner) => ({ ...anAction({ project: P, owner, author: world.people.pmo.id }), id: freshId() }),
  comments: (owner) => ({
    ...aComment({ project: P, action: actionOf(owner), owner, author: owner }),
    id: freshId(),
  }),
  flags: (author) => ({ ...aFlag({ project: P, author }), id: freshId() }),
  attachments: (author) => ({
    id: freshId(),
    project: P,
    flag: freshId(),
    author,
    file: 'a.png',
    sha256: '0'.repeat(64),
  }),
  task_totals: () => ({
    id: freshId(),
    project: P,
    actuals: 0,
    remaining: 0,
    unconfirmed: 0,
    confirmed_on: '',
    last_day: '',
    progress: null,
  }),
  reminder_preferences: (user) => someReminderPreferences({ user }),
  reminders: (user) => aReminder({ user, week: '2026-W30' }),
  alert_marks: (user) => anAlertMark({ user, alert: `overdue-risk:${anId('flag')}` }),
  project_weeks: () => ({ id: `${P}202601`, project: P, week: '2026-W01', effort: 0 }),
  closings: () => ({
    ...aClosing({ project: P, author: world.people.pmo.id }),
    id: freshId(),
    rank: 10 + (serial += 1),
  }),
  rates: () => aRate({ project: P, starts_on: freshDay() }),
  budget_lines: () => ({ ...aBudgetLine({ project: P }), id: freshId() }),
  change_orders: () => ({ ...aChangeOrder({ project: P, author: world.people.pmo.id }), id: freshId() }),
  task_costs: () => ({ id: freshId(), project: P, cost: 0, unpriced: 0 }),
  weather_reports: () => aWeatherReport({ project: P, author: world.people.pmo.id, day: freshDay() }),
  closing_items: () => ({ ...aClosingItem({ project: P, closing: anId('closing'), task: TASK }), id: freshId() }),
}

const newValue: { [coll in CollectionName]?: Fields } = {
  settings: { closing_strict: true },
  projects: { name: 'Renamed' },
  memberships: { allocation: 700 },
  tasks: { name: 'Renamed' },
  assignments: { effort: 7000 },
  dependencies: { lag: 500 },
  baselines: { name: 'Changed' },
  baseline_items: { effort: 1 },
  milestone_moves: { reason: 'Changed' },
  deliverables: { name: 'Changed' },
  time_entries: { effort: 750 },
  remaining_estimates: { remaining: 1 },
  flags: { sentence: 'Changed' },
  week_reviews: { word: 'Thank you.' },
  actions: { title: 'Changed' },
  comments: { text: 'Changed' },
  task_totals: { actuals: 1 },
  project_weeks: { effort: 1 },
  closings: { note: 'Changed' },
  closing_items: { actuals: 1 },
  rates: { daily_rate: 1 },
  budget_lines: { budget: 1 },
  change_orders: { label: 'Changed' },
  task_costs: { cost: 1 },
  weather_reports: { comment: 'Changed' },
  reminders: { outcome: 'failed' },
}

/** The owner of the tried record: the writer, or a colleague. The outsiders' own record stands in P as well. */
const owners = (writer: Writer) =>
  [world.people[writer].id, world.people[writer === 'anna' ? 'bruno' : 'anna'].id] as const

async function existing(coll: CollectionName, owner: string): Promise<Row> {
  if (coll === 'projects') return (await stored(server, coll, P)) as Row
  if (coll === 'settings') return (await stored(server, coll, SETTINGS_ID)) as Row
  if (coll === 'task_totals' || coll === 'task_costs') return (await stored(server, coll, TASK)) as Row
  if (coll === 'project_weeks') return (await stored(server, coll, `${P}202647`)) as Row
  if (coll === 'users') return (await stored(server, coll, owner)) as Row
  const row = draft[coll]!(owner)
  if (!(await stored(server, coll, row.id))) await put(server, coll, row)
  return row
}

const scopeOf = (coll: CollectionName, row: Row) =>
  coll === 'settings'
    ? 'org'
    : coll === 'users'
      ? `u:${row.id}`
      : ['week_sheets', 'absences', 'reminder_preferences', 'reminders', 'alert_marks'].includes(coll)
        ? `u:${String(row['user'])}`
        : P

async function expectRight(
  right: Right,
  coll: CollectionName,
  id: string,
  result: unknown,
  before: Row | null,
): Promise<void> {
  if (right === 'yes') return expect(result).toBe(1)
  expect(result).toMatchObject({ e: expect.stringMatching(/^(denied|missing)$/) as string })
  // Refused means untouched, not half applied.
  expect(await stored(server, coll, id)).toEqual(before)
}

const cases = (table: typeof CREATE) =>
  Object.entries(table).flatMap(([coll, line]) =>
    WRITERS.map((writer) => [coll as CollectionName, writer, line[writer]] as const),
  )

async function forget(coll: CollectionName, id: string): Promise<void> {
  if (coll === 'memberships' || coll === 'assignments' || coll === 'dependencies')
    await server.call('DELETE', `/api/collections/${coll}/records/${id}`, undefined, server.admin)
}

describe('create', () => {
  test.each(cases(CREATE))('%s by %s', async (coll, writer, rights) => {
    for (const [index, owner] of owners(writer).entries()) {
      const row = draft[coll]!(owner)
      const asMine =
        'author' in row && SIGNED_BY_WRITER.includes(coll) ? { ...row, author: world.people[writer].id } : row
      await forget(coll, row.id)
      const result = await pushOne(server, world.people[writer].token, createOp(coll, asMine, scopeOf(coll, row)))
      await expectRight(rights[index]!, coll, row.id, result, null)
      await forget(coll, row.id)
    }
  })
})

describe('patch', () => {
  test.each(cases(PATCH))('%s by %s', async (coll, writer, rights) => {
    for (const [index, owner] of owners(writer).entries()) {
      const row = await existing(coll, owner)
      const before = (await stored(server, coll, row.id)) as Row
      const fields = newValue[coll]!
      const base = Object.fromEntries(Object.keys(fields).map((field) => [field, before[field]]))
      const op = anOp({ op: 'patch', coll, id: row.id, scope: scopeOf(coll, row), fields, base })
      await expectRight(rights[index]!, coll, row.id, await pushOne(server, world.people[writer].token, op), before)
    }
  })
})

describe('delete', () => {
  test.each(cases(DELETE))('%s by %s', async (coll, writer, rights) => {
    for (const [index, owner] of owners(writer).entries()) {
      const row = await existing(coll, owner)
      const before = (await stored(server, coll, row.id)) as Row
      const op = anOp({ op: 'delete', coll, id: row.id, scope: scopeOf(coll, row) })
      await expectRight(rights[index]!, coll, row.id, await pushOne(server, world.people[writer].token, op), before)
    }
  })
})

describe('what the table has no room for', () => {
  const patch = (coll: string, id: string, scope: string, fields: Fields, base: Fields) =>
    anOp({ op: 'patch', coll, id, scope, fields, base })

  test('everybody keeps their own weeks, nobody those of others', async () => {
    for (const writer of WRITERS) {
      const mine = aWeekSheet({ user: world.people[writer].id, week: '2026-W31', state: 'open' })
      const theirs = aWeekSheet({ user: owners(writer)[1], week: '2026-W32' })
      const { token } = world.people[writer]
      expect(await pushOne(server, token, createOp('week_sheets', mine, `u:${mine.user}`))).toBe(1)
      const submit = patch('week_sheets', mine.id, `u:${mine.user}`, { state: 'submitted' }, { state: 'open' })
      expect(await pushOne(server, token, submit)).toBe(1)
      expect(await pushOne(server, token, createOp('week_sheets', theirs, `u:${theirs.user}`))).toMatchObject({
        e: 'denied',
      })
    }
  })

  test('everybody marks their own alerts, nobody those of others, and what is put off has a day', async () => {
    for (const writer of WRITERS) {
      const alert = `overdue-risk:${freshId()}`
      const mine = anAlertMark({ user: world.people[writer].id, alert })
      const theirs = anAlertMark({ user: owners(writer)[1], alert })
      const { token } = world.people[writer]
      expect(await pushOne(server, token, createOp('alert_marks', mine, `u:${mine.user}`))).toBe(1)
      const lift = patch('alert_marks', mine.id, `u:${mine.user}`, { state: 'lifted' }, { state: 'acknowledged' })
      expect(await pushOne(server, token, lift)).toBe(1)
      const snooze = patch('alert_marks', mine.id, `u:${mine.user}`, { state: 'snoozed' }, { state: 'lifted' })
      expect(await pushOne(server, token, snooze)).toEqual({ e: 'invalid', code: 'required', field: 'until' })
      expect(await pushOne(server, token, createOp('alert_marks', theirs, `u:${theirs.user}`))).toMatchObject({
        e: 'denied',
      })
      const other = { ...mine, id: freshId() }
      expect(await pushOne(server, token, createOp('alert_marks', other, `u:${mine.user}`))).toMatchObject({
        code: 'wrong-id',
      })
    }
  })

  test('the office sets thresholds that hold, and nothing of the settings beside its choices', async () => {
    const { office, pmo } = world.people
    const set = (token: string, fields: Fields, base: Fields) =>
      pushOne(server, token, patch('settings', SETTINGS_ID, 'org', fields, base))
    const alerts = { slip_days: 10, off: ['task-overrun'] }
    expect(await set(pmo.token, { alerts }, { alerts: null })).toEqual({ e: 'denied', code: 'office-only' })
    expect(await set(office.token, { alerts }, { alerts: null })).toBe(1)
    expect(await stored(server, 'settings', SETTINGS_ID)).toMatchObject({ alerts })
    expect(await set(office.token, { alerts: { slip_days: 0 } }, { alerts })).toMatchObject({
      e: 'invalid',
      code: 'min',
    })
    expect(await set(office.token, { alerts: { slip_days: '9' } }, { alerts })).toMatchObject({ e: 'invalid' })
    const hours = { reminder_from: 600, reminder_to: 540 }
    expect(await set(office.token, hours, { reminder_from: 0, reminder_to: 0 })).toMatchObject({ code: 'min' })
    for (const field of ['organisation', 'currency', 'entry_step', 'day_limit'])
      expect(await set(office.token, { [field]: 'x' }, { [field]: '' })).toEqual({
        e: 'denied',
        code: 'field-not-allowed',
      })
    expect(await set(office.token, { alerts: null }, { alerts })).toBe(1)
  })

  test('a person changes their language and zone, and nothing else of themselves', async () => {
    const { id, token } = world.people.anna
    const mine = (fields: Fields, base: Fields) => pushOne(server, token, patch('users', id, `u:${id}`, fields, base))
    expect(await mine({ language: 'en' }, { language: 'fr' })).toBe(1)
    expect(await mine({ office: true }, { office: false })).toEqual({ e: 'denied', code: 'field-not-allowed' })
    const theirs = world.people.bruno.id
    const other = patch('users', theirs, `u:${theirs}`, { language: 'en' }, { language: 'fr' })
    expect(await pushOne(server, token, other)).toMatchObject({ e: 'denied' })
  })

  test('the office creates projects and leads them; nobody else does', async () => {
    for (const writer of WRITERS) {
      const project = aProject({ id: freshId() })
      const task = aTask({ id: freshId(), project: project.id })
      const ops = [createOp('projects', project, project.id), createOp('tasks', task, project.id)]
      const { results } = await push(server, world.people[writer].token, ops)
      if (writer === 'office') expect(results).toEqual([1, 1])
      else expect(results).toMatchObject([{ e: 'denied', code: 'office-only' }, { e: 'denied' }])
    }
  })

  test('triage is for leaders, and stops the author from changing the flag', async () => {
    const { anna, manager } = world.people
    const flag = { ...aFlag({ project: P, author: anna.id }), id: freshId() }
    await pushOne(server, anna.token, createOp('flags', flag, P))
    const triage = patch(
      'flags',
      flag.id,
      P,
      { state: 'risk', answer: 'Booked for Monday.' },
      { state: 'new', answer: '' },
    )
    expect(await pushOne(server, anna.token, triage)).toEqual({ e: 'denied', code: 'role' })
    expect(await pushOne(server, manager.token, triage)).toBe(1)
    const late = patch('flags', flag.id, P, { sentence: 'Other' }, { sentence: flag.sentence })
    expect(await pushOne(server, anna.token, late)).toEqual({ e: 'denied', code: 'already-triaged' })
  })

  test('the last leader of a project can neither step down nor leave', async () => {
    const { office } = world.people
    const project = aProject({ id: freshId() })
    await pushOne(server, office.token, createOp('projects', project, project.id))
    const { id } = aMembership({ project: project.id, user: office.id })
    const stepDown = patch('memberships', id, project.id, { role: 'contributor' }, { role: 'pmo' })
    const leave = anOp({ op: 'delete', coll: 'memberships', id, scope: project.id })
    for (const op of [stepDown, leave])
      expect(await pushOne(server, office.token, op)).toEqual({ e: 'denied', code: 'last-leader' })
  })

  test('a task with time is not deleted; one without goes with its assignments', async () => {
    const { pmo, anna } = world.people
    const task = aTask({ id: freshId(), project: P })
    const assignment = anAssignment({ project: P, task: task.id, user: anna.id })
    await push(server, pmo.token, [createOp('tasks', task, P), createOp('assignments', assignment, P)])
    const remove = (id: string) => pushOne(server, pmo.token, anOp({ op: 'delete', coll: 'tasks', id, scope: P }))
    expect(await remove(TASK)).toEqual({ e: 'invalid', code: 'has-time' })
    expect(await remove(task.id)).toBe(1)
    expect(await stored(server, 'assignments', assignment.id)).toBe(null)
    expect(await stored(server, 'task_totals', task.id)).toBe(null)
  })

  test('a task is put neither under itself, nor below itself, nor under another project', async () => {
    const { pmo } = world.people
    const [top, below] = [aTask({ id: freshId(), project: P }), aTask({ id: freshId(), project: P })]
    await push(server, pmo.token, [createOp('tasks', top, P), createOp('tasks', { ...below, parent: top.id }, P)])
    const move = (parent: string) => pushOne(server, pmo.token, patch('tasks', top.id, P, { parent }, { parent: '' }))
    expect(await move(top.id)).toMatchObject({ e: 'invalid', field: 'parent' })
    expect(await move(below.id)).toMatchObject({ e: 'invalid', field: 'parent' })
    expect(await move(anId('task of Q'))).toEqual({ e: 'invalid', code: 'unknown-task', field: 'parent' })
  })
})
