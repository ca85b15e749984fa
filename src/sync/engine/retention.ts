import type { StoreName } from '../ports'
import type { Context } from './context'
import { ENTRIES, retakeAll } from './copy'
import { changeMeta, chunkKey, readMeta } from './keys'
import type { Chunk, StoredPhoto } from './stored'

/** Which months of time entries this device keeps. Only the copy is ever forgotten, never what waits to be sent. */

/** Forgets what has become too old since the last time; takes the copy anew where more is to be kept than before. */
export async function keepRightMonths(context: Context): Promise<void> {
  const { forgotTo } = await context.store.read(['meta'], readMeta)
  if (context.from > forgotTo) await forgetMonths(context)
  else if (context.from < forgotTo)
    await context.store.write(['meta'], async (tx) => {
      await retakeAll(tx)
      await changeMeta(tx, { forgotTo: context.from })
    })
}

async function forgetMonths(context: Context): Promise<void> {
  await context.store.write(['meta', 'chunks'], async (tx) => {
    for (const { scope, month, user } of await tx.getAll<Chunk>('chunks'))
      if (month < context.from) await tx.delete('chunks', chunkKey(scope, month, user))
    await changeMeta(tx, { forgotTo: context.from })
  })
  context.changed([ENTRIES])
}

const ROOM: StoreName[] = ['meta', 'blobs']

/** Makes room: photos that the server has, and all months before this one, go from this device. */
export async function makeRoom(context: Context, keepFrom: string): Promise<void> {
  await context.store.write(ROOM, async (tx) => {
    for (const photo of await tx.getAll<StoredPhoto>('blobs'))
      if (photo.state === 'kept') await tx.delete('blobs', [photo.id])
    await changeMeta(tx, { keepFrom })
  })
  context.from = keepFrom > context.from ? keepFrom : context.from
  await keepRightMonths(context)
}
