import type { RefusalCode } from '@/domain/access/refusal-codes'
import { t, type MessageKey } from './translate'

/** Why the server could not take a change: by its code where it gives one, else by its reason. Closed tables. */

const REASONS: Record<string, MessageKey> = {
  conflict: 'refusal.conflict',
  exists: 'refusal.conflict',
  denied: 'refusal.denied',
  missing: 'refusal.missing',
  invalid: 'refusal.invalid',
  version: 'refusal.version',
}

const CODES: Record<RefusalCode, MessageKey> = {
  'not-a-member': 'refusal.not-a-member',
  'read-only': 'refusal.denied',
  role: 'refusal.denied',
  'not-yours': 'refusal.not-yours',
  'office-only': 'refusal.office-only',
  'last-leader': 'refusal.last-leader',
  'own-week': 'refusal.own-week',
  'newer-app': 'refusal.version',
  'unknown-field': 'refusal.version',
  'field-not-allowed': 'refusal.denied',
  'wrong-id': 'refusal.version',
  'wrong-scope': 'refusal.version',
  'id-taken': 'refusal.version',
  missing: 'refusal.missing',
  'bad-value': 'refusal.invalid',
  required: 'refusal.required',
  min: 'refusal.min',
  max: 'refusal.max',
  integer: 'refusal.invalid',
  day: 'refusal.day',
  week: 'refusal.day',
  id: 'refusal.version',
  sha256: 'refusal.photo',
  'unknown-task': 'refusal.unknown-task',
  'unknown-person': 'refusal.unknown-person',
  'not-a-task': 'refusal.not-a-task',
  'task-done': 'refusal.task-done',
  'day-out-of-range': 'refusal.day-out-of-range',
  'not-the-last': 'refusal.not-the-last',
  'closed-period': 'refusal.closed-period',
  'validated-week': 'refusal.validated-week',
  'entry-step': 'refusal.entry-step',
  'day-limit': 'refusal.day-limit',
  'has-time': 'refusal.has-time',
  'already-triaged': 'refusal.already-triaged',
  'already-decided': 'refusal.already-decided',
  'link-cycle': 'refusal.link-cycle',
  'link-own': 'refusal.link-own',
  'unknown-flag': 'refusal.missing',
  'not-announced': 'refusal.photo',
  'photo-type': 'refusal.photo',
  'photo-size': 'refusal.photo',
}

export function refusalLabel(reason: string, code: string | null): string {
  const byCode: MessageKey | undefined = code === null ? undefined : CODES[code as RefusalCode]
  return t(byCode ?? REASONS[reason] ?? 'refusal.invalid')
}
