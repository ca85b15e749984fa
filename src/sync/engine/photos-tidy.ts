import type { StoreName, StoreWriter } from '../ports'
import type { Context } from './context'
import { readScopes } from './copy'
import { recordKey, rowKey } from './keys'
import type { Parked, StoredPhoto, StoredRow } from './stored'

const STORES: StoreName[] = ['blobs', 'recs', 'parked', 'meta']

/** A restored backup is rarely older. */
const KEPT_DAYS = 14
const DAY = 86_400_000

/**
 * After a whole pull: a photo whose pulled row shows its hash has arrived. It is held for a while longer, because a
 * server that loses its memory would have to be told again.
 */
export async function tidyPhotos(context: Context): Promise<void> {
  const photos = await context.store.read(['blobs'], (tx) => tx.getAll<StoredPhoto>('blobs'))
  if (photos.length === 0) return
  const now = context.clock.now()
  await context.store.write(STORES, async (tx) => {
    const scopes = new Set((await readScopes(tx)).map((state) => state.scope))
    for (const { id } of photos) {
      const photo = await tx.get<StoredPhoto>('blobs', [id])
      if (!photo) continue
      const row = await tx.get<StoredRow>('recs', rowKey(photo.project, 'attachments', id))
      if (row?.row['sha256'] === photo.sha256) await arrived(tx, photo, now)
      else await missing(tx, photo, scopes.has(photo.project), now)
    }
  })
}

async function arrived(tx: StoreWriter, photo: StoredPhoto, now: number): Promise<void> {
  await tx.delete('parked', recordKey('attachments', photo.id))
  if (photo.state !== 'kept') await tx.put('blobs', [photo.id], { ...photo, state: 'kept', keptAt: now })
  else if (isOld(photo, now)) await tx.delete('blobs', [photo.id])
}

const isOld = ({ keptAt }: StoredPhoto, now: number) => now - (keptAt ?? now) > KEPT_DAYS * DAY

/** The copy is complete and does not have it. */
async function missing(tx: StoreWriter, photo: StoredPhoto, inSight: boolean, now: number): Promise<void> {
  const { id, state } = photo
  if (state === 'waiting') return
  const key = recordKey('attachments', id)
  // The server forgot it: it goes again behind its flag. Where the flag is gone for good the server says so, and the person sees it.
  if (state === 'doubted' && inSight) return tx.put('blobs', [id], { ...photo, state: 'waiting' })
  if (!inSight && state !== 'refused') return hold(tx, photo, now)
  // Taken away on the server.
  if (state === 'kept') return tx.delete('blobs', [id])
  if (state === 'sent') return
  const flag = await tx.get<StoredRow>('recs', rowKey(photo.project, 'flags', photo.flag))
  const parked = await tx.get<Parked>('parked', key)
  if (!flag || (parked?.reason !== 'missing' && parked?.reason !== 'denied')) return
  await tx.put('blobs', [id], { ...photo, state: 'waiting' })
  await tx.delete('parked', key)
}

/** In a project that this person has left, nobody can say from here whether the server still has it. */
async function hold(tx: StoreWriter, photo: StoredPhoto, now: number): Promise<void> {
  if (isOld(photo, now)) return tx.delete('blobs', [photo.id])
  if (photo.state === 'sent') await tx.put('blobs', [photo.id], { ...photo, state: 'kept', keptAt: now })
}
