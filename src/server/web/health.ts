import { answer } from './answers'

/**
 * GET /api/jalon/health: alive only when a write goes through. A server whose single writer hangs still answers the stock
 * health route.
 */
export function health(e: pb.Request): void {
  $app.nonconcurrentDB().newQuery("UPDATE sync_boots SET at = at WHERE id = ''").execute()
  return answer(e, { ok: true })
}
