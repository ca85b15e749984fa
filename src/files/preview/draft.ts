import type { LinkType } from '@/schema/dependency'
import type { Task } from '@/schema/task'
import type { PLAN_WARNINGS } from '../msproject/plan'

/** A plan as a file tells it, in the app's units, before it meets the project. */
export interface DraftPlan {
  name: string
  /** In the order of the outline, parents first. */
  tasks: DraftTask[]
  links: DraftLink[]
  assignments: DraftAssignment[]
  baseline: DraftBaseline | null
  problems: ImportProblem[]
}

/** Fields of a task that a file can say something about. What it does not say stays as it is. */
export type DraftFields = Partial<
  Pick<
    Task,
    | 'starts_on'
    | 'ends_on'
    | 'forecast_on'
    | 'actual_on'
    | 'baseline_on'
    | 'imposed_on'
    | 'duration'
    | 'constraint_type'
    | 'constraint_on'
    | 'manual'
    | 'priority'
    | 'physical_progress'
    | 'state'
  >
>

export interface DraftTask {
  /** What the rest of the draft calls it. */
  key: string
  /** What the file's tool keeps for it from one save to the next; '' = nothing. */
  uid: string
  parent: string
  kind: Task['kind']
  name: string
  fields: DraftFields
  /** B, thousandths of a day; null = not said. */
  effort: number | null
  /** Who answers for it, as written; '' = not said. */
  owner: string
}

export interface DraftLink {
  predecessor: string
  successor: string
  type: LinkType
  /** Thousandths of a working day. */
  lag: number
}

export interface DraftAssignment {
  task: string
  /** A name or an e-mail address, as written. */
  person: string
  effort: number
  /** The file names people without saying how much: this is an equal part, for whom nothing else is known of. */
  isShare?: boolean
}

export interface DraftBaseline {
  items: { task: string; starts_on: string; ends_on: string; effort: number }[]
}

/** What was not understood or not taken over, besides the warnings of MS Project's reader. Closed: each has its words. */
export const DRAFT_PROBLEMS = [
  'unread-day',
  'unread-amount',
  'unread-share',
  'unread-yes',
  'unread-kind',
  'unread-link',
  'unknown-predecessor',
  'no-name',
  'name-cut',
  'level-jump',
  'open-quote',
  'too-many-rows',
  'finish-first',
  'remaining-kept',
  'inactive-task',
  'external-task',
  'elapsed-duration',
  'elapsed-lag',
  'share-lag',
  'lag-too-long',
  'link-loop',
  'link-to-own',
  'unknown-person',
  'kind-kept',
  'other-plan',
] as const
export type ProblemCode = (typeof DRAFT_PROBLEMS)[number] | (typeof PLAN_WARNINGS)[number]

export interface ImportProblem {
  code: ProblemCode
  /** The name of the task, or the line of the table; '' = the whole file. */
  at: string
  /** What stood there. */
  text: string
}

/** What a task's name may hold. */
export const LONGEST_NAME = 200

/** A hostile file must not turn the report into the attack. */
export const MOST_PROBLEMS = 5_000

export function problemList(): {
  problems: ImportProblem[]
  tell: (code: ProblemCode, at?: string, text?: string) => void
} {
  const problems: ImportProblem[] = []
  return {
    problems,
    tell(code, at = '', text = '') {
      if (problems.length < MOST_PROBLEMS)
        problems.push({ code, at: at.slice(0, LONGEST_NAME), text: text.slice(0, 100) })
    },
  }
}
