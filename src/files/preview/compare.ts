import { importedBaselineId } from '@/domain/identity/derived-id'
import type { Task } from '@/schema/task'
import { problemList, type DraftPlan, type DraftTask } from './draft'
import { linkChanges } from './links'
import { assignmentChanges, finderOf } from './people'
import { placesFor } from './places'
import type { PresentPlan } from './present'
import type { AbsentTask, AddedTask, ChangedTask, FileBaseline, Preview } from './preview'
import { recognise } from './recognise'
import { taskChanges } from './task-changes'

/**
 * What a file would change in the project: found out here, applied only where the person says so (writes.ts). The same file
 * again, once applied, changes nothing.
 */
export function comparePlan(draft: DraftPlan, present: PresentPlan): Preview {
  const report = problemList()
  const { known, newIds, isOtherPlan } = recognise(present.project, draft.tasks, present.tasks)
  if (isOtherPlan) report.tell('other-plan')
  const taken = new Set<string>(present.tasks.map(({ id }) => id))
  const idOf = (key: string) => known.get(key)?.task.id ?? freeId(newIds.get(key) ?? '', taken)
  const parentOf = (one: DraftTask) => (one.parent === '' ? '' : idOf(one.parent))
  const byId = new Map<string, Task>(present.tasks.map((task) => [task.id, task]))
  const inFile = new Map(draft.tasks.map((one) => [idOf(one.key), one]))
  const nameOf = (id: string) => byId.get(id)?.name ?? inFile.get(id)?.name ?? ''
  const people = new Map(present.people.map(({ id, name }) => [id, name]))
  const personOf = (user: string) => people.get(user) ?? ''
  const find = finderOf(present.people)
  const places = placesFor(
    draft.tasks.map((one) => ({
      id: idOf(one.key),
      parent: parentOf(one),
      position: standingBelow(known.get(one.key)?.task, parentOf(one)),
    })),
    present.tasks,
  )
  const timed = new Set(present.withTime)
  const busyParents = parentsOfOthers(present.tasks, inFile)
  const added: AddedTask[] = []
  const changed: ChangedTask[] = []
  const unchanged: Preview['unchanged'] = []
  const kinds = new Map<string, Task['kind']>()

  for (const one of draft.tasks) {
    const met = known.get(one.key)
    const [id, parent, owner] = [idOf(one.key), parentOf(one), find(one.owner) ?? '']
    const place = { above: aboveOf(one, inFile, nameOf, parentOf), id }
    if (!met) {
      kinds.set(id, one.kind)
      added.push({ ...place, ...newTask(one, present.project, parent, owner, places.get(id) ?? 0) })
      continue
    }
    const { task, by } = met
    const { changes, fields, silent } = taskChanges({
      draft: one,
      task,
      parent: isBelow(parent, task.id, byId, inFile, parentOf) ? task.parent : parent,
      owner,
      hasTime: timed.has(task.id),
      progress: present.progress[task.id],
      keepsChildren: busyParents.has(task.id),
      nameOf,
      personOf,
      tell: report.tell,
    })
    kinds.set(id, fields.kind ?? task.kind)
    const position = places.get(id)
    const all = { ...silent, ...(position !== undefined && { position }) }
    const both = { ...fields, ...all }
    const before = beforeOf(task, both)
    if (changes.length === 0) unchanged.push({ task: task.id, fields: all, before })
    else changed.push({ ...place, name: task.name, by, changes, fields: both, silent: all, before })
  }
  const tree = [
    ...draft.tasks.map((one) => ({ id: idOf(one.key), parent: parentOf(one) })),
    ...present.tasks.filter(({ id }) => !inFile.has(id)).map(({ id, parent }) => ({ id, parent })),
  ]
  const { links, absentLinks } = linkChanges(draft.links, present.dependencies, {
    project: present.project,
    idOf,
    nameOf,
    tree,
    inFile: new Set(inFile.keys()),
    tell: report.tell,
  })
  const staffing = { idOf, nameOf, personOf, find, isWork: (task: string) => kinds.get(task) === 'task' }
  const staffed = assignmentChanges(draft.assignments, present.assignments, staffing)
  const owners = draft.tasks.filter(({ owner }) => owner !== '' && find(owner) === undefined)
  for (const { owner, name } of owners) report.tell('unknown-person', name, owner)
  return {
    project: present.project,
    added,
    changed,
    unchanged,
    absent: absentTasks(present, inFile),
    links,
    absentLinks,
    ...staffed,
    baseline: baselineOf(draft, present, idOf, nameOf),
    problems: [...draft.problems, ...report.problems],
  }
}

