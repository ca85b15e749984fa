import * as v from 'valibot'
import { wireOp } from '@/schema/sync-wire'
import type { StoreName } from '../ports'
import type { Context } from './context'
import { changeMeta, readMeta } from './keys'
import { requeue } from './parked'
import type { Batch, LocalOp, Parked, StoredPhoto } from './stored'

/** Unsent work as a file, for a phone that cannot reach the server any more. */

const KIND = 'jalon-unsent'
const STORES: StoreName[] = ['ops', 'batches', 'parked', 'blobs', 'meta']

const anyRow = v.record(v.string(), v.unknown())
const exportedOp = v.object({ ...wireOp.entries, at: v.number(), seen: v.nullable(anyRow) })
const exportedPhoto = v.object({
  id: v.string(),
  project: v.string(),
  flag: v.string(),
  sha256: v.string(),
  at: v.number(),
  type: v.string(),
  base64: v.string(),
})
const exported = v.object({
  kind: v.literal(KIND),
  user: v.string(),
  ops: v.array(exportedOp),
  photos: v.array(exportedPhoto),
})
type Exported = v.InferOutput<typeof exported>

/** Everything not yet on the server, refused changes included, oldest first. */
export async function exportUnsent(context: Context): Promise<Blob> {
  const { ops, photos } = await context.store.read(STORES, async (tx) => ({
    ops: [
      ...(await tx.getAll<Parked>('parked')).filter((one) => one.coll !== 'attachments'),
      ...(await tx.getAll<Batch>('batches')).flatMap((batch) => batch.ops),
      ...(await tx.getAll<LocalOp>('ops')),
    ],
    photos: await tx.getAll<StoredPhoto>('blobs'),
  }))
  const file: Exported = { kind: KIND, user: context.me, ops: ops.map(exportOp), photos: [] }
  for (const { blob, state: _state, ...photo } of photos)
    file.photos.push({ ...photo, type: blob.type, base64: await toBase64(blob) })
  return new Blob([JSON.stringify(file, null, 1)], { type: 'application/json' })
}

const exportOp = ({ op, coll, id, scope, fields, base, schema, at, seen }: LocalOp) =>
  ({ op, coll, id, scope, fields, base, schema, at, seen }) as const

/** Puts an exported file back into the queue of the same person. Answers how many changes it held; throws on another file. */
export async function importUnsent(context: Context, file: Blob): Promise<number> {
  const { user, ops, photos } = v.parse(exported, JSON.parse(await file.text()))
  if (user !== context.me) throw new Error('This file holds the work of another person.')
  await context.store.write(STORES, async (tx) => {
    let { next } = await readMeta(tx)
    for (const op of ops) await requeue(tx, { ...op, order: next++ })
    await changeMeta(tx, { next })
    for (const { type, base64, ...photo } of photos) {
      const blob = new Blob([fromBase64(base64)], { type })
      if (!(await tx.get('blobs', [photo.id])))
        await tx.put('blobs', [photo.id], { ...photo, blob, state: 'waiting' } satisfies StoredPhoto)
    }
  })
  context.changed(new Set([...ops.map((op) => op.coll), ...(photos.length ? ['attachments'] : [])]))
  return ops.length + photos.length
}

async function toBase64(blob: Blob): Promise<string> {
  let text = ''
  for (const byte of new Uint8Array(await blob.arrayBuffer())) text += String.fromCharCode(byte)
  return btoa(text)
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
