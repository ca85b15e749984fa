import * as v from 'valibot'
import { quickParse } from '@/schema/quick-check'
import type { Answer } from '../ports'

/** How long a request may take before its outcome counts as unknown. A slow phone line is given its time. */
export const PATIENCE = 60_000

export interface Server {
  origin: string
  /** '' = signed out. Read before every request, so that a new sign-in counts at once. */
  token(): string
}

const problem = v.object({ code: v.optional(v.union([v.string(), v.number()])) })

/** Sends and reads one answer. Only what is certainly our server's word is definite; all else is unknown. */
export async function ask<T>(
  server: Server,
  path: string,
  init: RequestInit,
  shape: v.GenericSchema<unknown, T>,
): Promise<Answer<T>> {
  const token = server.token()
  if (!token) return { kind: 'unauthorized' }
  try {
    const response = await fetch(server.origin + path, {
      ...init,
      headers: { ...init.headers, Authorization: token },
      // A captive portal answers with a way to its own page: that is no answer of ours.
      redirect: 'error',
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE),
    })
    return await understand(response, shape)
  } catch {
    return { kind: 'unknown', cause: 'network' }
  }
}

/** The same with a JSON body. */
export function askJson<T>(
  server: Server,
  path: string,
  body: unknown,
  shape: v.GenericSchema<unknown, T>,
): Promise<Answer<T>> {
  const headers = { 'Content-Type': 'application/json' }
  return ask(server, path, { method: 'POST', headers, body: JSON.stringify(body) }, shape)
}

async function understand<T>(response: Response, shape: v.GenericSchema<unknown, T>): Promise<Answer<T>> {
  const isJson = response.headers.get('content-type')?.includes('json') ?? false
  if (!isJson) return { kind: 'unknown', cause: response.status >= 500 ? 'server' : 'network' }
  const body: unknown = await response.json()
  if (response.status === 401) return { kind: 'unauthorized' }
  if (response.ok) {
    const checked = quickParse(shape, body)
    return checked.success ? { kind: 'ok', body: checked.output } : { kind: 'unknown', cause: 'server' }
  }
  const why = v.safeParse(problem, body)
  const code = why.success ? why.output.code : undefined
  // A 400 without our code is PocketBase's word for an accident of its own: it judged nothing.
  if (!isRefusal(response.status) || (response.status === 400 && code === undefined))
    return { kind: 'unknown', cause: 'server' }
  return { kind: 'refused', code: String(code ?? response.status) }
}

/** 404 is a server without this route, 408 and 429 ask for patience: none of them judged the request. */
const isRefusal = (status: number) => status >= 400 && status < 500 && ![404, 408, 425, 429].includes(status)
