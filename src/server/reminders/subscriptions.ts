import * as v from 'valibot'
import { execute, textOf } from '../database/query'
import { answer, readBody, refuse, signedIn } from '../web/answers'
import { fromBase64Url, toBase64Url } from './web-push/bytes'
import { areUsable } from './web-push/encrypt'
import { allowedOrigin } from './web-push/endpoint'
import { pushKeys } from './web-push/keys'
import { pushOrigins, type Subscription } from './web-push/send'

/** Browsers of one person: more are the same ones under new names. */
const MOST = 10

const wanted = v.object({
  device: v.pipe(v.string(), v.regex(/^[a-z0-9]{15,40}$/)),
  endpoint: v.string(),
  p256dh: v.pipe(v.string(), v.maxLength(100)),
  auth: v.pipe(v.string(), v.maxLength(30)),
})
const unwanted = v.object({ endpoint: v.string() })

/** GET /api/jalon/push: the public key that a browser subscribes with. */
export const pushKey = (e: pb.Request) => answer(e, { key: toBase64Url(pushKeys($app).public) })

/** POST /api/jalon/push: this browser takes messages for the person signed in, and no longer for anybody else. */
export function subscribe(e: pb.Request): void {
  const asked = readBody(e, wanted)
  if (!asked) return refuse(e, 400, 'bad-request')
  if (!allowedOrigin(asked.endpoint, pushOrigins())) return refuse(e, 400, 'bad-value')
  const [p256dh, auth] = [fromBase64Url(asked.p256dh), fromBase64Url(asked.auth)]
  if (!p256dh || !auth || !areUsable({ p256dh, auth })) return refuse(e, 400, 'bad-value')
  keep($app, signedIn(e).id, asked)
  return answer(e, { ok: true })
}

function keep(app: pb.App, user: string, asked: v.InferOutput<typeof wanted>): void {
  app.runInTransaction((tx) => {
    const { device, endpoint } = asked
    execute(
      tx.db(),
      'DELETE FROM push_subscriptions WHERE (user = {:user} AND device = {:device}) OR endpoint = {:endpoint}',
      {
        user,
        device,
        endpoint,
      },
    )
    execute(
      tx.db(),
      `INSERT INTO push_subscriptions (endpoint, user, device, p256dh, auth, at)
        VALUES ({:endpoint}, {:user}, {:device}, {:p256dh}, {:auth}, strftime('%Y-%m-%d %H:%M:%fZ'))`,
      { ...asked, user },
    )
    const beyond =
      'SELECT endpoint FROM push_subscriptions WHERE user = {:user} ORDER BY at DESC LIMIT -1 OFFSET {:most}'
    execute(tx.db(), `DELETE FROM push_subscriptions WHERE endpoint IN (${beyond})`, { user, most: MOST })
  })
}

/** POST /api/jalon/push/stop: at sign-out, or when the person turns it off. Only one's own. */
export function unsubscribe(e: pb.Request): void {
  const asked = readBody(e, unwanted)
  if (!asked) return refuse(e, 400, 'bad-request')
  execute($app.nonconcurrentDB(), 'DELETE FROM push_subscriptions WHERE endpoint = {:endpoint} AND user = {:user}', {
    endpoint: asked.endpoint,
    user: signedIn(e).id,
  })
  return answer(e, { ok: true })
}

export function subscriptionsOf(db: pb.Db, user: string): Subscription[] {
  const sql = `SELECT json_group_array(json_object('endpoint', endpoint, 'p256dh', p256dh, 'auth', auth)) AS value
    FROM push_subscriptions WHERE user = {:user}`
  return JSON.parse(textOf(db, sql, { user })) as Subscription[]
}

export function forget(app: pb.App, endpoint: string): void {
  execute(app.nonconcurrentDB(), 'DELETE FROM push_subscriptions WHERE endpoint = {:endpoint}', { endpoint })
}
