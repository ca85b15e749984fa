import * as v from 'valibot'
import { planOf } from '@/files/msproject/from-records'
import type { Plan } from '@/files/msproject/plan'
import { isoDay } from '@/schema/brands'
import { LINK_TYPES, type Dependency } from '@/schema/dependency'
import { CONSTRAINTS, TASK_KINDS, TASK_STATES, type Task } from '@/schema/task'
import type { TotalLike } from '@/domain/progress/wbs'
import { planTables } from '@/files/table/plan-tables'
import type { Table } from '@/files/table/written-table'
import type { Assignment } from '@/schema/assignment'
import { frenchWords } from './plan-words'
import { RefusedInput } from './inputs'

/** `export --kind mspdi|xlsx|csv`: the plan within the JSON of a closing. Only what a plan needs is asked for; the rest may be absent. */

const day = v.optional(v.union([isoDay, v.literal('')]), '')
const whole = (otherwise: number) => v.optional(v.pipe(v.number(), v.integer()), otherwise)
const name = v.pipe(v.union([v.string(), v.number()]), v.transform(String))

const task = v.looseObject({
  id: name,
  name: v.string(),
  parent: v.optional(name, ''),
  kind: v.optional(v.picklist(TASK_KINDS), 'task'),
  position: whole(0),
  original_effort: whole(0),
  approved_change: whole(0),
  state: v.optional(v.picklist(TASK_STATES), 'open'),
  starts_on: day,
  ends_on: day,
  baseline_on: day,
  forecast_on: day,
  actual_on: day,
  imposed_on: day,
  physical_progress: v.nullish(v.number(), null),
  duration: whole(0),
  actuals: whole(0),
  remaining: v.nullish(v.pipe(v.number(), v.integer()), null),
  constraint_type: v.optional(v.union([v.picklist(CONSTRAINTS), v.literal('')]), ''),
  constraint_on: day,
})

const closing = v.looseObject({
  project: v.optional(v.union([v.string(), v.looseObject({ name: v.optional(v.string(), ''), starts_on: day })]), ''),
  tasks: v.array(task),
  dependencies: v.optional(
    v.array(
      v.looseObject({
        predecessor: name,
        successor: name,
        type: v.optional(v.picklist(LINK_TYPES), 'FS'),
        lag: whole(0),
      }),
    ),
    [],
  ),
  users: v.optional(v.array(v.looseObject({ id: name, name: v.optional(v.string(), '') })), []),
  assignments: v.optional(v.array(v.looseObject({ task: name, user: name, effort: whole(0) })), []),
})

/** The records within the JSON of a closing, whatever they are to become. */
function recordsOfClosing(input: unknown) {
  const asked = v.safeParse(closing, input)
  if (!asked.success) {
    const [issue] = asked.issues
    throw new RefusedInput('shape', `${v.getDotPath(issue) ?? 'input'}: ${issue.message}`)
  }
  const { project, tasks, dependencies, users, assignments } = asked.output
  const about = typeof project === 'string' ? { name: project, starts_on: '' } : project
  return {
    ...about,
    // Ids of a fixture may be any text: nothing here stores them.
    tasks: tasks.map((one, position) => ({ ...one, position: one.position || position })) as unknown as Task[],
    dependencies: dependencies as unknown as Dependency[],
    people: users,
    assignments: assignments as unknown as Assignment[],
  }
}

export const planOfClosing = (input: unknown): Plan => planOf(recordsOfClosing(input))

/** What a task's `actuals` and `remaining` say, thousandths of a day: the remaining is B − C only where nobody gave one. */
export function tablesOfClosing(input: unknown): Table[] {
  const { name, tasks, dependencies, people, assignments } = recordsOfClosing(input)
  const totals = new Map(tasks.map((one) => [one.id as string, totalOf(one)]))
  const names = new Map(people.map((person) => [person.id, person.name]))
  const nameOf = (person: string) => names.get(person) ?? ''
  return planTables({ name, tasks, dependencies, assignments, nameOf, totals }, frenchWords)
}

function totalOf(one: Task): TotalLike {
  const { actuals, remaining } = one as Task & { actuals: number; remaining: number | null }
  const planned = one.original_effort + one.approved_change
  return {
    actuals,
    remaining: remaining ?? Math.max(0, planned - actuals),
    unconfirmed: 0,
    confirmed_on: '',
    progress: null,
  }
}
