import * as v from 'valibot'
import type { Auth, AuthProblem, SignedIn } from '../door'
import type { KeptText } from '../ports'
import { PATIENCE } from './answers'

/** Where the token lies. Rows and queues are kept by user id, never by token: a new one changes nothing locally. */
const KEY = 'jalon-sign-in'
const DAY = 86_400_000

const account = v.object({
  id: v.string(),
  name: v.optional(v.string(), ''),
  email: v.optional(v.string(), ''),
  language: v.optional(v.string(), ''),
  office: v.optional(v.boolean(), false),
})
const authAnswer = v.object({ token: v.pipe(v.string(), v.minLength(1)), record: account })
const kept = v.object({ token: v.string(), refreshedAt: v.number(), record: account })
type Kept = v.InferOutput<typeof kept>

/** The copy of the sign-in that is read at once. */
type QuickCopy = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export interface TokenAuth extends Auth {
  /** The token of the person signed in, '' when there is none. */
  token(): string
  /** Takes a fresh token, at most once a day. Fails silently: the old one still serves. */
  refresh(now: number): Promise<void>
}

/**
 * Signs in with e-mail and password, and remembers it on this device: in `storage`, where it is read at once, and in
 * `durable`, which survives a kill a moment later.
 */
export function tokenAuth(origin: string, storage: QuickCopy, durable: KeptText): TokenAuth {
  const current = () => readKept(storage)

  async function keep(value: Kept): Promise<void> {
    const text = JSON.stringify(value)
    storage.setItem(KEY, text)
    // A browser that refuses the second copy still has the first.
    await durable.put(text).catch(() => undefined)
  }

  async function restore(): Promise<void> {
    if (storage.getItem(KEY) !== null) return
    const text = await durable.get().catch(() => null)
    if (text !== null) storage.setItem(KEY, text)
  }

  async function signIn(email: string, password: string) {
    const answer = await post(`${origin}/api/collections/users/auth-with-password`, { identity: email, password })
    if (typeof answer === 'string') return { ok: false as const, problem: answer }
    await keep({ ...answer, refreshedAt: Date.now() })
    return { ok: true as const, user: signedIn(answer.record) }
  }

  async function refresh(now: number): Promise<void> {
    const known = current()
    if (!known || Math.abs(now - known.refreshedAt) < DAY) return
    const answer = await post(`${origin}/api/collections/users/auth-refresh`, {}, known.token)
    // Meanwhile somebody may have signed out or in.
    if (typeof answer !== 'string' && current()?.token === known.token) await keep({ ...answer, refreshedAt: now })
  }

  return {
    current() {
      const known = current()
      return known && signedIn(known.record)
    },
    token: () => current()?.token ?? '',
    signIn,
    restore,
    async signOut() {
      storage.removeItem(KEY)
      await durable.put(null).catch(() => undefined)
    },
    refresh,
  }
}

function signedIn({ id, ...rest }: v.InferOutput<typeof account>): SignedIn {
  return { userId: id, ...rest }
}

function readKept(storage: QuickCopy): Kept | null {
  const text = storage.getItem(KEY)
  if (!text) return null
  try {
    const checked = v.safeParse(kept, JSON.parse(text))
    return checked.success ? checked.output : null
  } catch {
    return null
  }
}

async function post(url: string, body: unknown, token = ''): Promise<v.InferOutput<typeof authAnswer> | AuthProblem> {
  try {
    const headers = { 'Content-Type': 'application/json', ...(token && { Authorization: token }) }
    const signal = AbortSignal.timeout(PATIENCE)
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      redirect: 'error',
      signal,
    })
    if (response.status === 429) return 'too-many-attempts'
    if (response.status === 400 || response.status === 401 || response.status === 403) return 'wrong-credentials'
    if (!response.headers.get('content-type')?.includes('json')) return response.ok ? 'unreachable' : 'server-trouble'
    const checked = v.safeParse(authAnswer, await response.json())
    return response.ok && checked.success ? checked.output : 'server-trouble'
  } catch {
    return 'unreachable'
  }
}
