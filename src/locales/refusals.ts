import { t, type MessageKey } from './translate'

/** Why the server could not take a change, by its reason and, where it says more, by its code. */
const REASONS: Record<string, MessageKey> = {
  conflict: 'refusal.conflict',
  exists: 'refusal.conflict',
  denied: 'refusal.denied',
  missing: 'refusal.missing',
  invalid: 'refusal.invalid',
  version: 'refusal.version',
}
const CODES: Record<string, MessageKey> = {}

export function refusalLabel(reason: string, code: string | null): string {
  const key = (code && CODES[code]) || REASONS[reason] || 'refusal.invalid'
  return t(key)
}
