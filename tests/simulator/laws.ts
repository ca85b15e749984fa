import { sameValue } from '@/sync/conflicts/same-value'
import { readScopes } from '@/sync/engine/copy'
import type { Batch, Chunk, LocalOp, Parked, Row, StoredPhoto, StoredRow } from '@/sync/engine/stored'
import { createView } from '@/sync/engine/view'
import type { SchemaHistory } from '@/schema/upgrades'
import type { Shown } from '@/sync/door'
import type { Device } from './device'
import { holds } from './ledger'
import type { Ledger, Promised } from './ledger'
import type { ServerModel } from './server-model'
import { logKey, roleIn } from './server-state'
import type { ServerState } from './server-state'
import { NO_PLACE } from './server-rules'
import { DAYS, entryOf, MONTHS, PROJECTS, TASKS } from './world'

/** The laws of docs/sync.md. Each throws a Broken with the law's number and what was seen. */
export class Broken extends Error {
  constructor(law: number, what: string, ...seen: unknown[]) {
    super(`law ${law}: ${what} ${seen.map((one) => JSON.stringify(one)).join(' ')}`)
  }
}

export interface Seen {
  ops: LocalOp[]
  batches: Batch[]
  parked: Map<string, Parked>
  blobs: Map<string, StoredPhoto>
}

/** What waits on a device. */
export async function look(device: Device): Promise<Seen> {
  return device.context.store.read(['ops', 'batches', 'parked', 'blobs'], async (tx) => ({
    ops: await tx.getAll<LocalOp>('ops'),
    batches: await tx.getAll<Batch>('batches'),
    parked: new Map((await tx.getAll<Parked>('parked')).map((one) => [`${one.coll}/${one.id}`, one])),
    blobs: new Map((await tx.getAll<StoredPhoto>('blobs')).map((one) => [one.id, one])),
  }))
}

const SMALL = ['users', 'projects', 'memberships', 'tasks', 'flags', 'week_sheets', 'attachments', 'settings'] as const

/** What the screens of a device show, by `coll/id`; of all collections or of some. */
export async function screenOf(device: Device, only?: Iterable<string>): Promise<Map<string, Shown<Row>>> {
  const wanted = only && new Set(only)
  const view = createView(device.context)
  const shown = new Map<string, Shown<Row>>()
  for (const coll of SMALL)
    if (!wanted || wanted.has(coll)) for (const one of await view.list(coll)) shown.set(`${coll}/${one.row.id}`, one)
  if (!wanted || wanted.has('time_entries'))
    for (const one of await view.entries({ months: MONTHS })) shown.set(`time_entries/${one.row.id}`, one)
  return shown
}

/** Every value that a field had on the server, in the history that survived. */
export class History {
  private readonly rows = new Map<string, Set<Row>>()

  constructor(state: ServerState) {
    for (let at: ServerState | null = state; at; at = at.previous)
      for (const [key, row] of at.rows) {
        const known = this.rows.get(key)
        if (known) known.add(row)
        else this.rows.set(key, new Set([row]))
      }
  }

  had(promised: Promised): boolean {
    for (const row of this.rows.get(`${promised.coll}/${promised.id}`) ?? []) if (holds(row, promised)) return true
    return false
  }
}

/** Law 1: what was promised was on the server, or is parked in front of the person. */
export function nothingLost(ledger: Ledger, history: History, seen: ReadonlyMap<string, Seen>): void {
  for (const promised of ledger.promises.values()) {
    if (history.had(promised)) continue
    const parked = seen.get(promised.device)?.parked.get(`${promised.coll}/${promised.id}`)
    const kept = parked && (parked.op === 'delete' || holds(parked.fields, promised) || holds(parked.seen, promised))
    if (!kept) throw new Broken(1, 'lost', promised, parked)
  }
}

