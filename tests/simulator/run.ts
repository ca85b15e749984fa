import * as fc from 'fast-check'
import { programs } from './program'
import { simulate } from './simulate'
import type { Mistakes } from './simulate'

export interface Verdict {
  /** How many programs ran. */
  runs: number
  seed: number
  /** The smallest failing program found, and the law that it breaks; null when all hold. */
  broken: { law: string; program: unknown; path: string } | null
}

/** Runs this many random programs from a seed. The same seed always gives the same programs. */
export async function runSimulator(options: {
  seed: number
  runs: number
  mistakes?: Mistakes
  shrink?: boolean
}): Promise<Verdict> {
  const { seed, runs, mistakes = {}, shrink = true } = options
  const property = fc.asyncProperty(programs, (program) => simulate(program, mistakes))
  const details = await fc.check(property, { seed, numRuns: runs, endOnFailure: !shrink })
  if (!details.failed) return { runs: details.numRuns, seed, broken: null }
  const error = details.errorInstance
  const law = error instanceof Error ? error.message : String(error)
  const stack = error instanceof Error && !law.startsWith('law ') ? `\n${error.stack}` : ''
  return {
    runs: details.numRuns,
    seed,
    broken: { law: law + stack, program: details.counterexample?.[0], path: details.counterexamplePath ?? '' },
  }
}
