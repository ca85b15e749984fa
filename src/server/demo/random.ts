/** A small seeded generator (mulberry32): the same seed tells the same story. */
export interface Random {
  /** 0 ≤ x < 1 */
  next(): number
  /** An integer from 0 to below `count`. */
  below(count: number): number
  chance(probability: number): boolean
  pick<T>(from: readonly T[]): T
  /** A record id. */
  id(): string
}

export function seeded(seed: number): Random {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const below = (count: number) => Math.floor(next() * count)
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (from) => from[below(from.length)]!,
    id: () => Array.from({ length: 15 }, () => 'abcdefghijklmnopqrstuvwxyz0123456789'[below(36)]).join(''),
  }
}
