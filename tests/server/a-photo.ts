import { createHash } from 'node:crypto'
import type { Reply, Server } from './a-server'
import { P, type Person } from './a-world'
import { derivedId } from '@/domain/identity/derived-id'

/** The smallest PNG there is: one pixel. */
export const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

export interface PhotoParts {
  id: string
  content?: Uint8Array
  name?: string
  type?: string
  flag?: string
  project?: string
  /** What the sender says the hash is; the true one unless said otherwise. */
  sha256?: string
}

/** Sends a photo as the phone does; the flag is the sender's own one unless said otherwise. */
export function sendPhoto(server: Server, sender: Person, parts: PhotoParts): Promise<Reply> {
  const content = parts.content ?? PIXEL
  const form = new FormData()
  form.set('id', parts.id)
  form.set('project', parts.project ?? P)
  form.set('flag', parts.flag ?? derivedId('flag', P, sender.id))
  form.set('sha256', parts.sha256 ?? sha256Of(content))
  form.set('file', new Blob([new Uint8Array(content)], { type: parts.type ?? 'image/png' }), parts.name ?? 'photo.png')
  return server.send('/api/sync/photo', { method: 'POST', headers: { authorization: sender.token }, body: form })
}

export const sha256Of = (content: Uint8Array) => createHash('sha256').update(content).digest('hex')

/** The photo that the world's flag of this person announced. */
export async function aPhotoOf(server: Server, sender: Person, id: string): Promise<void> {
  const { status, text } = await sendPhoto(server, sender, { id })
  if (status !== 200) throw new Error(text)
}
