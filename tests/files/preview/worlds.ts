import type { DraftPlan, DraftTask } from '@/files/preview/draft'
import type { PresentPlan } from '@/files/preview/present'
import type { ImportChoices, RecordWrite } from '@/files/preview/writes'
import { aProject, anId } from '@tests/builders/records'
import type { Assignment } from '@/schema/assignment'
import type { Dependency } from '@/schema/dependency'
import { task as taskSchema, type Task } from '@/schema/task'
import * as v from 'valibot'

/** Projects and files for the tests of importing, and a store as plain as can be. */

export const PROJECT = aProject().id as string

export const nobody: PresentPlan = {
  project: PROJECT,
  tasks: [],
  dependencies: [],
  assignments: [],
  baselines: [],
  people: [],
  progress: {},
  withTime: [],
  withHistory: [],
}

export const aDraftTask = (key: string, more: Partial<DraftTask> = {}): DraftTask => ({
  key,
  uid: key,
  parent: '',
  kind: 'task',
  name: `T${key}`,
  fields: {},
  effort: null,
  owner: '',
  ...more,
})

export const aDraft = (tasks: DraftTask[], more: Partial<DraftPlan> = {}): DraftPlan => ({
  name: 'Plan',
  tasks,
  links: [],
  assignments: [],
  baseline: null,
  problems: [],
  ...more,
})

export const EVERYTHING: ImportChoices = {
  added: true,
  changed: true,
  removed: false,
  links: true,
  removedLinks: false,
  people: true,
  baseline: 'Of the file',
}
export const WHO = { author: anId('pmo'), today: '2026-11-19' }

/** Applies writes as the app does: refuses what a store would refuse. */
export function applied(present: PresentPlan, writes: readonly RecordWrite[]): PresentPlan {
  const tables = {
    tasks: new Map(present.tasks.map((row) => [row.id as string, row as object])),
    dependencies: new Map(present.dependencies.map((row) => [row.id as string, row as object])),
    assignments: new Map(present.assignments.map((row) => [row.id as string, row as object])),
    baselines: new Map(present.baselines.map((row) => [row.id, row as object])),
    baseline_items: new Map<string, object>(),
  }
  for (const { op, coll, id, fields } of writes) {
    const table = tables[coll as keyof typeof tables]
    const before = table.get(id)
    if (op === 'create' && before) throw new Error(`${coll} ${id} exists`)
    if (op !== 'create' && !before) throw new Error(`${coll} ${id} is missing`)
    if (op === 'delete') table.delete(id)
    else table.set(id, { ...before, id, ...fields })
    if (coll === 'tasks' && op !== 'delete') v.parse(taskSchema, table.get(id))
    const parent = coll === 'tasks' && op !== 'delete' ? String((table.get(id) as Task).parent) : ''
    if (parent !== '' && !tables.tasks.has(parent)) throw new Error(`${id} below nothing`)
  }
  return {
    ...present,
    tasks: [...tables.tasks.values()] as Task[],
    dependencies: [...tables.dependencies.values()] as Dependency[],
    assignments: [...tables.assignments.values()] as Assignment[],
    baselines: [...tables.baselines.values()] as PresentPlan['baselines'],
  }
}
