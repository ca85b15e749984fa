import * as v from 'valibot'
import { attachment, PHOTO_MAX_BYTES } from '@/schema/attachment'
import { recordId } from '@/schema/brands'
import type { RefusalCode } from '@/domain/access/refusal-codes'
import { reachOf } from '@/domain/access/reading'
import { readRow } from '../database/row'
import { standingOf } from '../database/standing'
import { answer, refuse, signedIn } from '../web/answers'
import { saveRecord } from '../push/save'
import { Refused } from '../push/refusal'
import { currentSeq } from './boot'
import { poke, scopesSince } from './poke'

const form = v.object({ id: recordId, project: recordId, flag: recordId, sha256: attachment.entries.sha256 })
type PhotoForm = v.InferOutput<typeof form>

/**
 * POST /api/sync/photo (multipart id, project, flag, sha256, file): a photo that its flag announced. Sent again after a
 * lost answer it is recognised by its hash, which is counted again here: what was cut on its way is not kept.
 */
export function photo(e: pb.Request): void {
  const field = (name: string) => e.request.formValue(name)
  const sent = v.safeParse(form, {
    id: field('id'),
    project: field('project'),
    flag: field('flag'),
    sha256: field('sha256'),
  })
  if (!sent.success) return refuse(e, 400, 'bad-value')
  const file = filesOf(e)[0]
  if (!file) return refuse(e, 400, 'bad-value')
  if (file.size > PHOTO_MAX_BYTES) return refuse(e, 413, 'photo-size')
  if (sha256Of(file) !== sent.output.sha256) return refuse(e, 400, 'sha256')
  const known = readRow($app.db(), 'attachments', sent.output.id)
  if (known)
    return isSame(known, sent.output, signedIn(e).id)
      ? answer(e, { ok: true, known: true })
      : refuse(e, 409, 'id-taken')
  const code = refusalOf(sent.output, signedIn(e).id)
  return code ? refuse(e, 403, code) : keep(e, sent.output, file)
}

function filesOf(e: pb.Request): pb.UploadedFile[] {
  try {
    return e.findUploadedFiles('file')
  } catch {
    return []
  }
}

/** Of the bytes that arrived. The engine passes Go's text back as it is, so bytes that are no UTF-8 are hashed as well. */
function sha256Of(file: pb.UploadedFile): string {
  const content = file.reader.open()
  try {
    return $security.sha256(toString(content, PHOTO_MAX_BYTES))
  } finally {
    content.close()
  }
}

function isSame(known: { [field: string]: unknown }, sent: PhotoForm, author: string): boolean {
  return known['sha256'] === sent.sha256 && known['flag'] === sent.flag && known['author'] === author
}

/** The flag must be the sender's own and have announced this photo. */
function refusalOf(sent: PhotoForm, author: string): RefusalCode | null {
  const standing = standingOf($app.db(), author, sent.project)
  if (standing === null || reachOf(standing, 'attachments') === 'none') return 'not-a-member'
  const flag = readRow($app.db(), 'flags', sent.flag)
  if (!flag || flag['project'] !== sent.project || flag['author'] !== author) return 'unknown-flag'
  const announced = Array.isArray(flag['photos']) && flag['photos'].includes(sent.id)
  return announced ? null : 'not-announced'
}

function keep(e: pb.Request, sent: PhotoForm, file: pb.UploadedFile): void {
  const before = currentSeq($app.db())
  const record = new Record($app.findCollectionByNameOrId('attachments'))
  try {
    saveRecord($app, record, { ...sent, author: signedIn(e).id, file })
  } catch (error) {
    // PocketBase looked at the content itself: the name and the announced type mean nothing.
    if (error instanceof Refused) return refuse(e, 415, error.details.field === 'file' ? 'photo-type' : 'bad-value')
    throw error
  }
  poke($app, scopesSince($app.db(), before))
  return answer(e, { ok: true })
}
