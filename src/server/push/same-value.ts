/** Whether two JSON values are the same, whatever the order of keys. */
export function isSameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const [left, right] = [Object.entries(one), Object.entries(other)]
  if (left.length !== right.length) return false
  return left.every(
    ([key, value]) => Object.hasOwn(other, key) && isSameValue(value, (other as { [k: string]: unknown })[key]),
  )
}
