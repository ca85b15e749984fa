import type { PushResponse } from '@/schema/sync-wire'

/** What the modelled server holds. Values are never changed in place, so a commit is a shallow copy. */

export type Row = Record<string, unknown>

export interface Place {
  scope: string
  part: string
}

/** One applied change, as the laws see it. Rolled back together with the rest. */
export interface Applied {
  user: string
  device: string
  coll: string
  id: string
  kind: 'create' | 'patch' | 'delete'
  fields: Row
  base: Row
  replaced: Row | null
}

export interface ServerState {
  rows: ReadonlyMap<string, Row>
  log: ReadonlyMap<string, number>
  seq: number
  receipts: ReadonlyMap<string, PushResponse>
  applied: readonly Applied[]
  photos: ReadonlyMap<string, string>
  /** The commit before: what power loss goes back to, and the history that the laws read. */
  previous: ServerState | null
}

export const EMPTY: ServerState = {
  rows: new Map(),
  log: new Map(),
  seq: 0,
  receipts: new Map(),
  applied: [],
  photos: new Map(),
  previous: null,
}

export const rowKey = (coll: string, id: string) => `${coll}/${id}`
export const logKey = (scope: string, coll: string, part: string, id: string) => `${scope}/${coll}/${part}/${id}`

/** Everywhere that a record can be read. A person and their memberships are in several scopes. */
export function placesOf(rows: ReadonlyMap<string, Row>, coll: string, row: Row): Place[] {
  const whole = (scope: unknown): Place => ({ scope: String(scope), part: '' })
  if (coll === 'settings') return [whole('org')]
  if (coll === 'projects') return [whole(row['id'])]
  if (coll === 'memberships') return [whole(`u:${String(row['user'])}`), whole(row['project'])]
  if (coll === 'users') return [whole(`u:${String(row['id'])}`), ...projectsOf(rows, String(row['id'])).map(whole)]
  if (coll === 'week_sheets')
    return [whole(`u:${String(row['user'])}`), ...projectsOf(rows, String(row['user'])).map(whole)]
  if (coll === 'time_entries')
    return [{ scope: String(row['project']), part: `${String(row['day']).slice(0, 7)}|${String(row['user'])}` }]
  return [whole(row['project'])]
}

function projectsOf(rows: ReadonlyMap<string, Row>, user: string): string[] {
  const found: string[] = []
  for (const [key, row] of rows)
    if (key.startsWith('memberships/') && row['user'] === user) found.push(String(row['project']))
  return found
}

/** The role of a person in a scope, or null where they have no business. */
export function roleIn(rows: ReadonlyMap<string, Row>, user: string, scope: string): string | null {
  if (scope === 'org') return 'everybody'
  if (scope === `u:${user}`) return 'self'
  for (const [key, row] of rows)
    if (key.startsWith('memberships/') && row['user'] === user && row['project'] === scope) return String(row['role'])
  return null
}

/** The row as a role may read it: null = not at all. Sponsors see no individual time, only leaders the `secret`. */
export function cutFor(role: string, coll: string, row: Row): Row | null {
  if (role === 'sponsor' && coll === 'time_entries') return null
  if (role === 'manager' || !('secret' in row)) return row
  const { secret: _hidden, ...rest } = row
  return rest
}

/** The state after a change of rows: every place that changed gets the next number, the left ones too. */
export function withRows(state: ServerState, rows: ReadonlyMap<string, Row>): ServerState {
  const before = allPlaces(state.rows)
  const after = allPlaces(rows)
  const log = new Map(state.log)
  let seq = state.seq
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    if (before.get(key) === after.get(key)) continue
    seq += 1
    log.set(key, seq)
  }
  return { ...state, rows, log, seq }
}

function allPlaces(rows: ReadonlyMap<string, Row>): Map<string, Row> {
  const places = new Map<string, Row>()
  for (const [key, row] of rows) {
    const [coll = '', id = ''] = key.split('/')
    for (const place of placesOf(rows, coll, row)) places.set(logKey(place.scope, coll, place.part, id), row)
  }
  return places
}

/** How many commits led to this state. */
export function depthOf(state: ServerState): number {
  let depth = 0
  for (let at = state.previous; at; at = at.previous) depth += 1
  return depth
}
