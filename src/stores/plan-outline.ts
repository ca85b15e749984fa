import {
  branchOf,
  indented,
  outdented,
  placeBelow,
  placed,
  siblingsUnder,
  stepped,
  type Place,
} from '@/domain/plan/outline'
import type { Assignment } from '@/schema/assignment'
import type { Dependency } from '@/schema/dependency'
import { EMPTY_TASK, type Task } from '@/schema/task'
import type { LocalWrite } from '@/sync/door'
import { newId } from './new-id'

/** What the order of a plan is kept with. */
export interface OutlineHold {
  project: () => string
  today: () => string
  tasks: () => readonly Task[]
  links: () => readonly Dependency[]
  assignmentsOf: (task: string) => readonly Assignment[]
  /** Keeps writes together, and remembers the way back. */
  keep: (forward: readonly LocalWrite[], back: readonly LocalWrite[]) => Promise<void>
}

export type OutlineMove = 'in' | 'out' | 'up' | 'down'

/** Adding, moving and taking away lines of a plan. */
export function makePlanOutline(hold: OutlineHold) {
  const place = (coll: LocalWrite['coll'], id: string) => ({ coll, id, scope: hold.project() })

  /** The writes that put a task at a place, and those that put everything back. */
  function moving(id: string, to: Place): { forward: LocalWrite[]; back: LocalWrite[] } {
    const changes = placed(hold.tasks(), id, to)
    const before = (one: string) => hold.tasks().find((task) => task.id === one)
    const patch = (one: string, fields: object): LocalWrite => ({
      ...place('tasks', one),
      op: 'patch',
      fields: { ...fields },
    })
    const known = changes.filter((change) => before(change.id))
    return {
      forward: known.map((change) => patch(change.id, change.fields)),
      back: known.map((change) => {
        const { parent, position } = before(change.id)!
        return patch(change.id, 'parent' in change.fields ? { parent, position } : { position })
      }),
    }
  }

  /** A new line below another one, or at the end. Answers its id. */
  async function add(kind: Task['kind'], name: string, below: { id: string; isOpenPhase: boolean } | null) {
    const id = newId()
    const tasks = hold.tasks()
    const to = below
      ? placeBelow(tasks, below.id, below.isOpenPhase)
      : { parent: '', index: siblingsUnder(tasks, '').length }
    const position = placed(tasks, id, to).find((change) => change.id === id)?.fields.position ?? 1
    const day = kind === 'milestone' ? hold.today() : ''
    const fields = { ...EMPTY_TASK, project: hold.project(), kind, name, parent: to.parent, position }
    const { forward, back } = moving(id, to)
    await hold.keep(
      [
        {
          ...place('tasks', id),
          op: 'create',
          fields: day ? { ...fields, baseline_on: day, forecast_on: day } : fields,
        },
        ...forward,
      ],
      [{ ...place('tasks', id), op: 'delete', fields: {} }, ...back],
    )
    return id
  }

  /** One step in, out, up or down; false where there is no such place. */
  async function move(id: string, how: OutlineMove): Promise<boolean> {
    const tasks = hold.tasks()
    const to =
      how === 'in'
        ? indented(tasks, id)
        : how === 'out'
          ? outdented(tasks, id)
          : stepped(tasks, id, how === 'up' ? -1 : 1)
    if (!to) return false
    const { forward, back } = moving(id, to)
    await hold.keep(forward, back)
    return true
  }

  /** Takes a task away with all below it, its links and what was assigned. */
  async function remove(id: string): Promise<void> {
    const gone = branchOf(hold.tasks(), id)
    const ids = new Set<string>(gone.map((task) => task.id))
    const links = hold.links().filter((link) => ids.has(link.predecessor) || ids.has(link.successor))
    const assigned = gone.flatMap((task) => hold.assignmentsOf(task.id))
    const again = (coll: LocalWrite['coll'], { id: record, ...fields }: Task | Dependency | Assignment): LocalWrite => {
      return { ...place(coll, record), op: 'create', fields }
    }
    const away = (coll: LocalWrite['coll'], row: string): LocalWrite => ({
      ...place(coll, row),
      op: 'delete',
      fields: {},
    })
    await hold.keep(
      // What hangs on a task goes first, children before their parent: nothing stands alone on the way.
      [
        ...links.map((link) => away('dependencies', link.id)),
        ...assigned.map((row) => away('assignments', row.id)),
        ...gone.toReversed().map((task) => away('tasks', task.id)),
      ],
      [
        ...gone.map((task) => again('tasks', task)),
        ...links.map((link) => again('dependencies', link)),
        ...assigned.map((row) => again('assignments', row)),
      ],
    )
  }

  return { add, move, remove }
}
