import { expectedOn } from '@/domain/milestones/milestone'
import type { Task } from '@/schema/task'
import type { DraftTask, ProblemCode } from './draft'
import type { ChangedField, FieldChange } from './preview'

export interface Meeting {
  draft: DraftTask
  task: Task
  /** The id of its parent by the file. */
  parent: string
  owner: string
  hasTime: boolean
  /** Physical progress as the plan shows it. */
  progress: number | undefined
  /** Something of the project stays below it. */
  keepsChildren: boolean
  nameOf: (task: string) => string
  personOf: (user: string) => string
  tell: (code: ProblemCode, at: string, text?: string) => void
}

/** What changes of a task that was recognised: for people, and as fields of its record. */
export function taskChanges(meeting: Meeting): {
  changes: FieldChange[]
  fields: Partial<Task>
  silent: Partial<Task>
} {
  const { draft, task, parent, owner, nameOf, personOf } = meeting
  const changes: FieldChange[] = []
  const fields: Record<string, unknown> = {}
  const silent: Record<string, unknown> = {}
  const change = (field: ChangedField, from: FieldChange['from'], to: FieldChange['to']) =>
    changes.push({ field, from, to })

  if (draft.name !== task.name) {
    change('name', task.name, draft.name)
    fields['name'] = draft.name
  }
  if (parent !== task.parent) {
    change('parent', nameOf(task.parent), nameOf(parent))
    fields['parent'] = parent
  }
  const kind = kindAfter(meeting)
  if (kind !== task.kind) {
    change('kind', task.kind, kind)
    fields['kind'] = kind
  }
  for (const [field, to] of Object.entries(saidOf(draft, kind))) {
    const from = meansOf(field, task)
    if (to === undefined || to === from || isOrdinary(field, from, to)) continue
    if (field === 'state' && to === 'open') continue
    if (isShownAlready(meeting, field, to)) continue
    // Its own days told how long it is; the file says the same in another way.
    if (
      field === 'duration' &&
      from === 0 &&
      !changes.some((one) => one.field === 'starts_on' || one.field === 'ends_on')
    ) {
      silent[field] = to
      continue
    }
    change(field as ChangedField, from, to)
    fields[field] = to
  }
  changeEffort(meeting, kind, changes, fields)
  if (owner !== '' && owner !== (task.owner ?? '')) {
    change('owner', personOf(task.owner ?? ''), personOf(owner))
    fields['owner'] = owner
  }
  if (draft.uid !== '' && draft.uid !== task.id && draft.uid !== (task.external_uid ?? ''))
    silent['external_uid'] = draft.uid
  return { changes, fields: fields as Partial<Task>, silent: silent as Partial<Task> }
}

/** Time stands on tasks alone, and what stays below a phase needs it. */
function kindAfter({ draft, task, hasTime, keepsChildren, tell }: Meeting): Task['kind'] {
  if (draft.kind === task.kind) return task.kind
  const mustStay = (task.kind === 'task' && hasTime) || (task.kind === 'phase' && keepsChildren)
  if (mustStay) tell('kind-kept', task.name)
  return mustStay ? task.kind : draft.kind
}

/** What tables show of a task whose own field says nothing, or another day of a milestone that was reached. */
function isShownAlready({ task, progress }: Meeting, field: string, to: unknown): boolean {
  if (field === 'physical_progress') return to === progress
  return field === 'forecast_on' && task.kind === 'milestone' && to === expectedOn(task)
}

/** A phase has the days of what is below it, a milestone one day. */
function saidOf(draft: DraftTask, kind: Task['kind']): Record<string, FieldChange['to'] | undefined> {
  const { starts_on, ends_on, duration, forecast_on, actual_on, baseline_on: _first, ...rest } = draft.fields
  if (kind === 'task') return { starts_on, ends_on, duration, ...rest }
  return kind === 'milestone' ? { forecast_on, actual_on, ...rest } : rest
}

/** What a field that an older row lacks means. */
function meansOf(field: string, task: Task): FieldChange['from'] {
  const value = task[field as keyof Task] as FieldChange['from'] | undefined
  if (value !== undefined) return value
  if (field === 'manual') return false
  if (field === 'duration') return 0
  return field === 'priority' ? 500 : ''
}

/** 500 is ordinary in MS Project, and so is a row that never had a priority, which the database keeps as 0. */
const isOrdinary = (field: string, from: unknown, to: unknown) =>
  field === 'priority' && [0, 500].includes(Number(from)) && [0, 500].includes(Number(to))

/**
 * The file gives what is allowed now, B. Before any time was spent, it is the estimate itself that changes; after, the estimate
 * is frozen and the difference is a change order.
 */
function changeEffort(
  { draft, task, hasTime }: Meeting,
  kind: Task['kind'],
  changes: FieldChange[],
  fields: Record<string, unknown>,
) {
  const budget = task.original_effort + task.approved_change
  if (kind !== 'task' || draft.effort === null || draft.effort === budget) return
  changes.push({ field: 'effort', from: budget, to: draft.effort })
  if (hasTime || draft.effort < task.approved_change) fields['approved_change'] = draft.effort - task.original_effort
  else fields['original_effort'] = draft.effort - task.approved_change
}
