import { receiptsRequest } from '@/schema/sync-wire'
import { execute, textOf } from '../database/query'
import { answer, readBody, refuse, signedIn } from '../web/answers'
import { currentBoot } from './boot'
import { forgetOldDevices } from './devices'

/** POST /api/sync/receipts: which of these batches, acknowledged once, are still known after a restart. */
export function receipts(e: pb.Request): void {
  const request = readBody(e, receiptsRequest)
  if (!request) return refuse(e, 400, 'bad-request')
  const sql = `SELECT json_group_array(r.batch) AS value FROM json_each({:asked}) asked
    JOIN sync_receipts r ON r.batch = asked.value AND r.user = {:me}`
  const known = textOf($app.db(), sql, { asked: JSON.stringify(request.batches), me: signedIn(e).id })
  return answer(e, { boot: currentBoot($app), known: JSON.parse(known) as unknown })
}

/** Receipts are asked for within 60 days; a device that was away for longer judges its answers per field. */
export function forgetOldReceipts(): void {
  forgetOldDevices()
  execute($app.nonconcurrentDB(), `DELETE FROM sync_receipts WHERE at < strftime('%Y-%m-%d', 'now', '-120 days')`)
}
