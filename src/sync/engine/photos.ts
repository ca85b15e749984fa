import type { StoreName } from '../ports'
import { outcomeOf } from './context'
import type { Context, Outcome } from './context'
import { readScopes } from './copy'
import { recordKey, rowKey } from './keys'
import type { Batch, LocalOp, Parked, StoredPhoto, StoredRow } from './stored'

const QUEUE: StoreName[] = ['blobs', 'ops', 'batches', 'parked']

/** Sends the photos whose record the server has, one by one. One that is refused never holds up the others. */
export async function sendPhotos(context: Context): Promise<Outcome> {
  for (const photo of await readyPhotos(context)) {
    const { id, project, flag, sha256, blob } = photo
    const answer = await context.remote.sendPhoto({ id, project, flag, sha256, blob })
    if (answer.kind === 'ok') await mark(context, id, 'sent')
    else if (answer.kind === 'refused') await refuse(context, photo, answer.code)
    else return outcomeOf(answer)
    context.changed(['attachments'])
  }
  return 'done'
}

/** Waiting photos whose record is no longer on its way. */
function readyPhotos(context: Context): Promise<StoredPhoto[]> {
  return context.store.read(QUEUE, async (tx) => {
    const waiting = (await tx.getAll<StoredPhoto>('blobs')).filter((photo) => photo.state === 'waiting')
    if (waiting.length === 0) return []
    const batches = await tx.getAll<Batch>('batches')
    const onTheWay = new Set(batches.flatMap((batch) => batch.ops.map((op) => `${op.coll}/${op.id}`)))
    const held: StoredPhoto[] = []
    for (const photo of waiting) {
      const key = recordKey('flags', photo.flag)
      const unsent = (await tx.get<LocalOp>('ops', key)) ?? (await tx.get<Parked>('parked', key))
      if (unsent?.op !== 'create' && !onTheWay.has(`flags/${photo.flag}`)) held.push(photo)
    }
    return held
  })
}

async function mark(context: Context, id: string, state: StoredPhoto['state']): Promise<void> {
  await context.store.write(['blobs'], async (tx) => {
    const photo = await tx.get<StoredPhoto>('blobs', [id])
    if (photo) await tx.put('blobs', [id], { ...photo, state })
  })
}

/** What may come back by itself: with the membership, with the flag. The rest is the person's to look at. */
const REASONS: Readonly<{ [code: string]: Parked['reason'] }> = { 'not-a-member': 'denied', 'unknown-flag': 'missing' }

async function refuse(context: Context, photo: StoredPhoto, code: string): Promise<void> {
  const parkedAt = context.clock.now()
  const { id, project, flag, sha256, at } = photo
  const reason = REASONS[code] ?? 'invalid'
  const parked: Parked = {
    op: 'create',
    coll: 'attachments',
    id,
    scope: project,
    fields: { project, flag, sha256 },
    base: {},
    schema: 0,
    order: 0,
    at,
    seen: null,
    reason,
    code,
    field: null,
    theirs: null,
    parkedAt,
  }
  await context.store.write(['blobs', 'parked'], async (tx) => {
    if (!(await tx.get('blobs', [id]))) return
    await tx.put('blobs', [id], { ...photo, state: 'refused' })
    await tx.put('parked', recordKey('attachments', id), parked)
  })
}

/** A photo: this device's own copy while it is here, else the server's, else null. */
export async function readPhoto(context: Context, id: string): Promise<Blob | null> {
  const { own, row } = await context.store.read(['blobs', 'recs', 'meta'], async (tx) => {
    const scopes = (await readScopes(tx)).map((state) => state.scope)
    const rows = await Promise.all(scopes.map((scope) => tx.get<StoredRow>('recs', rowKey(scope, 'attachments', id))))
    return { own: await tx.get<StoredPhoto>('blobs', [id]), row: rows.find((one) => one !== undefined)?.row }
  })
  if (own) return own.blob
  if (typeof row?.['file'] !== 'string') return null
  const answer = await context.remote.fetchPhoto(id, row['file'])
  return answer.kind === 'ok' ? answer.body : null
}
