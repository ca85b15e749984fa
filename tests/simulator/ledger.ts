import { sameValue } from '@/sync/conflicts/same-value'
import type { LocalWrite, NewPhoto } from '@/sync/door'
import type { Accepted } from './device'
import type { Seen } from './laws'

/** One field that a person was told is saved. */
export interface Promised {
  device: string
  coll: string
  id: string
  field: string
  value: unknown
}

/**
 * The reference: what people were promised, as simply as it can be written down. Only the last value that a device
 * promised for a field counts; the ones before it were replaced by the same person.
 */
export class Ledger {
  readonly promises = new Map<string, Promised>()
  readonly photos = new Map<string, { device: string; sha256: string }>()
  /** Records that a device deleted last. */
  readonly deleted = new Set<string>()
  /** How often a device may have changed a field on the server at most. */
  readonly allowed = new Map<string, number>()
  /** Everybody who touched a record. */
  readonly touchedBy = new Map<string, Set<string>>()
  /** Where each record was last written. */
  readonly scopeOf = new Map<string, string>()

  saved(device: string, writes: readonly LocalWrite[], photos: readonly NewPhoto[], accepted: Accepted): void {
    if (accepted === 'no') return
    for (const { op, coll, id, scope, fields } of writes) {
      this.scopeOf.set(`${coll}/${id}`, scope)
      this.touch(device, coll, id)
      const names = op === 'delete' ? [] : Object.keys(fields)
      for (const field of [...names, '(whole)']) this.allow(device, coll, id, field)
      this.forget(device, coll, id, accepted === 'yes' && op !== 'delete' ? names : null)
      this.deleted.delete(`${device}/${coll}/${id}`)
      if (accepted !== 'yes') continue
      if (op === 'delete') this.deleted.add(`${device}/${coll}/${id}`)
      for (const field of names) {
        const promised = { device, coll, id, field, value: fields[field] }
        this.promises.set(`${device}/${coll}/${id}/${field}`, promised)
      }
    }
    if (accepted === 'yes') for (const { id, sha256 } of photos) this.photos.set(id, { device, sha256 })
  }

  touch(who: string, coll: string, id: string): void {
    const key = `${coll}/${id}`
    this.touchedBy.set(key, (this.touchedBy.get(key) ?? new Set()).add(who))
  }

  /** The person's own choice about a card. */
  decided(device: string, coll: string, id: string, choice: string, fields: Iterable<string>): void {
    for (const field of [...fields, '(whole)']) this.allow(device, coll, id, field)
    if (choice !== 'theirs') return
    this.forget(device, coll, id, null)
    this.deleted.delete(`${device}/${coll}/${id}`)
    this.photos.delete(id)
  }

  /** The device is about to be emptied: it answers only for what is still waiting on it. */
  vouchedFor(device: string, seen: Seen): void {
    const waiting = new Set<string>()
    for (const op of [...seen.ops, ...seen.batches.flatMap((batch) => batch.ops), ...seen.parked.values()])
      waiting.add(`${op.coll}/${op.id}`)
    for (const [key, promised] of this.promises)
      if (promised.device === device && !waiting.has(`${promised.coll}/${promised.id}`)) this.promises.delete(key)
    for (const [id, photo] of this.photos)
      if (photo.device === device && seen.blobs.get(id)?.state !== 'waiting') this.photos.delete(id)
    for (const key of this.deleted) if (key.startsWith(`${device}/`)) this.deleted.delete(key)
  }

  onlyTouchedBy(device: string, coll: string, id: string): boolean {
    const who = this.touchedBy.get(`${coll}/${id}`)
    return who?.size === 1 && who.has(device)
  }

  private allow(device: string, coll: string, id: string, field: string): void {
    const key = `${device}/${coll}/${id}/${field}`
    this.allowed.set(key, (this.allowed.get(key) ?? 0) + 1)
  }

  /** `fields` null: all of the record. */
  private forget(device: string, coll: string, id: string, fields: readonly string[] | null): void {
    for (const [key, promised] of this.promises) {
      if (promised.device !== device || promised.coll !== coll || promised.id !== id) continue
      if (!fields || fields.includes(promised.field)) this.promises.delete(key)
    }
  }
}

export const holds = (row: Record<string, unknown> | null | undefined, { field, value }: Promised) =>
  row !== null && row !== undefined && sameValue(row[field], value)
