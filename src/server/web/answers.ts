import type * as v from 'valibot'
import { quickParse } from '@/schema/quick-check'

/** Reading requests and writing answers. Answers are never cached: they hold people's work. */

const MAX_BODY = 2_000_000

/** The request's body when it is JSON of this shape, else null. */
export function readBody<T extends v.GenericSchema>(e: pb.Request, schema: T): v.InferOutput<T> | null {
  if (!/^application\/json\b/.test(e.request.header.get('Content-Type'))) return null
  try {
    const parsed = quickParse(schema, JSON.parse(toString(e.request.body, MAX_BODY)))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}

/** Answers JSON that is already text: what SQLite built is not parsed again. */
export function answerJson(e: pb.Request, text: string, status = 200): void {
  const headers = e.response.header()
  headers.set('Content-Type', 'application/json')
  headers.set('Cache-Control', 'no-store')
  headers.set('X-Content-Type-Options', 'nosniff')
  return e.string(status, text)
}

export const answer = (e: pb.Request, value: unknown, status = 200) => answerJson(e, JSON.stringify(value), status)

/** Refuses a request as a whole: nothing of it was done. */
export const refuse = (e: pb.Request, status: number, code: string) => answer(e, { code }, status)

/** Who is asking. The routes that call this are behind requireAuth. */
export function signedIn(e: pb.Request): pb.AuthRecord {
  if (!e.auth) throw new ForbiddenError()
  return e.auth
}
