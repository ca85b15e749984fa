type Row = Record<string, unknown>

/** The part of an operation that folding looks at. */
export interface Intent {
  op: 'create' | 'patch' | 'delete'
  fields: Row
  base: Row
  /** The record as the person saw it before their first change; null when there was none. */
  seen: Row | null
}

/**
 * Two intents of one person about one record, as one: the first base, the last value. null = they cancel out.
 * Only for a `first` that the server has not applied.
 *
 * @example fold(patch effort 0→500, patch effort 500→750) // patch effort 0→750
 */
export function fold<I extends Intent>(first: I, then: I): I | null {
  const seen = first.seen
  if (then.op === 'delete') return first.op === 'create' ? null : { ...then, seen, fields: {}, base: {} }
  if (first.op === 'create')
    return { ...then, op: 'create', seen, fields: { ...first.fields, ...then.fields }, base: {} }
  if (first.op === 'delete') return afterDelete(then, seen)
  if (then.op === 'create') return { ...then, seen, fields: { ...first.fields, ...then.fields } }
  return { ...then, seen, fields: { ...first.fields, ...then.fields }, base: { ...then.base, ...first.base } }
}

/** Deleted here but still on the server: making it again is changing it. */
function afterDelete<I extends Intent>(then: I, seen: Row | null): I {
  if (!seen) return { ...then, seen }
  const base = Object.fromEntries(Object.keys(then.fields).map((field) => [field, seen[field] ?? null]))
  return { ...then, op: 'patch', seen, base }
}
