import * as v from 'valibot'
import { PHOTO_TYPES } from '@/schema/attachment'
import { pullResponse, pushResponse, receiptsResponse, snapshotResponse } from '@/schema/sync-wire'
import type { Answer, PhotoUpload, Remote } from '../ports'
import { ask, askJson, PATIENCE } from './answers'
import type { Server } from './answers'

const photoKept = v.object({ ok: v.literal(true) })
const fileToken = v.object({ token: v.string() })

/** The server's sync routes over plain HTTP. */
export function httpRemote(server: Server): Remote {
  return {
    push: (request) => askJson(server, '/api/sync/push', request, pushResponse),
    pull: (request) => askJson(server, '/api/sync/pull', request, pullResponse),
    snapshot: (request) => askJson(server, '/api/sync/snapshot', request, snapshotResponse),
    receipts: (batches) => askJson(server, '/api/sync/receipts', { batches }, receiptsResponse),
    sendPhoto: (photo) => sendPhoto(server, photo),
    fetchPhoto: (attachment, file) => fetchPhoto(server, attachment, file),
  }
}

async function sendPhoto(server: Server, photo: PhotoUpload): Promise<Answer<true>> {
  const form = new FormData()
  for (const field of ['id', 'project', 'flag', 'sha256'] as const) form.set(field, photo[field])
  form.set('file', photo.blob, `${photo.id}.${photo.blob.type.split('/')[1] ?? 'jpeg'}`)
  const answer = await ask(server, '/api/sync/photo', { method: 'POST', body: form }, photoKept)
  return answer.kind === 'ok' ? { kind: 'ok', body: true } : answer
}

/** Photos are protected files: they open with a short-lived token of their own. */
async function fetchPhoto(server: Server, attachment: string, file: string): Promise<Answer<Blob>> {
  const ticket = await askJson(server, '/api/files/token', {}, fileToken)
  if (ticket.kind !== 'ok') return ticket
  const path = `/api/files/attachments/${encodeURIComponent(attachment)}/${encodeURIComponent(file)}`
  try {
    const url = `${server.origin}${path}?token=${encodeURIComponent(ticket.body.token)}`
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE) })
    const blob = await response.blob()
    if (response.ok && isPhoto(blob.type)) return { kind: 'ok', body: blob }
    return response.status === 404 ? { kind: 'refused', code: 'missing' } : { kind: 'unknown', cause: 'server' }
  } catch {
    return { kind: 'unknown', cause: 'network' }
  }
}

const isPhoto = (type: string) => PHOTO_TYPES.some((known) => type.startsWith(known))
