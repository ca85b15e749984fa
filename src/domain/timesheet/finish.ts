/** The estimate of one doer that holds, as far as the end of a task is concerned. */
export interface LastWord {
  user: string
  /** The doer said that nothing more is to be done. */
  finished: boolean
}

/**
 * Whether the doers of a task say that it is finished: everybody assigned to it and everybody who ever estimated it said so
 * in the estimate that holds. R = 0 alone says nothing.
 *
 * @example isFinished(['anna'], [{ user: 'anna', finished: true }]) // true
 * @example isFinished(['anna', 'bruno'], [{ user: 'anna', finished: true }]) // false: Bruno has not said so
 */
export function isFinished(assigned: readonly string[], words: readonly LastWord[]): boolean {
  if (words.length === 0) return false
  const said = new Map(words.map((word) => [word.user, word.finished]))
  return [...assigned, ...said.keys()].every((user) => said.get(user) === true)
}

/**
 * The state of a task after a doer gave a new estimate. It closes when all say so, and opens again when one of those who
 * had closed it finds more to do; a task that somebody else closed stays closed.
 */
export function stateAfter(
  state: 'open' | 'done',
  estimate: { finished: boolean; saidFinishedBefore: boolean },
  allFinished: boolean,
): 'open' | 'done' {
  if (state === 'open') return allFinished ? 'done' : 'open'
  return !estimate.finished && estimate.saidFinishedBefore ? 'open' : 'done'
}