/** Law 1: no intent is applied twice. Law 2: each applied change saw the value that it replaced. */
export function appliedRight(ledger: Ledger, state: ServerState): void {
  const counts = new Map<string, number>()
  for (const { device, coll, id, kind, fields, base, replaced } of state.applied) {
    for (const field of kind === 'patch' ? Object.keys(fields) : ['(whole)']) {
      const key = `${device}/${coll}/${id}/${field}`
      const count = (counts.get(key) ?? 0) + 1
      counts.set(key, count)
      if (count > (ledger.allowed.get(key) ?? 0)) throw new Broken(1, 'applied twice', key, fields)
      if (kind === 'patch' && !sameValue(replaced?.[field], base[field]))
        throw new Broken(2, 'overwrote unseen', key, replaced, base)
    }
  }
}

/** Laws 3, 7 and 8: the copy is exactly what the server lets this person read, in exactly their scopes. */
export async function copyIsExact(device: Device, server: ServerModel): Promise<void> {
  const { scopes, recs, chunks } = await device.context.store.read(['meta', 'recs', 'chunks'], async (tx) => ({
    scopes: await readScopes(tx),
    recs: await tx.getAll<StoredRow>('recs'),
    chunks: await tx.getAll<Chunk>('chunks'),
  }))
  const mine = ['org', `u:${device.user}`, ...PROJECTS.filter((one) => roleIn(server.state.rows, device.user, one))]
  if (
    scopes
      .map((state) => state.scope)
      .sort()
      .join() !== mine.sort().join()
  )
    throw new Broken(7, 'wrong scopes', device.name, scopes, mine)
  const { from, schema } = device.context
  const copy = new Map<string, Row>()
  for (const { scope, coll, id, row } of recs) copy.set(logKey(scope, coll, '', id), row)
  for (const { scope, month, user, rows } of chunks)
    for (const [id, row] of Object.entries(rows)) copy.set(logKey(scope, 'time_entries', `${month}|${user}`, id), row)
  for (const scope of mine)
    for (const [key, { part, row }] of server.visible(device.user, scope)) {
      if (part !== '' && part < from) continue
      if (!sameValue(knownTo(schema, copy.get(key)), knownTo(schema, row)))
        throw new Broken(3, 'copy differs', device.name, key, copy.get(key), row)
      copy.delete(key)
    }
  if (copy.size) throw new Broken(3, 'copy holds too much', device.name, [...copy])
}

/** Law 4: the screen of a quiet device is the copy plus its refused creates, marked. */
export async function screenIsHonest(device: Device, server: ServerModel, seen: Seen): Promise<void> {
  const screen = await screenOf(device)
  const onServer = new Map<string, Row>()
  for (const scope of ['org', ...PROJECTS, `u:${device.user}`])
    for (const { coll, id, part, row } of server.visible(device.user, scope).values())
      if (row && (part === '' || part >= device.context.from))
        onServer.set(`${coll}/${id}`, { ...row, ...onServer.get(`${coll}/${id}`) })
  for (const [key, { row, mark }] of screen) {
    const parked = seen.parked.get(key)
    if (mark !== (parked ? 'refused' : 'sent')) throw new Broken(4, 'wrong mark', device.name, key, mark)
    const expected = parked?.op === 'create' ? { ...onServer.get(key), ...parked.fields } : onServer.get(key)
    for (const [field, value] of Object.entries(knownTo(device.context.schema, expected) ?? {}))
      if (!sameValue(row[field], value)) throw new Broken(4, 'screen differs', device.name, key, row, expected)
    if (!expected) throw new Broken(4, 'shown but not there', device.name, key, row)
  }
  for (const key of onServer.keys()) if (!screen.has(key)) throw new Broken(4, 'not shown', device.name, key)
  for (const [key, parked] of seen.parked)
    if (parked.op === 'create' && parked.coll !== 'attachments' && !screen.has(key))
      throw new Broken(4, 'refused create not shown', device.name, key)
}

