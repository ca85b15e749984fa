import * as v from 'valibot'
import { PATIENCE } from './answers'

export interface FirstAccount {
  token: string
  organisation: string
  name: string
  email: string
  password: string
  language: string
}

export interface DemoRequest {
  token: string
  demo: true
  today: string
}

const demoAccount = v.object({ name: v.string(), email: v.string(), password: v.string(), role: v.string() })
export type DemoAccount = v.InferOutput<typeof demoAccount>

export type SetupAnswer =
  { ok: true; accounts: DemoAccount[] } | { ok: false; problem: 'link-dead' | 'unreachable' | 'invalid' }

const done = v.object({ accounts: v.optional(v.array(demoAccount), []) })

/** The first visit: makes the first account or loads the demo portfolio, with the one-time link's token. */
export async function setUp(origin: string, request: FirstAccount | DemoRequest): Promise<SetupAnswer> {
  try {
    const response = await fetch(`${origin}/api/jalon/setup`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(request),
      redirect: 'error',
      // The demo's history takes a while to write.
      signal: AbortSignal.timeout(5 * PATIENCE),
    })
    const checked = v.safeParse(done, await response.json())
    if (response.ok && checked.success) return { ok: true, accounts: checked.output.accounts }
    if ([401, 403, 404, 410].includes(response.status)) return { ok: false, problem: 'link-dead' }
    return { ok: false, problem: response.status === 400 ? 'invalid' : 'unreachable' }
  } catch {
    return { ok: false, problem: 'unreachable' }
  }
}
