import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { Assignment } from '@/schema/assignment'
import { useLive } from './live'

/** Who is expected on which task. */
export const useAssignments = defineStore('assignments', () => {
  const rows = useLive(['assignments'], (data) => data.list('assignments'), [])
  const byTask = computed(() => {
    const groups = new Map<string, Assignment[]>()
    for (const { row } of rows.value.value) groups.set(row.task, [...(groups.get(row.task) ?? []), row])
    return groups
  })
  /** Every profile that work is planned for somewhere, by name. */
  const profiles = computed(() =>
    [...new Set(rows.value.value.map(({ row }) => row.profile ?? ''))]
      .filter(Boolean)
      .toSorted((a, b) => a.localeCompare(b)),
  )
  return { byTask, profiles, refresh: rows.refresh, loaded: rows.loaded }
})
