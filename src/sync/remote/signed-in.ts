import * as v from 'valibot'
import type { SignedIn } from '../door'

/** Who is signed in on this device, with the token: one entry of localStorage, readable without network. */

const KEY = 'jalon.signed-in'

const remembered = v.object({
  token: v.string(),
  refreshedAt: v.number(),
  user: v.object({
    userId: v.string(),
    name: v.string(),
    email: v.string(),
    language: v.string(),
    office: v.boolean(),
  }),
})
export type Remembered = v.InferOutput<typeof remembered>

/** The entry, or null when nobody is signed in or the storage can't be read. */
export function recall(): Remembered | null {
  try {
    const parsed = v.safeParse(remembered, JSON.parse(localStorage.getItem(KEY) ?? 'null'))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}

export function remember(entry: Remembered): void {
  localStorage.setItem(KEY, JSON.stringify(entry))
}

export function forget(): void {
  localStorage.removeItem(KEY)
}

/** The token of this user, and of nobody else: another person's queue is never sent under their name. */
export function tokenOf(userId: string): string | null {
  const entry = recall()
  return entry?.user.userId === userId ? entry.token : null
}

const whoami = v.object({
  id: v.string(),
  name: v.string(),
  email: v.string(),
  language: v.string(),
  office: v.boolean(),
})
export { whoami }

/** The person as the app knows them. */
export function signedInFrom({ id, name, email, language, office }: v.InferOutput<typeof whoami>): SignedIn {
  return { userId: id, name, email, language, office }
}
