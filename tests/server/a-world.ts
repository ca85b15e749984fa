import { pullResponse, pushResponse, snapshotResponse } from '@/schema/sync-wire'
import type { OpResult, PulledRow, PushResponse, WireOp } from '@/schema/sync-wire'
import * as v from 'valibot'
import { aFlag, aMembership, anAssignment, anId, aProject, aRemainingEstimate, aTask } from '@tests/builders/records'
import { aComment, anAbsence, anAction, aReminder, aTimeEntry, aWeekReview } from '@tests/builders/records'
import { anAlertMark, aWeekSheet, someReminderPreferences } from '@tests/builders/records'
import { aBudgetLine, aChangeOrder, aClosing, aClosingItem, aRate, aWeatherReport } from '@tests/builders/records'
import { aBaseline, aBaselineItem, aDeliverable, aDependency, aMilestoneMove } from '@tests/builders/records'
import type { Reply, Server } from './a-server'

/** Two projects with people in every role, and one of each record made by two different contributors. */

export const PEOPLE = ['anna', 'bruno', 'manager', 'pmo', 'sponsor', 'stranger', 'office', 'newcomer'] as const
export type PersonName = (typeof PEOPLE)[number]

export interface Person {
  id: string
  email: string
  token: string
}

export const P = anId('P')
export const Q = anId('Q')
export const TASK = anId('task of P')
export const PHASE = anId('phase of P')
export const MILESTONE = anId('milestone of P')
export const LATER_TASK = anId('later task of P')
export const TASK_Q = anId('task of Q')
export const PASSWORD = 'another long password'
const ROLES = { anna: 'contributor', bruno: 'contributor', manager: 'manager', pmo: 'pmo', sponsor: 'sponsor' } as const

export type World = { server: Server; people: { [name in PersonName]: Person } }

export async function aWorld(server: Server): Promise<World> {
  const people = Object.fromEntries(
    await Promise.all(PEOPLE.map(async (name) => [name, await aPerson(server, name)] as const)),
  ) as World['people']
  await put(server, 'projects', aProject({ id: P, code: 'P' }))
  await put(server, 'projects', aProject({ id: Q, code: 'Q' }))
  for (const [name, role] of Object.entries(ROLES))
    await put(server, 'memberships', aMembership({ project: P, user: people[name as keyof typeof ROLES].id, role }))
  await put(server, 'memberships', aMembership({ project: Q, user: people.stranger.id, role: 'pmo' }))
  await put(server, 'tasks', aTask({ id: PHASE, project: P, kind: 'phase', name: 'Phase' }))
  await put(server, 'tasks', aTask({ id: TASK, project: P, parent: PHASE }))
  await put(server, 'tasks', aTask({ id: TASK_Q, project: Q }))
  await aPlanOf(server, people.pmo.id)
  for (const name of ['anna', 'bruno'] as const) await aWeekOf(server, people[name].id, people.pmo.id)
  return { server, people }
}

export async function aPerson(server: Server, name: string): Promise<Person> {
  const id = anId(name)
  const email = `${name}@people.example`
  const week_pattern = [1000, 1000, 1000, 1000, 1000, 0, 0]
  const account = { id, email, name, password: PASSWORD, passwordConfirm: PASSWORD, language: 'fr', week_pattern }
  await put(server, 'users', { ...account, office: name === 'office', verified: true })
  const signedIn = await server.call(
    'POST',
    `/api/collections/users/impersonate/${id}`,
    { duration: 3600 },
    server.admin,
  )
  return { id, email, token: (signedIn.json as { token: string }).token }
}

async function aPlanOf(server: Server, author: string): Promise<void> {
  await put(server, 'tasks', aTask({ id: MILESTONE, project: P, kind: 'milestone', name: 'Acceptance' }))
  await put(server, 'tasks', aTask({ id: LATER_TASK, project: P, name: 'Later' }))
  await put(server, 'dependencies', aDependency({ project: P, predecessor: TASK, successor: LATER_TASK }))
  const baseline = aBaseline({ project: P, author })
  await put(server, 'baselines', baseline)
  await put(server, 'baseline_items', aBaselineItem({ project: P, baseline: baseline.id, task: TASK }))
  await put(server, 'milestone_moves', aMilestoneMove({ project: P, task: MILESTONE, author }))
  await put(server, 'deliverables', aDeliverable({ project: P }))
  await put(server, 'weather_reports', aWeatherReport({ project: P, author }))
  const closing = aClosing({ project: P, author })
  await put(server, 'closings', closing)
  await put(server, 'rates', aRate({ project: P }))
  await put(server, 'budget_lines', aBudgetLine({ project: P }))
  await put(server, 'change_orders', aChangeOrder({ project: P, author }))
  await put(server, 'closing_items', aClosingItem({ project: P, closing: closing.id, task: TASK }))
}

