import { baselineItemId } from '@/domain/identity/derived-id'
import type { CollectionName } from '@/schema/collections'
import { dependency } from '@/schema/dependency'
import { task } from '@/schema/task'
import type { Preview } from './preview'

/** What of a preview is to be applied: nothing that is not said here. */
export interface ImportChoices {
  added: boolean
  changed: boolean
  /** Takes tasks out that the file does not have, where nothing keeps them. */
  removed: boolean
  links: boolean
  removedLinks: boolean
  people: boolean
  /** The name under which the file's baseline is kept; '' = it is not. */
  baseline: string
}

/** One write of a record, as the store saves it. */
export interface RecordWrite {
  op: 'create' | 'patch' | 'delete'
  coll: CollectionName
  id: string
  scope: string
  fields: Record<string, unknown>
}

export interface ImportWrites {
  /** To be saved in one go. */
  writes: RecordWrite[]
  /** What takes it back, in one go; a baseline stays: it is kept for good. */
  back: RecordWrite[]
  /** Milestones whose forecast moves: each move is also a word in its history. */
  moves: { task: string; from: string; to: string }[]
}

/** The chosen part of a preview as writes, parents before children, and the way back. `who` signs the baseline. */
export function writesOf(
  preview: Preview,
  choices: ImportChoices,
  who: { author: string; today: string },
): ImportWrites {
  const scope = preview.project
  const write = (op: RecordWrite['op'], coll: CollectionName, id: string, fields: object = {}): RecordWrite => ({
    op,
    coll,
    id,
    scope,
    fields: fields as Record<string, unknown>,
  })
  const steps: { forth: RecordWrite; back: RecordWrite | null }[] = []
  const create = (coll: CollectionName, id: string, fields: object, back = true) =>
    steps.push({ forth: write('create', coll, id, fields), back: back ? write('delete', coll, id) : null })
  const patch = (coll: CollectionName, id: string, fields: object, before: object) =>
    steps.push({ forth: write('patch', coll, id, fields), back: write('patch', coll, id, before) })

  const isNew = new Set(preview.added.map(({ id }) => id))
  const exists = (task: string) => choices.added || !isNew.has(task)
  if (choices.added) for (const { id, fields } of preview.added) create('tasks', id, fields)
  if (choices.changed)
    for (const { id, fields, before } of preview.changed) patch('tasks', id, withParent(fields, exists), before)
  if (choices.added || choices.changed) keepPlaces(preview, choices, patch)
  if (choices.links)
    for (const { id, fields, before } of preview.links) {
      if (!exists(fields.predecessor) || !exists(fields.successor)) continue
      if (before) patch('dependencies', id, { type: fields.type, lag: fields.lag }, before)
      else create('dependencies', id, fields)
    }
  if (choices.people)
    for (const { id, task: of, user, effort, before } of preview.people) {
      if (!exists(of)) continue
      if (before === null) create('assignments', id, { project: scope, task: of, user, effort })
      else patch('assignments', id, { effort }, { effort: before })
    }
  if (choices.baseline !== '' && preview.baseline) {
    const { id, items } = preview.baseline
    const taken = { project: scope, name: choices.baseline, taken_on: who.today, author: who.author }
    create('baselines', id, taken, false)
    for (const item of items)
      if (exists(item.task))
        create('baseline_items', baselineItemId(id, item.task), { project: scope, baseline: id, ...item }, false)
  }
  if (choices.removedLinks)
    for (const { row } of preview.absentLinks)
      steps.push({
        forth: write('delete', 'dependencies', row.id),
        back: write('create', 'dependencies', row.id, madeOf(row, dependency.entries)),
      })
  if (choices.removed) {
    const gone = goneTasks(preview, choices)
    for (const row of gone)
      steps.push({
        forth: write('delete', 'tasks', row.id),
        back: write('create', 'tasks', row.id, madeOf(row, task.entries)),
      })
  }
  return {
    writes: steps.map(({ forth }) => forth),
    back: steps.toReversed().flatMap(({ back }) => (back ? [back] : [])),
    moves: choices.changed ? movesOf(preview) : [],
  }
}

/** Positions and numbers of the file: nobody's words, written beside what was chosen. */
function keepPlaces(
  preview: Preview,
  choices: ImportChoices,
  patch: (coll: CollectionName, id: string, fields: object, before: object) => void,
): void {
  for (const one of preview.unchanged)
    if (Object.keys(one.fields).length > 0) patch('tasks', one.task, one.fields, one.before)
  if (choices.changed) return
  for (const { id, silent, before } of preview.changed)
    if (Object.keys(silent).length > 0) patch('tasks', id, silent, pick(before, silent))
}

/** A task is not moved below one that was not added. */
function withParent(fields: Preview['changed'][number]['fields'], exists: (task: string) => boolean) {
  if (fields.parent === undefined || fields.parent === '' || exists(fields.parent)) return fields
  const { parent: _unknown, ...others } = fields
  return others
}

/** Children before parents, and none that something would still stand below. */
function goneTasks(preview: Preview, choices: ImportChoices) {
  const free = new Map(preview.absent.filter(({ kept }) => kept === '').map(({ row }) => [row.id as string, row]))
  // Moved elsewhere by the file, but the person left moves out.
  if (!choices.changed) for (const { before } of preview.changed) spare(free, before.parent)
  const depthOf = (id: string): number => {
    let depth = 0
    for (let at = free.get(id); at && depth <= free.size; at = free.get(at.parent)) depth++
    return depth
  }
  return [...free.values()].toSorted((a, b) => depthOf(b.id) - depthOf(a.id))
}

function spare(free: Map<string, { parent: string }>, from: string | undefined): void {
  for (let at = from ?? ''; free.has(at);) {
    const above = free.get(at)!.parent
    free.delete(at)
    at = above
  }
}

function movesOf({ changed }: Preview) {
  return changed.flatMap(({ id, fields, before }) =>
    fields.forecast_on && fields.forecast_on !== before.forecast_on
      ? [{ task: id, from: before.forecast_on ?? '', to: fields.forecast_on }]
      : [],
  )
}

/** What a row was made of, to make it again: what the database adds by itself is left to it. */
function madeOf(row: object, entries: object): object {
  return Object.fromEntries(Object.entries(row).filter(([field]) => field !== 'id' && field in entries))
}

const pick = (from: object, keys: object) =>
  Object.fromEntries(Object.keys(keys).map((key) => [key, (from as Record<string, unknown>)[key]]))
