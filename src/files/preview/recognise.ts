import { importedTaskId } from '@/domain/identity/derived-id'
import type { Task } from '@/schema/task'
import type { DraftTask } from './draft'
import type { RecognisedBy } from './present'

export interface Recognised {
  /** By the key of the draft: the task of the project, and by what. */
  known: Map<string, { task: Task; by: RecognisedBy }>
  /** By the key of the draft: the id of what is new. */
  newIds: Map<string, string>
  /** Most of what bears the same number bears another name: the file is of another plan, its numbers say nothing. */
  isOtherPlan: boolean
}

/**
 * Which task of the file is which of the project: by the number that the file's tool keeps or the id that
 * our own tables give, then by its place and name, then by
 * the id that an earlier import gave it, then by a name that both sides have once. Each is taken once.
 */
export function recognise(project: string, drafts: readonly DraftTask[], present: readonly Task[]): Recognised {
  const isOtherPlan = looksLikeAnotherPlan(drafts, present)
  const match = new Matching(drafts, present)
  if (!isOtherPlan) match.byUid()
  match.byPlace()
  const newIds = importIds(project, drafts)
  match.byImport(newIds)
  match.byPlace()
  match.byName()
  match.byPlace()
  return { known: match.known, newIds, isOtherPlan }
}

/** @example sameName('Étude  béton ') === sameName('étude béton') */
export const sameName = (name: string) => name.trim().replace(/\s+/g, ' ').toLowerCase()

class Matching {
  readonly known = new Map<string, { task: Task; by: RecognisedBy }>()
  private readonly taken = new Set<string>()
  constructor(
    private readonly drafts: readonly DraftTask[],
    private readonly present: readonly Task[],
  ) {}

  byUid(): void {
    const ids = new Map<string, Task>(this.present.map((task) => [task.id, task]))
    for (const draft of this.drafts) this.take(draft, ids.get(draft.uid), 'uid')
    const tasks = onlyOnce(this.present, (task) => task.external_uid ?? '')
    for (const [uid, draft] of onlyOnce(this.drafts, ({ uid }) => uid)) this.take(draft, tasks.get(uid), 'uid')
  }

  /** From the top down: the same name below what is recognised already, one after the other where several share it. */
  byPlace(): void {
    const below = new Map<string, Task[]>()
    const ids = new Set<string>(this.present.map(({ id }) => id))
    const ordered = this.present.toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
    for (const task of ordered)
      if (!this.taken.has(task.id))
        listed(below, `${ids.has(task.parent) ? task.parent : ''} ${sameName(task.name)}`).push(task)
    for (const draft of this.drafts) {
      if (this.known.has(draft.key)) continue
      const parent = draft.parent === '' ? '' : this.known.get(draft.parent)?.task.id
      if (parent !== undefined) this.take(draft, below.get(`${parent} ${sameName(draft.name)}`)?.shift(), 'path')
    }
  }

  byImport(newIds: ReadonlyMap<string, string>): void {
    const tasks = new Map<string, Task>(this.present.map((task) => [task.id, task]))
    for (const draft of this.drafts) this.take(draft, tasks.get(newIds.get(draft.key)!), 'import')
  }

  byName(): void {
    const tasks = onlyOnce(this.present, ({ name }) => sameName(name))
    for (const [name, draft] of onlyOnce(this.drafts, (one) => sameName(one.name)))
      this.take(draft, tasks.get(name), 'name')
  }

  private take(draft: DraftTask, task: Task | undefined, by: RecognisedBy): void {
    if (!task || this.known.has(draft.key) || this.taken.has(task.id)) return
    this.known.set(draft.key, { task, by })
    this.taken.add(task.id)
  }
}

/** Those whose key nobody else has. */
function onlyOnce<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item> {
  const found = new Map<string, Item>()
  const twice = new Set<string>()
  for (const item of items) {
    const key = keyOf(item)
    if (found.has(key)) twice.add(key)
    found.set(key, item)
  }
  for (const key of [...twice, '']) found.delete(key)
  return found
}

/** A few numbers may have been given to other tasks; when half of them were, they are of another plan. */
const ENOUGH_TO_JUDGE = 4

function looksLikeAnotherPlan(drafts: readonly DraftTask[], present: readonly Task[]): boolean {
  const tasks = onlyOnce(present, (task) => task.external_uid ?? '')
  const names = new Set(present.map(({ name }) => sameName(name)))
  let same = 0
  let other = 0
  for (const { uid, name } of drafts) {
    const task = tasks.get(uid)
    if (task && sameName(task.name) === sameName(name)) same++
    else if (task && !names.has(sameName(name))) other++
  }
  return other >= ENOUGH_TO_JUDGE && other > same
}

function importIds(project: string, drafts: readonly DraftTask[]): Map<string, string> {
  const paths = new Map<string, string>()
  const times = new Map<string, number>()
  const ids = new Map<string, string>()
  for (const { key, uid, parent, name } of drafts) {
    const path = `${paths.get(parent) ?? ''}/${sameName(name).replaceAll('|', '¦')}`
    const before = times.get(path) ?? 0
    times.set(path, before + 1)
    paths.set(key, before === 0 ? path : `${path}#${before}`)
    ids.set(key, importedTaskId(project, uid.replaceAll('|', '¦'), paths.get(key)!))
  }
  return ids
}

export function listed<Key, Item>(lists: Map<Key, Item[]>, key: Key): Item[] {
  let list = lists.get(key)
  if (!list) lists.set(key, (list = []))
  return list
}
