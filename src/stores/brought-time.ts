import * as v from 'valibot'
import { effort } from '@/schema/brands'

/**
 * What imports put on which entry, as this device remembers it: adding the same file again adds nothing. It goes with the rest
 * of the person's data when they leave the device.
 */

const PREFIX = 'jalon.brought.'
const MOST_CELLS = 20_000
const kept = v.record(v.string(), effort)

export function readBroughtTime(user: string): Map<string, number> {
  try {
    const stored = v.safeParse(kept, JSON.parse(localStorage.getItem(PREFIX + user) ?? '{}'))
    return new Map(stored.success ? Object.entries(stored.output) : [])
  } catch {
    return new Map()
  }
}

export function keepBroughtTime(user: string, efforts: ReadonlyMap<string, number>): void {
  const all = [...readBroughtTime(user), ...efforts].slice(-MOST_CELLS)
  try {
    localStorage.setItem(PREFIX + user, JSON.stringify(Object.fromEntries(all)))
  } catch {
    // Storage refused or full: keeping and replacing stay exact, only a second "add" would count again.
  }
}

export function forgetBroughtTime(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key)
  } catch {
    // Nothing was kept where storage is refused.
  }
}
