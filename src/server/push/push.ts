import { pushRequest, type PushRequest } from '@/schema/sync-wire'
import { execute, textOf } from '../database/query'
import { answerJson, readBody, refuse, signedIn } from '../web/answers'
import { currentBoot, currentSeq } from '../sync/boot'
import { poke, scopesSince } from '../sync/poke'
import { applyOp } from './apply-op'
import { Batch } from './batch'

/**
 * "Saved" must survive a power cut. And the journal is put into the tables every 16 MB: at SQLite's own 4 MB every other batch
 * waits for it, and each page is written twice as often. Refused inside a transaction, and lost when the idle connection is
 * reopened: so before each.
 */
const AS_PUSHES_ARE_KEPT = 'PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000'

/**
 * POST /api/sync/push: a batch of intents, applied once. One transaction holds the operations and the receipt, so a
 * batch that comes again gets the stored answer and changes nothing.
 */
export function push(e: pb.Request): void {
  const request = readBody(e, pushRequest)
  if (!request) return refuse(e, 400, 'bad-request')
  const user = signedIn(e)
  const boot = currentBoot($app)
  $app.nonconcurrentDB().newQuery(AS_PUSHES_ARE_KEPT).execute()
  let response = ''
  let touched: string[] = []
  $app.runInTransaction((tx) => {
    const receipt = receiptOf(tx.db(), request.batch)
    if (receipt) {
      response = receipt.user === user.id ? answeredNow(receipt.response, boot) : ''
      return
    }
    const before = currentSeq(tx.db())
    response = applyBatch(tx, user, boot, request)
    touched = scopesSince(tx.db(), before)
  })
  if (response === '') return refuse(e, 403, 'batch-of-another')
  poke($app, touched)
  return answerJson(e, response)
}

function applyBatch(tx: pb.App, user: pb.AuthRecord, boot: string, request: PushRequest): string {
  const batch = new Batch(tx, user.id, user.getBool('office'), request.ops)
  const results = request.ops.map((op) => applyOp(batch, op))
  batch.writeEntries()
  const response = JSON.stringify({ batch: request.batch, boot, seq: currentSeq(tx.db()), results })
  const sql = `INSERT INTO sync_receipts (batch, user, device, waiting, at, response)
    VALUES ({:batch}, {:user}, {:device}, {:waiting}, strftime('%Y-%m-%d %H:%M:%fZ'), {:response})`
  const { batch: id, device, waiting } = request
  execute(tx.db(), sql, { batch: id, user: user.id, device, waiting, response })
  return response
}

/** What was done then, said by the server that runs now: the device compares this boot with the one it knows. */
function answeredNow(response: string, boot: string): string {
  return JSON.stringify({ ...(JSON.parse(response) as object), boot })
}

function receiptOf(db: pb.Db, batch: string): { user: string; response: string } | null {
  const sql = `SELECT json_object('user', user, 'response', response) AS value FROM sync_receipts WHERE batch = {:batch}`
  const text = textOf(db, sql, { batch })
  return text === '' ? null : (JSON.parse(text) as { user: string; response: string })
}
