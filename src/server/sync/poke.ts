import { textOf } from '../database/query'
import { standingOf } from '../database/standing'
import { currentSeq } from './boot'

/** Topics of the live channel: `sync/<scope>`. A message has no payload; who gets one pulls. */

const PREFIX = 'sync/'

/**
 * Tells those who listen to these scopes that something changed. Membership is looked at now, not when they subscribed:
 * somebody who left the project hears nothing more.
 */
export function poke(app: pb.App, scopes: readonly string[]): void {
  const clients = Object.values(app.subscriptionsBroker().clients())
  for (const scope of scopes) {
    const topic = PREFIX + scope
    const listening = clients.filter((client) => client.hasSubscription(topic))
    if (listening.length === 0) continue
    const message = new SubscriptionMessage({ name: topic, data: '{}' })
    for (const client of listening) {
      const listener = client.get('auth')
      if (listener && standingOf(app.db(), listener.id, scope) !== null) client.send(message)
    }
  }
}

/** Scopes with something new since this sequence. By the sequence, not by the index on the scope: that one is read whole. */
export function scopesSince(db: pb.Db, seq: number): string[] {
  const sql = 'SELECT json_group_array(DISTINCT scope) AS value FROM sync_log NOT INDEXED WHERE seq > {:seq}'
  return JSON.parse(textOf(db, sql, { seq })) as string[]
}

/**
 * Leaves out the scopes in which the person has no business: one lost membership must not cost the others their channel.
 * Stock topics keep PocketBase's own rules.
 */
export function guardSubscription(e: pb.SubscribeRequest): void {
  e.subscriptions = e.subscriptions.filter((topic) => !topic.startsWith(PREFIX) || mayHear(e.auth, topic))
  e.next()
}

function mayHear(listener: pb.AuthRecord | null, topic: string): boolean {
  const scope = topic.slice(PREFIX.length).split('?')[0] ?? ''
  return listener?.collection().name === 'users' && standingOf($app.db(), listener.id, scope) !== null
}

/** A change made in the administration: the devices hear of it as of any other. */
export function pokeAfter(e: pb.RecordRequest): void {
  const before = currentSeq($app.db())
  // The administration's own change: no colleague's name may stand on it.
  e.record.set('writer', '')
  e.next()
  poke($app, scopesSince($app.db(), before))
}
