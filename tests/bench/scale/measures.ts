import { addDays } from '@/domain/calendar/days'
import { derivedId, timeEntryId } from '@/domain/identity/derived-id'
import type { PullResponse, PushResponse, SnapshotResponse } from '@/schema/sync-wire'
import { LIMITS } from '@/sync/engine/context'
import type { ScaledServer } from './a-scaled-server'
import { personId, placeOf, PROJECTS, projectId, taskId } from './world'

/** What a PMO's device asks of the server, as it asks it. */

const DEVICE = 'benchdevice0000'
const SAVES = 40
const CLOSINGS = 20

/** How far the device's copy is. */
export interface Cursors {
  boot: string
  since: Map<string, number>
}

export interface FirstCopy {
  rows: number
  /** As it travels and unpacked, bytes. */
  wire: number
  bytes: number
  ms: number
}

/** The first copy, page after page as the app takes it; `from` leaves months of time entries out. */
export async function firstCopy(server: ScaledServer, from: string): Promise<{ copy: FirstCopy; cursors: Cursors }> {
  const scopes = ['org', `u:${server.pmo}`, ...Array.from({ length: PROJECTS }, (_, at) => projectId(at))]
  const copy: FirstCopy = { rows: 0, wire: 0, bytes: 0, ms: 0 }
  const cursors: Cursors = { boot: '', since: new Map() }
  for (const scope of scopes)
    for (let after: string | null = ''; after !== null;) {
      const asked = { device: DEVICE, scope, after, from, limit: LIMITS.snapshot }
      const { json, ms, wire, bytes } = await server.post('/api/sync/snapshot', asked, server.token)
      const page = json as Exclude<SnapshotResponse, { gone: true }>
      copy.rows += page.rows.length
      copy.ms += ms
      copy.wire += wire
      copy.bytes += bytes
      if (after === '') cursors.since.set(scope, page.seq)
      cursors.boot = page.boot
      after = page.next
    }
  return { copy, cursors }
}

export interface Round {
  /** Somebody's eight entries, sent: milliseconds, one a save. */
  saves: number[]
  /** All projects asked for what is new after each save: what the portfolio shows is in the answer. */
  portfolio: number[]
  /** One project asked. */
  progress: number[]
  looks: number[]
  closings: number[]
}

export async function oneRound(server: ScaledServer, nth: number, cursors: Cursors, today: string): Promise<Round> {
  const round: Round = { saves: [], portfolio: [], progress: [], looks: [], closings: [] }
  for (let at = 0; at < SAVES; at++) {
    const person = nth * SAVES + at
    round.saves.push(await save(server, person, today))
    const one = projectId(placeOf(person, 0).project)
    const own = { boot: cursors.boot, since: new Map([[one, cursors.since.get(one) ?? 0]]) }
    round.progress.push(await pull(server, own))
    round.portfolio.push(await pull(server, cursors))
  }
  const through = addDays(today, -1)
  for (let at = 0; at < CLOSINGS; at++) {
    const project = projectId(nth * CLOSINGS + at)
    round.looks.push((await server.post('/api/jalon/closings', { project, through, preview: true }, server.token)).ms)
    round.closings.push((await server.post('/api/jalon/closings', { project, through, note: '' }, server.token)).ms)
  }
  return round
}

async function save(server: ScaledServer, person: number, day: string): Promise<number> {
  const user = personId(person)
  const ops = Array.from({ length: 8 }, (_, nth) => {
    const place = placeOf(person, nth)
    const [project, task] = [projectId(place.project), taskId(place.project, place.task)]
    const fields = { project, task, user, day, effort: 250, comment: '', author: user }
    return {
      op: 'create',
      coll: 'time_entries',
      id: timeEntryId(user, task, day),
      scope: project,
      fields,
      base: {},
      schema: 1,
    }
  })
  const batch = derivedId('batch', user, String(server.size))
  const token = await server.tokenOf(user)
  const { ms, json } = await server.post('/api/sync/push', { batch, device: DEVICE, waiting: 0, ops }, token)
  const refused = (json as PushResponse).results.find((result) => result !== 1)
  if (refused) throw new Error(`A save was refused: ${JSON.stringify(refused)}`)
  return ms
}

/** Moves the cursors on; refuses an answer that brought nothing, since then nothing was measured. */
async function pull(server: ScaledServer, cursors: Cursors): Promise<number> {
  const scopes = [...cursors.since].map(([scope, since]) => ({ scope, since }))
  const asked = { device: DEVICE, boot: cursors.boot, limit: LIMITS.pull, scopes }
  const { ms, json } = await server.post('/api/sync/pull', asked, server.token)
  const answer = json as PullResponse
  let rows = 0
  for (const scope of answer.scopes) {
    if (scope.kind !== 'changes' || scope.more) throw new Error(`A pull was answered by ${scope.kind}.`)
    rows += scope.rows.length
    cursors.since.set(scope.scope, scope.seq)
  }
  if (rows === 0) throw new Error('A pull brought nothing.')
  return ms
}
