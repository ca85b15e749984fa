import * as v from 'valibot'
import { leads } from '@/domain/access/reader'
import { membershipId } from '@/domain/identity/derived-id'
import { recordId, permille } from '@/schema/brands'
import { ROLES } from '@/schema/membership'
import { FULL_TIME, LANGUAGES } from '@/schema/user'
import { textOf } from '../database/query'
import { standingOf } from '../database/standing'
import { saveRecord } from '../push/save'
import { Refused } from '../push/refusal'
import { currentSeq } from '../sync/boot'
import { poke, scopesSince } from '../sync/poke'
import { answer, readBody, refuse, signedIn } from '../web/answers'

const invitation = v.object({
  email: v.pipe(v.string(), v.trim(), v.toLowerCase(), v.email(), v.maxLength(200)),
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)),
  language: v.picklist(LANGUAGES),
  project: v.optional(recordId),
  role: v.optional(v.picklist(ROLES), 'contributor'),
  allocation: v.optional(permille, 1000),
})
type Invitation = v.InferOutput<typeof invitation>

/** No look-alikes (0 O, 1 l): the password is read aloud or copied from paper once. */
const PASSWORD_LETTERS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const PASSWORD_LENGTH = 16

/**
 * POST /api/jalon/people: a person joins a project, with a new account when the address is new. The one-time password of a
 * new account is in the answer and nowhere else; null for somebody who is already known.
 */
export function invite(e: pb.Request): void {
  const person = readBody(e, invitation)
  if (!person) return refuse(e, 400, 'bad-value')
  const host = signedIn(e)
  if (!mayInvite(host, person)) return refuse(e, 403, 'role')
  let password: string | null = null
  let touched: string[] = []
  try {
    $app.runInTransaction((tx) => {
      const before = currentSeq(tx.db())
      password = join(tx, person)
      touched = scopesSince(tx.db(), before)
    })
  } catch (error) {
    if (error instanceof Refused) return refuse(e, 400, error.details.code ?? 'bad-value')
    throw error
  }
  poke($app, touched)
  return answer(e, { ok: true, password })
}

/** The office everywhere; a manager or PMO into their own project. */
function mayInvite(host: pb.AuthRecord, person: Invitation): boolean {
  if (host.getBool('office')) return true
  const standing = person.project ? standingOf($app.db(), host.id, person.project) : null
  return standing !== null && leads(standing)
}

/** Answers the one-time password of a new account. */
function join(tx: pb.App, person: Invitation): string | null {
  const known = textOf(tx.db(), 'SELECT id AS value FROM users WHERE email = {:email} COLLATE NOCASE', {
    email: person.email,
  })
  const password = $security.randomStringWithAlphabet(PASSWORD_LENGTH, PASSWORD_LETTERS)
  const user = known === '' ? createAccount(tx, person, password) : known
  if (person.project) addMember(tx, user, person.project, person)
  return known === '' ? password : null
}

function createAccount(tx: pb.App, person: Invitation, password: string): string {
  const record = new Record(tx.findCollectionByNameOrId('users'))
  const { email, name, language } = person
  saveRecord(tx, record, { email, name, language, password, week_pattern: FULL_TIME, verified: true })
  return record.id
}

function addMember(tx: pb.App, user: string, project: string, person: Invitation): void {
  if (standingOf(tx.db(), user, project) !== null) throw new Refused('exists', { code: 'id-taken' })
  const { role, allocation } = person
  const membership = { id: membershipId(project, user), project, user, role, allocation }
  saveRecord(tx, new Record(tx.findCollectionByNameOrId('memberships')), membership)
}
