import * as v from 'valibot'
import { ask, askJson } from './answers'
import type { Server } from './answers'

const publicKey = v.object({ key: v.string() })
const done = v.object({ ok: v.literal(true) })

/** The key that a browser subscribes with; null when the server can't be reached. */
export async function pushKey(server: Server): Promise<string | null> {
  const answer = await ask(server, '/api/jalon/push', {}, publicKey)
  return answer.kind === 'ok' ? answer.body.key : null
}

/** Answers whether the server will send there. */
export async function keepSubscription(
  server: Server,
  subscription: { device: string; endpoint: string; p256dh: string; auth: string },
): Promise<boolean> {
  return (await askJson(server, '/api/jalon/push', subscription, done)).kind === 'ok'
}

export async function stopSubscription(server: Server, endpoint: string): Promise<void> {
  await askJson(server, '/api/jalon/push/stop', { endpoint }, done)
}
