import * as v from 'valibot'
import { wireOp } from '@/schema/sync-wire'
import { ImportRefused } from '../ports'
import type { StoreName, StoreWriter } from '../ports'
import type { Context } from './context'
import { batchKey, changeMeta, readMeta } from './keys'
import { park, requeue } from './parked'
import type { Batch, LocalOp, Parked, StoredPhoto } from './stored'
import { currentOp } from './upgrade'

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
  base64: v.pipe(v.string(), v.base64()),
})
const exportedBatch = v.object({ id: v.string(), ops: v.array(exportedOp) })
const exported = v.object({
  kind: v.literal(KIND),
  user: v.string(),
  /** Perhaps on the server already: they go again under their ids, so that nothing is applied twice. */
  batches: v.array(exportedBatch),
  ops: v.array(exportedOp),
  photos: v.array(exportedPhoto),
})
type Exported = v.InferOutput<typeof exported>

/** Everything not yet on the server, refused changes included, oldest first. */
export async function exportUnsent(context: Context): Promise<Blob> {
  const { ops, batches, photos } = await context.store.read(STORES, async (tx) => ({
    ops: [
      ...(await tx.getAll<Parked>('parked')).filter((one) => one.coll !== 'attachments'),
      ...(await tx.getAll<LocalOp>('ops')),
    ],
    batches: await tx.getAll<Batch>('batches'),
    photos: (await tx.getAll<StoredPhoto>('blobs')).filter((photo) => photo.state !== 'kept'),
  }))
  const file: Exported = {
    kind: KIND,
    user: context.me,
    batches: batches.map(({ id, ops: frozen }) => ({ id, ops: frozen.map(exportOp) })),
    ops: ops.map(exportOp),
    photos: [],
  }
  for (const { blob, state: _state, keptAt: _keptAt, ...photo } of photos)
    file.photos.push({ ...photo, type: blob.type, base64: await toBase64(blob) })
  return new Blob([JSON.stringify(file, null, 1)], { type: 'application/json' })
}

const exportOp = ({ op, coll, id, scope, fields, base, schema, at, seen }: LocalOp) =>
  ({ op, coll, id, scope, fields, base, schema, at, seen }) as const

/** Puts an exported file back into the queue of the same person. Answers how many changes it held; throws ImportRefused on another file. */
export async function importUnsent(context: Context, file: Blob): Promise<number> {
  const { user, batches, ops, photos } = await read(file)
  if (user !== context.me) throw new ImportRefused('of-another')
  const newer = [...batches.flatMap((batch) => batch.ops), ...ops].some((op) => op.schema > context.schema.version)
  if (newer) throw new ImportRefused('newer')
  await context.store.write(STORES, async (tx) => {
    let { next } = await readMeta(tx)
    const known = new Set((await tx.getAll<Batch>('batches')).map((batch) => batch.id))
    for (const { id, ops: frozen } of batches.filter((batch) => !known.has(batch.id)))
      await tx.put('batches', batchKey(next), { n: next++, id, ops: frozen.map((op) => ({ ...op, order: next++ })) })
    for (const op of ops) await bring(tx, context, { ...op, order: next++ })
    await changeMeta(tx, { next })
    for (const { type, base64, ...photo } of photos) {
      const blob = new Blob([fromBase64(base64)], { type })
      if (!(await tx.get('blobs', [photo.id])))
        await tx.put('blobs', [photo.id], { ...photo, blob, state: 'waiting' } satisfies StoredPhoto)
    }
  })
  const all = [...batches.flatMap((batch) => batch.ops), ...ops]
  context.changed(new Set([...all.map((op) => op.coll), ...(photos.length ? ['attachments'] : [])]))
  return all.length + photos.length
}

async function read(file: Blob): Promise<Exported> {
  const text = await file.text()
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new ImportRefused('unreadable')
  }
  const checked = v.safeParse(exported, json)
  if (!checked.success) throw new ImportRefused('unreadable')
  return checked.output
}

/** Beneath what was wanted here since; what an older version of the app wrote is said as this one does. */
async function bring(tx: StoreWriter, context: Context, op: LocalOp): Promise<void> {
  const now = currentOp(context.schema, op)
  if (now) return requeue(tx, now)
  await park(tx, op, { reason: 'version', code: null, field: null, theirs: null }, context.clock.now())
}

async function toBase64(blob: Blob): Promise<string> {
  let text = ''
  for (const byte of new Uint8Array(await blob.arrayBuffer())) text += String.fromCharCode(byte)
  return btoa(text)
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
