import * as v from 'valibot'
import { pullResponse, pushResponse, receiptsResponse, snapshotResponse } from '@/schema/sync-wire'
import type { PullRequest, PushRequest, SnapshotRequest } from '@/schema/sync-wire'
import type { Answer, PhotoUpload, Remote } from '../ports'
import { ask, askJson } from './answer'
import type { ServerAccess } from './answer'

const photoAnswer = v.object({ ok: v.literal(true) })
const fileToken = v.object({ token: v.string() })

/** The server over plain fetch. What it answers is validated before anybody believes it. */
export class HttpRemote implements Remote {
  constructor(private readonly access: ServerAccess) {}

  push(request: PushRequest) {
    return askJson(this.access, '/api/sync/push', request, pushResponse)
  }

  pull(request: PullRequest) {
    return askJson(this.access, '/api/sync/pull', request, pullResponse)
  }

  snapshot(request: SnapshotRequest) {
    return askJson(this.access, '/api/sync/snapshot', request, snapshotResponse)
  }

  receipts(batches: string[]) {
    return askJson(this.access, '/api/sync/receipts', { batches }, receiptsResponse)
  }

  async sendPhoto({ id, project, flag, sha256, blob }: PhotoUpload): Promise<Answer<true>> {
    const form = new FormData()
    for (const [name, value] of Object.entries({ id, project, flag, sha256 })) form.append(name, value)
    form.append(
      'file',
      blob,
      `${id}.${blob.type === 'image/png' ? 'png' : blob.type === 'image/webp' ? 'webp' : 'jpg'}`,
    )
    const answer = await ask(this.access, '/api/sync/photo', { body: form })
    if (answer.kind !== 'ok') return answer
    const said: unknown = await answer.body.json().catch(() => null)
    // A captive portal answers 200 too: only our own words count as sent.
    return v.is(photoAnswer, said) ? { kind: 'ok', body: true } : { kind: 'unknown', cause: 'server' }
  }

  async fetchPhoto(attachment: string, file: string): Promise<Answer<Blob>> {
    const token = await askJson(this.access, '/api/files/token', {}, fileToken)
    if (token.kind !== 'ok') return token
    const path = `/api/files/attachments/${attachment}/${encodeURIComponent(file)}?token=${token.body.token}`
    const answer = await ask(this.access, path, { method: 'GET' })
    if (answer.kind !== 'ok') return answer
    const blob = await answer.body.blob().catch(() => null)
    return blob?.type.startsWith('image/') ? { kind: 'ok', body: blob } : { kind: 'unknown', cause: 'server' }
  }
}
