import { defineStore } from 'pinia'
import { computed } from 'vue'
import { inOrderOfDue, isDue } from '@/domain/registers/actions'
import type { Action } from '@/schema/action'
import type { Comment } from '@/schema/comment'
import { useToday } from './clock'
import { useLive } from './live'
import { newId } from './new-id'
import { usePeople } from './people'
import { useSession } from './session'

export type ActionDraft = Pick<Action, 'project' | 'title' | 'detail' | 'owner' | 'due' | 'flag'>

/** What is to be done, by whom and by when: one's own, and, for who leads, those of the project. */
export const useActions = defineStore('actions', () => {
  const session = useSession()
  const people = usePeople()
  const today = useToday()
  const rows = useLive(['actions'], (data) => data.list('actions'), [])
  const commentRows = useLive(['comments'], (data) => data.list('comments'), [])

  const marks = computed(() => new Map<string, string>(rows.value.value.map(({ row, mark }) => [row.id, mark])))
  const all = computed(() => inOrderOfDue(rows.value.value.map(({ row }) => row)))
  const mine = computed(() => all.value.filter((action) => action.owner === people.myId))
  const due = computed(() => mine.value.filter((action) => isDue(action, today.value)))
  const byFlag = computed(() => groupedBy(all.value, (action) => action.flag))
  const commentsBy = computed(() => {
    const comments = commentRows.value.value.map(({ row }) => row)
    return groupedBy(
      comments.toSorted((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1)),
      (comment) => comment.action,
    )
  })

  const commentsOf = (action: string): readonly Comment[] => commentsBy.value.get(action) ?? []
  const ofFlag = (flag: string): readonly Action[] => byFlag.value.get(flag) ?? []

  async function create(draft: ActionDraft): Promise<void> {
    const fields = { ...draft, title: draft.title.trim(), detail: draft.detail.trim(), state: 'open', done_on: '' }
    const author = people.myId
    await session
      .open()
      .save([{ op: 'create', coll: 'actions', id: newId(), scope: draft.project, fields: { ...fields, author } }])
  }

  const patch = (action: Action, fields: Partial<Action>) =>
    session.open().save([{ op: 'patch', coll: 'actions', id: action.id, scope: action.project, fields }])

  const setDone = (action: Action, isDone: boolean) =>
    patch(action, { state: isDone ? 'done' : 'open', done_on: isDone ? today.value : '' })

  async function comment(action: Action, text: string): Promise<void> {
    const rank = (commentsOf(action.id).at(-1)?.rank ?? -1) + 1
    const place = { project: action.project, action: action.id, owner: action.owner, author: people.myId }
    const fields = { ...place, day: today.value, rank, text: text.trim() }
    await session.open().save([{ op: 'create', coll: 'comments', id: newId(), scope: action.project, fields }])
  }

  return { all, mine, due, marks, loaded: rows.loaded, commentsOf, ofFlag, create, patch, setDone, comment }
})

function groupedBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row])
  return groups
}
