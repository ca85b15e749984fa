import * as v from 'valibot'
import { LANGUAGES } from '@/schema/user'
import { SETTINGS_ID } from '@/schema/settings'
import { textOf } from '../database/query'
import { saveRecord } from '../push/save'
import { Refused } from '../push/refusal'
import { answer, readBody, refuse } from '../web/answers'
import { isSetupNeeded, isTokenRight } from './token'

const firstAccount = v.object({
  token: v.string(),
  organisation: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)),
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)),
  email: v.pipe(v.string(), v.trim(), v.email()),
  password: v.pipe(v.string(), v.minLength(12), v.maxLength(71)),
  language: v.picklist(LANGUAGES),
})
type FirstAccount = v.InferOutput<typeof firstAccount>

/** GET /api/jalon/setup: whether nobody has an account yet. */
export const setupState = (e: pb.Request) => answer(e, { needed: isSetupNeeded($app) })

/** POST /api/jalon/setup: the first account, once, with the token of the link printed in the terminal. */
export function setUp(e: pb.Request): void {
  const account = readBody(e, firstAccount)
  if (!account) return refuse(e, 400, 'invalid')
  if (!isTokenRight(account.token)) return refuse(e, 403, 'link-dead')
  let isDead = false
  try {
    $app.runInTransaction((tx) => {
      isDead = !isSetupNeeded(tx)
      if (!isDead) createAll(tx, account)
    })
  } catch (error) {
    if (error instanceof Refused) return refuse(e, 400, 'invalid')
    throw error
  }
  return isDead ? refuse(e, 403, 'link-dead') : answer(e, { ok: true })
}

function createAll(tx: pb.App, account: FirstAccount): void {
  const { email, password, name, language, organisation } = account
  const user = new Record(tx.findCollectionByNameOrId('users'))
  saveRecord(tx, user, { email, password, name, language, holiday_zone: 'metropole', office: true, verified: true })
  saveRecord(tx, new Record(tx.findCollectionByNameOrId('_superusers')), { email, password })
  removePlaceholder(tx)
  saveRecord(tx, new Record(tx.findCollectionByNameOrId('settings')), {
    id: SETTINGS_ID,
    organisation,
    day_minutes: 420,
    entry_step: 250,
    day_limit: 0,
    holiday_zone: 'metropole',
    currency: 'EUR',
  })
}

/** `npm start` makes it to keep PocketBase's own installer shut; from now on somebody administers the instance. */
const PLACEHOLDER = 'nobody@jalon.invalid'

function removePlaceholder(tx: pb.App): void {
  const id = textOf(tx.db(), 'SELECT id AS value FROM _superusers WHERE email = {:email}', { email: PLACEHOLDER })
  if (id !== '') tx.delete(tx.findRecordById('_superusers', id))
}
