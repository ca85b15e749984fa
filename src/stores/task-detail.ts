import { computed, toRef, type Ref } from 'vue'
import { monthOf } from '@/domain/calendar/days'
import { latestEstimates } from '@/domain/timesheet/remaining'
import { useToday } from './clock'
import { useLive } from './live'

const MONTHS_SHOWN = 24

/** What the figures of one task are made of: its entries and its estimates, newest first. */
export function useTaskDetail(project: () => string, task: () => string) {
  const today = useToday()
  const sources: Ref<unknown>[] = [toRef(project), toRef(task)]
  const entryRows = useLive(
    ['time_entries'],
    (data) => data.entries({ months: lastMonths(today.value, MONTHS_SHOWN), scope: project() }),
    [],
    sources,
  )
  const estimateRows = useLive(
    ['remaining_estimates'],
    (data) => data.list('remaining_estimates', project()),
    [],
    sources,
  )
  const assignmentRows = useLive(['assignments'], (data) => data.list('assignments', project()), [], sources)

  const entries = computed(() =>
    entryRows.value.value
      .filter(({ row }) => row.task === task() && row.effort > 0)
      .toSorted((a, b) => (a.row.day < b.row.day ? 1 : a.row.day > b.row.day ? -1 : 0)),
  )
  const estimates = computed(() =>
    estimateRows.value.value
      .map(({ row }) => row)
      .filter((row) => row.task === task())
      .toSorted((a, b) => (a.day === b.day ? b.rank - a.rank : a.day < b.day ? 1 : -1)),
  )
  const latest = computed(() => [...latestEstimates(estimates.value).values()])
  const assignments = computed(() =>
    assignmentRows.value.value.map(({ row }) => row).filter((row) => row.task === task()),
  )
  const loaded = computed(() => entryRows.loaded.value && estimateRows.loaded.value)

  return { entries, estimates, latest, assignments, loaded }
}

/** @example lastMonths('2026-02-10', 3) // ['2026-02', '2026-01', '2025-12'] */
export function lastMonths(today: string, count: number): string[] {
  let [year, month] = monthOf(today).split('-').map(Number) as [number, number]
  return Array.from({ length: count }, () => {
    const text = `${year}-${String(month).padStart(2, '0')}`
    month -= 1
    if (month === 0) [year, month] = [year - 1, 12]
    return text
  })
}
