import type { Assignment } from '@/schema/assignment'
import type { Dependency } from '@/schema/dependency'
import type { Task } from '@/schema/task'

/** The project as it is when a file meets it. */
export interface PresentPlan {
  project: string
  tasks: readonly Task[]
  dependencies: readonly Dependency[]
  assignments: readonly Assignment[]
  baselines: readonly { id: string; name: string }[]
  /** Members: who can be given something to do. */
  people: readonly { id: string; name: string; email: string }[]
  /** Tasks that time was entered or a remaining given on: they keep their kind, and are never removed. */
  withTime: readonly string[]
  /** Physical progress by task as the plan shows it, measured or told by its state, in thousandths. */
  progress: Readonly<Record<string, number>>
  /** Tasks that something else hangs on: a deliverable, a flag, the moves of a milestone. */
  withHistory: readonly string[]
}

/** How a task of the file was recognised among those of the project. */
export const RECOGNISED_BY = ['uid', 'path', 'import', 'name'] as const
export type RecognisedBy = (typeof RECOGNISED_BY)[number]