async function aWeekOf(server: Server, user: string, pmo: string): Promise<void> {
  const place = { project: P, task: TASK, user }
  await put(server, 'assignments', anAssignment(place))
  await put(server, 'time_entries', aTimeEntry(place))
  await put(server, 'remaining_estimates', aRemainingEstimate(place))
  await put(server, 'week_sheets', aWeekSheet({ user }))
  await put(server, 'reminder_preferences', someReminderPreferences({ user }))
  await put(server, 'reminders', aReminder({ user }))
  await put(server, 'alert_marks', anAlertMark({ user }))
  await put(server, 'absences', anAbsence({ user, day: '2026-11-20' }))
  // Of another week than the entries: those of a validated week are not changed any more.
  await put(server, 'week_reviews', aWeekReview({ project: P, user, author: pmo, week: '2025-W20' }))
  await put(server, 'flags', aFlag({ project: P, author: user, photos: [photoIdOf(user)] }))
  const action = anAction({ project: P, owner: user, author: pmo })
  await put(server, 'actions', action)
  await put(server, 'comments', aComment({ project: P, action: action.id, owner: user, author: user }))
}

export const photoIdOf = (user: string) => anId(`photo of ${user}`)

/** Creates a record as the administration does. */
export async function put(server: Server, coll: string, row: object): Promise<void> {
  const { status, text } = await server.call('POST', `/api/collections/${coll}/records`, row, server.admin)
  if (status !== 200) throw new Error(`${coll}: ${text}`)
}

/** Changes a record as the administration does. */
export async function change(server: Server, coll: string, id: string, fields: object): Promise<void> {
  const { status, text } = await server.call('PATCH', `/api/collections/${coll}/records/${id}`, fields, server.admin)
  if (status !== 200) throw new Error(`${coll}: ${text}`)
}

/** The record as the administration sees it, null when there is none. */
export async function stored(server: Server, coll: string, id: string): Promise<{ [field: string]: unknown } | null> {
  const reply = await server.call('GET', `/api/collections/${coll}/records/${id}`, undefined, server.admin)
  return reply.status === 200 ? (reply.json as { [field: string]: unknown }) : null
}

let batches = 0
export const newBatchId = () => `batch${String(++batches).padStart(10, '0')}`
export const DEVICE = 'device000000000'

export function anOp(op: Pick<WireOp, 'op' | 'coll' | 'id' | 'scope'> & Partial<WireOp>): WireOp {
  return { fields: {}, base: {}, schema: 1, ...op }
}

/** A create of a whole record: its fields without the id. */
export function createOp(
  coll: string,
  { id, ...fields }: { id: string; [field: string]: unknown },
  scope: string,
): WireOp {
  return anOp({ op: 'create', coll, id, scope, fields })
}

export const pushRaw = (server: Server, token: string, ops: readonly WireOp[], batch = newBatchId()): Promise<Reply> =>
  server.call('POST', '/api/sync/push', { batch, device: DEVICE, waiting: 0, ops }, token)

export async function push(
  server: Server,
  token: string,
  ops: readonly WireOp[],
  batch?: string,
): Promise<PushResponse> {
  const reply = await pushRaw(server, token, ops, batch)
  if (reply.status !== 200) throw new Error(`push: ${reply.status} ${reply.text}`)
  return v.parse(pushResponse, reply.json)
}

export async function pushOne(server: Server, token: string, op: WireOp): Promise<OpResult> {
  return (await push(server, token, [op])).results[0]!
}

/** All rows of a scope by snapshot; null when the reader has no business there. */
export async function snapshotOf(server: Server, token: string, scope: string): Promise<PulledRow[] | null> {
  const request = { device: DEVICE, scope, after: '', from: '', limit: 20000 }
  const page = v.parse(snapshotResponse, (await server.call('POST', '/api/sync/snapshot', request, token)).json)
  return 'gone' in page ? null : page.rows
}

export async function bootOf(server: Server, token: string): Promise<string> {
  const reply = await server.call('POST', '/api/sync/receipts', { batches: [] }, token)
  return (reply.json as { boot: string }).boot
}

export async function pullOf(server: Server, token: string, scope: string, since = 0, limit = 5000) {
  const boot = await bootOf(server, token)
  const request = { device: DEVICE, boot, limit, scopes: [{ scope, since }] }
  return v.parse(pullResponse, (await server.call('POST', '/api/sync/pull', request, token)).json).scopes[0]!
}

/** A pull that brings changes; anything else is an error. */
export async function changesOf(server: Server, token: string, scope: string, since = 0, limit?: number) {
  const pulled = await pullOf(server, token, scope, since, limit)
  if (pulled.kind !== 'changes') throw new Error(pulled.kind)
  return pulled
}
