import type { StoreKey } from '../../ports'

/** How keys stand to each other, in the database and in what is remembered of it. */

/** @example isUnder(['scope', 'p1'], ['scope']) // true */
export const isUnder = (key: StoreKey, prefix: StoreKey) => prefix.every((part, index) => key[index] === part)

/**
 * The key order of IndexedDB: numbers before texts, a list before its extensions. For sorting.
 *
 * @example [['a', 'b'], ['a'], ['a', 2]].sort(inKeyOrder) // ['a'], ['a', 2], ['a', 'b']
 */
export function inKeyOrder(one: StoreKey, other: StoreKey): number {
  for (let index = 0; index < Math.min(one.length, other.length); index++) {
    const [a, b] = [one[index] ?? '', other[index] ?? '']
    if (a === b) continue
    if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1
    return a < b ? -1 : 1
  }
  return one.length - other.length
}
