import { answer, signedIn } from '../web/answers'

/** GET /api/sync/whoami: the account behind the token. */
export function whoami(e: pb.Request): void {
  const user = signedIn(e)
  return answer(e, {
    id: user.id,
    name: user.getString('name'),
    email: user.getString('email'),
    language: user.getString('language'),
    office: user.getBool('office'),
  })
}
