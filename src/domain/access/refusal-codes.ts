/**
 * Why the server did not do what was asked. Closed list: the locale files have a sentence for each, and nothing is
 * decided by message text.
 */
export const REFUSAL_CODES = [
  // Who may
  'not-a-member',
  'read-only',
  'role',
  'not-yours',
  'office-only',
  'last-leader',
  'own-week',
  // What is asked
  'newer-app',
  'unknown-field',
  'field-not-allowed',
  'wrong-id',
  'wrong-scope',
  'id-taken',
  'missing',
  // Values
  'bad-value',
  'required',
  'min',
  'max',
  'integer',
  'day',
  'week',
  'id',
  'sha256',
  // Rules of the work
  'unknown-task',
  'unknown-person',
  'not-a-task',
  'task-done',
  'day-out-of-range',
  'closed-period',
  'not-the-last',
  'validated-week',
  'entry-step',
  'day-limit',
  'has-time',
  'already-triaged',
  'already-decided',
  'link-cycle',
  'link-own',
  // Photos
  'unknown-flag',
  'not-announced',
  'photo-type',
  'photo-size',
] as const
export type RefusalCode = (typeof REFUSAL_CODES)[number]

/** The code for a validator's message: its own word where it is one of ours. */
export function codeOfMessage(message: string): RefusalCode {
  return REFUSAL_CODES.find((code) => code === message) ?? 'bad-value'
}
