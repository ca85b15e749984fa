import * as v from 'valibot'
import { sameValue } from '../conflicts/same-value'
import type { StoreName } from '../ports'
import type { Context } from './context'
import { changeMeta, readMeta, recordKey } from './keys'
import { requeue } from './parked'
import type { Batch, LocalOp, Parked, StoredPhoto } from './stored'

/** Unsent and parked work with its photos as one JSON file: the way out of a device that can no longer send. */

const row = v.record(v.string(), v.unknown())
const fileOp = v.object({
  op: v.picklist(['create', 'patch', 'delete']),
  coll: v.string(),
  id: v.string(),
  scope: v.string(),
  fields: row,
  base: row,
  schema: v.number(),
  at: v.number(),
  seen: v.nullable(row),
})
const filePhoto = v.object({
  id: v.string(),
  project: v.string(),
  flag: v.string(),
  sha256: v.string(),
  at: v.number(),
  type: v.string(),
  base64: v.string(),
})
const unsentFile = v.object({
  format: v.literal('jalon-unsent'),
  version: v.literal(1),
  user: v.string(),
  ops: v.array(fileOp),
  photos: v.array(filePhoto),
})

const STORES: StoreName[] = ['ops', 'batches', 'parked', 'blobs', 'meta']

export async function exportUnsent(context: Context): Promise<Blob> {
  const { waiting, photos } = await context.store.read(STORES, async (tx) => {
    const frozen = (await tx.getAll<Batch>('batches')).flatMap((batch) => batch.ops)
    const ops = [...(await tx.getAll<LocalOp>('ops'))].sort((one, other) => one.order - other.order)
    const parked = (await tx.getAll<Parked>('parked')).filter((one) => one.coll !== 'attachments')
    return { waiting: [...parked, ...frozen, ...ops], photos: await tx.getAll<StoredPhoto>('blobs') }
  })
  const ops = waiting.map((op) => v.parse(fileOp, op))
  const kept = await Promise.all(photos.filter((photo) => photo.state !== 'sent').map(photoOf))
  const file = { format: 'jalon-unsent', version: 1, user: context.me, ops, photos: kept }
  return new Blob([JSON.stringify(file)], { type: 'application/json' })
}

async function photoOf({ id, project, flag, sha256, at, blob }: StoredPhoto) {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return { id, project, flag, sha256, at, type: blob.type, base64: btoa(binary) }
}

/**
 * Reads such a file back into the queue of the same person. Work that has reached the server since is recognised
 * there by its values. Answers how many records and photos were taken, or null when it is not such a file.
 */
export async function importUnsent(context: Context, file: Blob): Promise<number | null> {
  const parsed = v.safeParse(unsentFile, parseJson(await file.text()))
  if (!parsed.success || parsed.output.user !== context.me) return null
  const { ops, photos } = parsed.output
  await context.store.write(STORES, async (tx) => {
    const { next } = await readMeta(tx)
    for (const [index, op] of [...ops].reverse().entries()) {
      const there = await tx.get<LocalOp>('ops', recordKey(op.coll, op.id))
      if (there && sameValue(there.fields, op.fields)) continue
      await requeue(tx, { ...op, order: next + ops.length - 1 - index })
    }
    await changeMeta(tx, { next: next + ops.length })
    for (const { base64, type, ...photo } of photos)
      await tx.put('blobs', [photo.id], {
        ...photo,
        blob: blobOf(base64, type),
        state: 'waiting',
      } satisfies StoredPhoto)
  })
  context.changed(new Set([...ops.map((op) => op.coll), 'attachments']))
  return ops.length + photos.length
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function blobOf(base64: string, type: string): Blob {
  return new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], { type })
}
