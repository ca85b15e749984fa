import { latestEstimates, suggestedRemaining, type EstimateLike } from '@/domain/timesheet/remaining'

/** A task as the load plan reads it. */
export interface LoadTask {
  id: string
  project: string
  kind: string
  state: string
  starts_on: string
  ends_on: string
}

/** Who is planned on a task: a person, or a profile as long as nobody is named. */
export interface LoadAssignment {
  task: string
  user: string
  profile?: string | undefined
  effort: number
}

export interface LoadEstimate extends EstimateLike {
  finished?: boolean | undefined
}

/** Work that somebody, or a profile, still has on a task. */
export interface Commitment {
  task: string
  project: string
  /** Of a person; '' where a profile stands for whoever will come. */
  user: string
  profile: string
  /** Thousandths of a day, above 0. */
  remaining: number
  startsOn: string
  endsOn: string
}

export interface WorkKnown {
  tasks: readonly LoadTask[]
  assignments: readonly LoadAssignment[]
  estimates: readonly LoadEstimate[]
  /** What a person has entered on a task, thousandths of a day. */
  spent: (task: string, user: string) => number
}

/**
 * What remains, by task and doer: the doer's latest estimate, else their planned effort less what they have spent. Who
 * estimated without being planned counts too: they said that they have work left. Done tasks and finished parts have nothing.
 */
export function commitmentsOf(known: WorkKnown): Commitment[] {
  const open = new Map(
    known.tasks.filter((task) => task.kind === 'task' && task.state === 'open').map((task) => [task.id, task]),
  )
  const latest = latestEstimates(known.estimates)
  const planned = new Set(known.assignments.map(({ task, user }) => `${task}|${user}`))
  const unplanned = [...latest.values()].filter(({ task, user }) => !planned.has(`${task}|${user}`))
  return [...known.assignments, ...unplanned.map(({ task, user }) => ({ task, user, profile: '', effort: 0 }))].flatMap(
    ({ task: id, user, profile = '', effort }) => {
      const task = open.get(id)
      if (!task) return []
      const estimate = user ? latest.get(`${id}|${user}`) : undefined
      const left = estimate ? remainingSaid(estimate) : suggestedRemaining(effort, user ? known.spent(id, user) : 0)
      if (left <= 0) return []
      const { project, starts_on: startsOn, ends_on: endsOn } = task
      return [{ task: id, project, user, profile: user ? '' : profile, remaining: left, startsOn, endsOn }]
    },
  )
}

const remainingSaid = (estimate: LoadEstimate) => (estimate.finished ? 0 : estimate.remaining)
