import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { Closing, ClosingItem } from '@/schema/closing'
import { closings as onServer } from '@/sync'
import { useLive } from './live'
import { useSession } from './session'

/** What was closed, and closing more. Figures are made by the server; what was closed is read here without network. */
export const useClosings = defineStore('closings', () => {
  const session = useSession()
  const closingRows = useLive(['closings'], (data) => data.list('closings'), [])
  const itemRows = useLive(['closing_items'], (data) => data.list('closing_items'), [])

  const itemsBy = computed(() => {
    const groups = new Map<string, ClosingItem[]>()
    for (const { row } of itemRows.value.value) {
      const group = groups.get(row.closing)
      if (group) group.push(row)
      else groups.set(row.closing, [row])
    }
    return groups
  })
  const byProject = computed(() => {
    const groups = new Map<string, Closing[]>()
    for (const { row } of closingRows.value.value) groups.set(row.project, [...(groups.get(row.project) ?? []), row])
    for (const [project, rows] of groups)
      groups.set(
        project,
        rows.toSorted((a, b) => b.rank - a.rank),
      )
    return groups
  })

  /** All of a project, the newest first, with those that were opened again. */
  const ofProject = (project: string): readonly Closing[] => byProject.value.get(project) ?? []
  /** Those that still stand, the oldest first: what drift, S-curve and trend are made of. */
  const standing = (project: string): readonly Closing[] =>
    ofProject(project)
      .filter((closing) => closing.state === 'closed')
      .toReversed()
  const itemsOf = (closing: string): readonly ClosingItem[] => itemsBy.value.get(closing) ?? []

  async function preview(project: string, through: string) {
    return (await onServer()).close({ project, through, note: '', preview: true })
  }

  async function close(project: string, through: string, note: string) {
    const outcome = await (await onServer()).close({ project, through, note, preview: false })
    if (outcome.ok) await session.open().syncNow()
    return outcome
  }

  async function reopen(closing: string, reason: string) {
    const outcome = await (await onServer()).reopen(closing, reason)
    if (outcome.ok) await session.open().syncNow()
    return outcome
  }

  return { ofProject, standing, itemsOf, preview, close, reopen, loaded: closingRows.loaded }
})
