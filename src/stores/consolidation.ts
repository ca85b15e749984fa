import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { consolidate, consolidatedCurve, type ClosedProject } from '@/domain/closing/consolidation'
import type { Closing } from '@/schema/closing'
import { useLive } from './live'
import { usePlannedValue } from './planned-value'
import { usePortfolio } from './portfolio'

/**
 * Programmes and the portfolio from the closings of their projects. Reads the closings alone: the lines of one are read when it
 * is opened, so that years of them cost nothing here.
 */
export const useConsolidation = defineStore('consolidation', () => {
  const portfolio = usePortfolio()
  const planned = usePlannedValue()
  const closingRows = useLive(['closings'], (data) => data.list('closings'), [])
  /** '' = the last closing of each project. */
  const through = ref('')
  /** '' = all of them. */
  const programme = ref('')

  /** Those that still stand, the oldest first. */
  const standing = computed(() => {
    const groups = new Map<string, Closing[]>()
    for (const { row } of closingRows.value.value) {
      if (row.state !== 'closed') continue
      const group = groups.get(row.project)
      if (group) group.push(row)
      else groups.set(row.project, [row])
    }
    for (const group of groups.values()) group.sort((a, b) => a.rank - b.rank)
    return groups
  })

  const projects = computed<ClosedProject<Closing>[]>(() =>
    portfolio.followed
      .filter((project) => !programme.value || project.programme === programme.value)
      .map((project) => ({
        project: project.id,
        programme: project.programme,
        closings: standing.value.get(project.id) ?? [],
        plannedAt: planned.plannedBy(project.id),
      })),
  )
  /** Every day on which something was closed, the latest first. */
  const days = computed(() =>
    [...new Set([...standing.value.values()].flat().map((closing) => closing.through as string))].toSorted().reverse(),
  )
  const day = computed(() => through.value || (days.value[0] ?? ''))
  const consolidation = computed(() => consolidate(projects.value, day.value))
  const curve = computed(() => consolidatedCurve(projects.value, day.value))

  return { through, programme, days, day, consolidation, curve, loaded: closingRows.loaded }
})

/** The lines of closings as they were kept, of one project alone: nothing else is read. '' = of none. */
export function useClosingLines(project: () => string) {
  const rows = useLive(
    ['closing_items'],
    async (data) => (project() ? data.list('closing_items', project()) : []),
    [],
    [computed(project)],
  )
  return (closing: string) => rows.value.value.map(({ row }) => row).filter((row) => row.closing === closing)
}