/** An id that the project has for a task that was recognised as another one: the new one takes the next. */
function freeId(id: string, taken: ReadonlySet<string>): string {
  return taken.has(id) ? `${id.slice(0, 14)}${id.endsWith('0') ? '1' : '0'}` : id
}

const standingBelow = (task: Task | undefined, parent: string) => (task?.parent === parent ? task.position : null)

/** Tasks that something outside the file stands below. */
function parentsOfOthers(tasks: readonly Task[], inFile: ReadonlyMap<string, unknown>): Set<string> {
  return new Set(tasks.filter(({ id }) => !inFile.has(id)).map(({ parent }) => parent))
}

/** Where the file would put a task below itself, by what of the project stays in between. */
function isBelow(
  parent: string,
  id: string,
  byId: ReadonlyMap<string, Task>,
  inFile: ReadonlyMap<string, DraftTask>,
  parentOf: (one: DraftTask) => string,
): boolean {
  const seen = new Set<string>()
  for (let at = parent; at !== '' && !seen.has(at);) {
    if (at === id) return true
    seen.add(at)
    const draft = inFile.get(at)
    at = draft ? parentOf(draft) : (byId.get(at)?.parent ?? '')
  }
  return false
}

function aboveOf(
  one: DraftTask,
  inFile: ReadonlyMap<string, DraftTask>,
  nameOf: (id: string) => string,
  parentOf: (one: DraftTask) => string,
): string {
  const names: string[] = []
  for (let at = parentOf(one); at !== '' && names.length < 20;) {
    names.unshift(nameOf(at))
    const above = inFile.get(at)
    at = above ? parentOf(above) : ''
  }
  return names.join(' › ')
}

function beforeOf(task: Task, fields: Partial<Task>): Partial<Task> {
  const empty = (field: string) => (field === 'manual' ? false : ['duration', 'priority'].includes(field) ? 0 : '')
  return Object.fromEntries(
    Object.keys(fields).map((field) => [field, task[field as keyof Task] ?? empty(field)]),
  ) as Partial<Task>
}

function newTask(
  one: DraftTask,
  project: string,
  parent: string,
  owner: string,
  position: number,
): Omit<AddedTask, 'id' | 'above'> {
  const { fields, kind, name } = one
  const effort = kind === 'task' ? (one.effort ?? 0) : 0
  const row = {
    project,
    parent,
    kind,
    name,
    position,
    original_effort: effort,
    approved_change: 0,
    state: 'open',
    starts_on: '',
    ends_on: '',
    baseline_on: fields.forecast_on ?? '',
    forecast_on: '',
    actual_on: '',
    imposed_on: '',
    physical_progress: null,
    ...fields,
    ...(owner && { owner }),
    external_uid: one.uid,
  } as AddedTask['fields']
  const { forecast_on = '', starts_on = '', ends_on = '' } = fields
  const span = kind === 'milestone' ? { starts_on: forecast_on, ends_on: forecast_on } : { starts_on, ends_on }
  return { name, kind, ...span, effort, fields: row }
}

function absentTasks(present: PresentPlan, inFile: ReadonlyMap<string, DraftTask>): AbsentTask[] {
  const byId = new Map<string, Task>(present.tasks.map((task) => [task.id, task]))
  const [timed, storied] = [new Set(present.withTime), new Set(present.withHistory)]
  const needed = new Set<string>()
  for (const { id, parent } of present.tasks) {
    if (!inFile.has(id) && !timed.has(id) && !storied.has(id)) continue
    // What stays needs what it stands below.
    for (let at: string = parent; at !== '' && !needed.has(at); at = byId.get(at)?.parent ?? '') needed.add(at)
  }
  return present.tasks
    .filter(({ id }) => !inFile.has(id))
    .map((row) => ({
      id: row.id,
      name: row.name,
      above: byId.get(row.parent)?.name ?? '',
      kept: timed.has(row.id) ? 'time' : storied.has(row.id) ? 'history' : needed.has(row.id) ? 'below' : '',
      row,
    }))
}

/** The file's own baseline, unless the project has it already. */
function baselineOf(
  { baseline }: DraftPlan,
  present: PresentPlan,
  idOf: (key: string) => string,
  nameOf: (id: string) => string,
): FileBaseline | null {
  if (!baseline) return null
  const items = baseline.items.map((item) => ({ ...item, task: idOf(item.task), name: nameOf(idOf(item.task)) }))
  const says = items
    .map(({ task, starts_on, ends_on, effort }) => `${task} ${starts_on} ${ends_on} ${effort}`)
    .join('\n')
  const id = importedBaselineId(present.project, says)
  return present.baselines.some((one) => one.id === id) ? null : { id, items }
}
