import * as v from 'valibot'
import type { Answer } from '../ports'

const TIMEOUT = 30_000

export interface ServerAccess {
  /** Origin and path in front of `/api`, '' for the one that served the app. */
  base: string
  /** The token of this session's user; null when somebody else, or nobody, is signed in. */
  token(): string | null
}

/** POSTs JSON and says what the answer means. Only a JSON answer of the server itself is definite. */
export async function askJson<S extends v.GenericSchema>(
  access: ServerAccess,
  path: string,
  body: unknown,
  shape: S,
): Promise<Answer<v.InferOutput<S>>> {
  const sent = { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }
  const answer = await ask(access, path, sent)
  if (answer.kind !== 'ok') return answer
  const parsed = v.safeParse(shape, await jsonOf(answer.body))
  return parsed.success ? { kind: 'ok', body: parsed.output } : { kind: 'unknown', cause: 'server' }
}

/** The response of a request that the server did answer, or why there is none. */
export async function ask(
  access: ServerAccess,
  path: string,
  sent: { method?: string; body?: BodyInit; headers?: Record<string, string> },
): Promise<Answer<Response>> {
  const token = access.token()
  if (token === null) return { kind: 'unauthorized' }
  const response = await reach(access.base + path, {
    method: 'POST',
    ...sent,
    headers: { ...sent.headers, Authorization: token },
  })
  return response ? meaningOf(response) : { kind: 'unknown', cause: 'network' }
}

async function reach(url: string, request: RequestInit): Promise<Response | null> {
  try {
    // A redirect is a sign-in page of some network, never our server.
    return await fetch(url, { ...request, redirect: 'error', cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT) })
  } catch {
    return null
  }
}

async function meaningOf(response: Response): Promise<Answer<Response>> {
  if (response.ok) return { kind: 'ok', body: response }
  const json = await jsonOf(response)
  if (response.status === 413) return { kind: 'refused', code: 'too-large' }
  // Whoever answers without JSON is something between us and the server.
  if (typeof json !== 'object' || json === null) return { kind: 'unknown', cause: 'server' }
  if (response.status === 401) return { kind: 'unauthorized' }
  return isDefinite(response.status, json)
    ? { kind: 'refused', code: codeOf(json) }
    : { kind: 'unknown', cause: 'server' }
}

/** 400 is always about the request; the others only when our own routes say so, with a code in words. */
function isDefinite(status: number, json: object): boolean {
  if (status === 400) return true
  return status < 500 && status !== 408 && status !== 429 && 'code' in json && typeof json.code === 'string'
}

function codeOf(json: object): string {
  return 'code' in json && typeof json.code === 'string' ? json.code : 'bad-request'
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    return null
  }
}
