import { execute, textOf } from '../../database/query'
import { fromBase64Url, fromHex, toBase64Url } from './bytes'
import { keyPairOf, type KeyPair } from './vapid'

/** Bytes that nobody can guess: the engine has no crypto, PocketBase's own randomness comes as text. */
export function randomBytes(count: number): Uint8Array {
  return fromHex($security.randomStringWithAlphabet(2 * count, '0123456789abcdef'))
}

const KEY = 'jalon.push-keys'

/**
 * The key pair that signs this server's push messages. Made at the first question and kept in the database, so that it goes
 * into a backup with the subscriptions that only work with it. It is in no file of the program and in no log.
 */
export function pushKeys(app: pb.App): KeyPair {
  const known = app.store().get(KEY)
  const text = typeof known === 'string' && known !== '' ? known : keptKeys(app)
  app.store().set(KEY, text)
  const [secret = '', shown = ''] = text.split(' ')
  return { private: fromBase64Url(secret)!, public: fromBase64Url(shown)! }
}

/** Two first questions at once keep one pair: the first one written. */
function keptKeys(app: pb.App): string {
  const sql = `SELECT private || ' ' || public AS value FROM push_keys WHERE id = 1`
  const kept = textOf(app.db(), sql)
  if (kept !== '') return kept
  const made = newKeys()
  execute(
    app.nonconcurrentDB(),
    `INSERT INTO push_keys (id, private, public, at)
      VALUES (1, {:secret}, {:shown}, strftime('%Y-%m-%d %H:%M:%fZ')) ON CONFLICT (id) DO NOTHING`,
    { secret: toBase64Url(made.private), shown: toBase64Url(made.public) },
  )
  return textOf(app.nonconcurrentDB(), sql)
}

function newKeys(): KeyPair {
  return keyPairOf(randomBytes(32)) ?? newKeys()
}
