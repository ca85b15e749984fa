import * as v from 'valibot'
import type { Auth, AuthProblem, SignedIn } from '../door'
import { ask } from './answer'
import { forget, recall, remember, signedInFrom, tokenOf, whoami } from './signed-in'

/** Signing in. The SDK is loaded when it is needed; who is here is known without it. */
export function createAuth(): Auth {
  return { current: () => recall()?.user ?? null, signIn, signOut: forget }
}

async function signIn(
  email: string,
  password: string,
): Promise<{ ok: true; user: SignedIn } | { ok: false; problem: AuthProblem }> {
  const { default: PocketBase, BaseAuthStore } = await import('pocketbase')
  try {
    const client = new PocketBase(location.origin, new BaseAuthStore())
    const { token } = await client.collection('users').authWithPassword(email, password)
    const user = await askWho(token)
    if (!user) return { ok: false, problem: 'server-trouble' }
    remember({ token, refreshedAt: Date.now(), user })
    return { ok: true, user }
  } catch (problem) {
    return { ok: false, problem: problemOf(problem) }
  }
}

async function askWho(token: string): Promise<SignedIn | null> {
  const answer = await ask({ base: '', token: () => token }, '/api/sync/whoami', { method: 'GET' })
  if (answer.kind !== 'ok') return null
  const said = v.safeParse(whoami, await answer.body.json().catch(() => null))
  return said.success ? signedInFrom(said.output) : null
}

function problemOf(problem: unknown): AuthProblem {
  const status = typeof problem === 'object' && problem !== null && 'status' in problem ? problem.status : null
  if (status === 400) return 'wrong-credentials'
  if (status === 429) return 'too-many-attempts'
  return status === 0 ? 'unreachable' : 'server-trouble'
}

const DAY = 86_400_000
const refreshAnswer = v.object({ token: v.string() })

/** Renews the token at most once a day. A refusal changes nothing here: the next request will say it. */
export async function refreshToken(userId: string): Promise<void> {
  const entry = recall()
  const token = tokenOf(userId)
  if (!entry || token === null || Date.now() - entry.refreshedAt < DAY) return
  const answer = await ask({ base: '', token: () => token }, '/api/collections/users/auth-refresh', {})
  if (answer.kind !== 'ok') return
  const said = v.safeParse(refreshAnswer, await answer.body.json().catch(() => null))
  // Somebody may have signed out or in while the answer was on its way.
  if (said.success && tokenOf(userId) === token)
    remember({ ...entry, token: said.output.token, refreshedAt: Date.now() })
}
