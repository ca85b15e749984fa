import { assignmentId } from '@/domain/identity/derived-id'
import type { Assignment } from '@/schema/assignment'
import type { LocalWrite } from '@/sync/door'

/** Who work is planned for: a person, or a profile as long as nobody is named. */
export type Doer = { user: string } | { profile: string }

interface WorkHold {
  project: () => string
  assignmentsOf: (task: string) => readonly Assignment[]
  keep: (forward: readonly LocalWrite[], back: readonly LocalWrite[]) => Promise<void>
}

/** Who is planned on a task, and for how much. */
export function makePlanWork(hold: WorkHold) {
  const write = (op: LocalWrite['op'], id: string, fields: object): LocalWrite => ({
    op,
    coll: 'assignments',
    id,
    scope: hold.project(),
    fields: { ...fields },
  })
  const rowOf = (task: string, doer: Doer, effort: number) => ({
    project: hold.project(),
    task,
    user: 'user' in doer ? doer.user : '',
    profile: 'profile' in doer ? doer.profile.trim() : '',
    effort,
  })

  /** Plans somebody on a task; where they are already, the effort is replaced. */
  async function plan(task: string, doer: Doer, effort: number): Promise<void> {
    const id = assignmentId(task, doer)
    const known = hold.assignmentsOf(task).find((row) => row.id === id)
    await (known
      ? hold.keep([write('patch', id, { effort })], [write('patch', id, { effort: known.effort })])
      : hold.keep([write('create', id, rowOf(task, doer, effort))], [write('delete', id, {})]))
  }

  async function release(row: Assignment): Promise<void> {
    const { id, ...fields } = row
    await hold.keep([write('delete', id, {})], [write('create', id, fields)])
  }

  /** Gives what was planned for a profile to a person; what they had on the task already is added to. */
  async function name(row: Assignment, user: string): Promise<void> {
    const { id, ...fields } = row
    const to = assignmentId(row.task, { user })
    const known = hold.assignmentsOf(row.task).find((one) => one.id === to)
    const given = known
      ? write('patch', to, { effort: known.effort + row.effort })
      : write('create', to, rowOf(row.task, { user }, row.effort))
    const back = known ? write('patch', to, { effort: known.effort }) : write('delete', to, {})
    await hold.keep([write('delete', id, {}), given], [back, write('create', id, fields)])
  }

  return { plan, release, name }
}
