import { PUSH_MAX_OPS } from '@/schema/sync-wire'
import type { SchemaHistory } from '@/schema/upgrades'
import type { Clock, LocalStore, Randomness, Remote } from '../ports'

/** How much travels at once. The simulator uses small numbers so that every page border is met. */
export interface Limits {
  batch: number
  pull: number
  snapshot: number
}

export const LIMITS: Limits = { batch: PUSH_MAX_OPS, pull: 2000, snapshot: 10_000 }

/** What each actor of the engine works with. */
export interface Context {
  store: LocalStore
  remote: Remote
  clock: Clock
  random: Randomness
  /** The signed-in user. */
  me: string
  /** Oldest month kept here, `YYYY-MM`; '' = everything. */
  from: string
  limits: Limits
  /** The version of rows and intents that this build speaks, and how older ones are read. */
  schema: SchemaHistory
  /** Says that records of these collections may look different now. */
  changed(collections: Iterable<string>): void
}

/**
 * How a piece of work with the server ended. `network` and `server`: unknown, try again later; `unauthorized`: sign in
 * first; nothing was lost in any of them.
 */
export type Outcome = 'done' | 'unauthorized' | 'network' | 'server'

/** What an answer without a body means for the work. A `refused` where none is expected is a server in trouble. */
export function outcomeOf(answer: { kind: string; cause?: 'network' | 'server' }): Outcome {
  if (answer.kind === 'unauthorized') return 'unauthorized'
  return answer.kind === 'unknown' && answer.cause === 'network' ? 'network' : 'server'
}
