/** Whether two field values are the same to a person: by content, with a missing field equal to null. */
export function sameValue(one: unknown, other: unknown): boolean {
  const [a, b] = [one ?? null, other ?? null]
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  return sameFields(a as Record<string, unknown>, b as Record<string, unknown>)
}

function sameFields(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].every((key) => sameValue(a[key], b[key]))
}
