import type { Dependency } from '@/schema/dependency'
import type { Task } from '@/schema/task'
import type { ImportProblem } from './draft'
import type { RecognisedBy } from './present'

/** What a file would change in a project, group by group, before anything does. */
export interface Preview {
  project: string
  added: AddedTask[]
  changed: ChangedTask[]
  /** Recognised, and the same. */
  unchanged: { task: string; fields: Partial<Task>; before: Partial<Task> }[]
  absent: AbsentTask[]
  links: LinkChange[]
  /** Between tasks that are both in the file, which no longer links them. */
  absentLinks: AbsentLink[]
  people: AssignmentChange[]
  /** Named in the file, not members of the project, with the number of tasks that they are on. */
  unknownPeople: { name: string; tasks: number }[]
  baseline: FileBaseline | null
  problems: ImportProblem[]
}

/** A task as people find it again: its name, and the names above it. */
export interface Named {
  id: string
  name: string
  above: string
}

export interface AddedTask extends Named {
  kind: Task['kind']
  starts_on: string
  ends_on: string
  effort: number
  fields: Partial<Task>
}

export interface ChangedTask extends Named {
  by: RecognisedBy
  changes: FieldChange[]
  fields: Partial<Task>
  /** Of these, what nobody has to judge: its place among its siblings, its number in the file. */
  silent: Partial<Task>
  /** All of them as they are. */
  before: Partial<Task>
}

export const CHANGED_FIELDS = [
  'name',
  'parent',
  'kind',
  'starts_on',
  'ends_on',
  'forecast_on',
  'baseline_on',
  'actual_on',
  'imposed_on',
  'duration',
  'effort',
  'constraint_type',
  'constraint_on',
  'manual',
  'priority',
  'physical_progress',
  'state',
  'owner',
] as const
export type ChangedField = (typeof CHANGED_FIELDS)[number]

/** Of a parent and an owner: names. */
export interface FieldChange {
  field: ChangedField
  from: string | number | boolean | null
  to: string | number | boolean | null
}

export interface AbsentTask extends Named {
  /** Why it stays whatever is chosen; '' = it may go. */
  kept: '' | 'time' | 'history' | 'below'
  row: Task
}

export interface LinkChange {
  id: string
  from: string
  to: string
  fields: Pick<Dependency, 'project' | 'predecessor' | 'successor' | 'type' | 'lag'>
  /** As it is now; null = new. */
  before: Pick<Dependency, 'type' | 'lag'> | null
}

export interface AbsentLink {
  from: string
  to: string
  row: Dependency
}

export interface AssignmentChange {
  id: string
  task: string
  user: string
  taskName: string
  person: string
  effort: number
  /** Null = new. */
  before: number | null
}

export interface FileBaseline {
  id: string
  items: { task: string; name: string; starts_on: string; ends_on: string; effort: number }[]
}

/** Whether anything of it could be applied. */
export function isNothingToDo(preview: Preview): boolean {
  const { added, changed, links, people, baseline } = preview
  return added.length + changed.length + links.length + people.length === 0 && baseline === null
}