/** Law 4 at every moment: what one person typed on one device, and nobody else touched, stays on its screen. */
export async function ownWorkStays(device: Device, ledger: Ledger, server: ServerModel): Promise<void> {
  const touched = [...ledger.touchedBy.keys()].filter((key) => isOwn(device, ledger, server, key))
  if (touched.length === 0) return
  const screen = await screenOf(
    device,
    touched.map((key) => pair(key)[0]),
  )
  const { parked, ops, batches } = await look(device)
  const held = new Set((await device.context.store.read(['meta'], readScopes)).map((state) => state.scope))
  const waiting = [...ops, ...batches.flatMap((batch) => batch.ops)]
  // A change of somebody else's record, in a project that this device was told it had left: nothing to show it on.
  const hasNoGround = (coll: string, id: string) =>
    waiting.some((op) => op.coll === coll && op.id === id && op.op === 'patch' && !held.has(op.scope))
  for (const promised of ledger.promises.values()) {
    const { coll, id } = promised
    if (promised.device !== device.name || !touched.includes(`${coll}/${id}`)) continue
    if (parked.has(`${coll}/${id}`) || isForgotten(device, id)) continue
    if (hasNoGround(coll, id)) continue
    const row = screen.get(`${coll}/${id}`)?.row
    if (!holds(row, promised)) throw new Broken(4, 'own work vanished from the screen', device.name, promised, row)
  }
  for (const key of ledger.deleted) {
    const [name = '', coll = '', id = ''] = key.split('/')
    if (name !== device.name || !touched.includes(`${coll}/${id}`) || parked.has(`${coll}/${id}`)) continue
    if (screen.has(`${coll}/${id}`)) throw new Broken(4, 'deleted, but on the screen', key)
  }
}

/** Laws 5 and 6: on a good network everything is answered in the end; only what is parked or its photos stay. */
export async function nothingStuck(device: Device, seen: Seen): Promise<void> {
  const scopes = new Set((await device.context.store.read(['meta'], readScopes)).map((state) => state.scope))
  if (seen.ops.length + seen.batches.length) throw new Broken(5, 'still queued', device.name, seen.ops, seen.batches)
  for (const photo of seen.blobs.values()) {
    if (photo.state === 'kept' || (photo.state === 'doubted' && !scopes.has(photo.project))) continue
    const flag = seen.parked.get(`flags/${photo.flag}`)
    const waitsForFlag = photo.state === 'waiting' && flag?.op === 'create'
    if (!waitsForFlag && !seen.parked.has(`attachments/${photo.id}`))
      throw new Broken(9, 'photo stuck', device.name, photo)
  }
}

/** Law 9: every photo is on the server with its hash, or still on its device. */
export function photosArrived(
  ledger: Ledger,
  state: ServerState,
  seen: ReadonlyMap<string, Seen>,
  /** Two weeks may have passed: photos are no longer held against a server that loses its memory. */
  timePassed: boolean,
): void {
  for (const [id, { device, sha256 }] of ledger.photos) {
    const hash = state.photos.get(id)
    if (hash !== undefined && hash !== sha256) throw new Broken(9, 'photo changed', id, hash)
    if (hash === undefined && !seen.get(device)?.blobs.has(id) && !timePassed) throw new Broken(9, 'photo lost', id)
  }
}

/** An app of the first version does not know the column that came with the second, nor whether its copy has it. */
function knownTo(schema: SchemaHistory, row: Row | null | undefined): Row | null | undefined {
  if (schema.version >= 2 || !row) return row
  const { place: _place, ...rest } = row
  return rest
}

/** Law 11: an upgrade with a full outbox needs nobody's attention. */
export function upgradesParkNothing(seen: ReadonlyMap<string, Seen>): void {
  for (const { parked } of seen.values())
    for (const one of parked.values())
      if (one.code === NO_PLACE) throw new Broken(11, 'an upgrade parked what was waiting', one)
}

const pair = (key: string): [string, string] => [key.split('/')[0] ?? '', key.split('/')[1] ?? '']

/** Of a month that this device does not keep: shown while it waits, not longer. */
function isForgotten(device: Device, id: string): boolean {
  const day = DAYS.find((one) => TASKS.flat().some((task) => entryOf(device.user, task, one) === id))
  return day !== undefined && day < device.context.from
}

/** Nobody else touched it, and its author may still see the place where it lies. */
function isOwn(device: Device, ledger: Ledger, server: ServerModel, key: string): boolean {
  const scope = ledger.scopeOf.get(key) ?? ''
  return ledger.onlyTouchedBy(device.name, ...pair(key)) && roleIn(server.state.rows, device.user, scope) !== null
}
