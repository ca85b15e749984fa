import type { Context } from './context'
import type { StoredPhoto, StoredRow } from './stored'
import { readScopes } from './copy'
import { rowKey } from './keys'

/** The photo: this device's own copy while it is here, else the server's, else null. */
export async function photoBlob(context: Context, id: string): Promise<Blob | null> {
  const found = await context.store.read(['blobs', 'recs', 'meta'], async (tx) => {
    const own = await tx.get<StoredPhoto>('blobs', [id])
    if (own) return { blob: own.blob, file: '' }
    for (const { scope } of await readScopes(tx)) {
      const stored = await tx.get<StoredRow>('recs', rowKey(scope, 'attachments', id))
      if (stored) return { blob: null, file: String(stored.row['file'] ?? '') }
    }
    return null
  })
  if (!found) return null
  if (found.blob || found.file === '') return found.blob
  const answer = await context.remote.fetchPhoto(id, found.file)
  return answer.kind === 'ok' ? answer.body : null
}
