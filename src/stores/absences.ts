import { defineStore } from 'pinia'
import { computed } from 'vue'
import { leaveByDay } from '@/domain/timesheet/absences'
import type { Absence } from '@/schema/absence'
import { useLive } from './live'

const NO_LEAVE: ReadonlyMap<string, number> = new Map()

/** Leave and what was given to no project: one's own, and that of the people whose work one follows. */
export const useAbsences = defineStore('absences', () => {
  const rows = useLive(['absences'], (data) => data.list('absences'), [])

  const byUser = computed(() => {
    const groups = new Map<string, Absence[]>()
    for (const { row } of rows.value.value) groups.set(row.user, [...(groups.get(row.user) ?? []), row])
    return groups
  })
  const leaves = computed(() => new Map([...byUser.value].map(([user, absences]) => [user, leaveByDay(absences)])))

  const of = (user: string): readonly Absence[] => byUser.value.get(user) ?? []
  const leaveOf = (user: string): ReadonlyMap<string, number> => leaves.value.get(user) ?? NO_LEAVE

  return { of, leaveOf }
})
