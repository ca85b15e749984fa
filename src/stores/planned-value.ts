import { defineStore } from 'pinia'
import { computed } from 'vue'
import { capacityOn } from '@/domain/calendar/capacity'
import { earnedOnCalendar, type ScheduleReading } from '@/domain/earned-value/on-calendar'
import { plannedValue } from '@/domain/earned-value/planned-value'
import type { Baseline, BaselineItem } from '@/schema/baseline'
import { FULL_TIME } from '@/schema/user'
import { useLive } from './live'
import { usePeople } from './people'
import { useProjects } from './projects'

const NO_WORK: readonly BaselineItem[] = []

/** What the latest baseline of each project had planned, and when what is earned was planned to be. */
export const usePlannedValue = defineStore('planned-value', () => {
  const people = usePeople()
  const projects = useProjects()
  const baselineRows = useLive(['baselines'], (data) => data.list('baselines'), [])
  const itemRows = useLive(['baseline_items'], (data) => data.list('baseline_items'), [])

  const latest = computed(() => {
    const found = new Map<string, Baseline>()
    for (const { row } of baselineRows.value.value) {
      const known = found.get(row.project)
      if (!known || known.taken_on < row.taken_on) found.set(row.project, row)
    }
    return found
  })
  /** Effort is carried by tasks: phases only sum them. A task that is gone since still counts. */
  const workBy = computed(() => {
    const groups = new Map<string, BaselineItem[]>()
    for (const { row } of itemRows.value.value) {
      if (projects.taskById.get(row.task)?.kind === 'phase') continue
      const group = groups.get(row.baseline)
      if (group) group.push(row)
      else groups.set(row.baseline, [row])
    }
    return groups
  })

  const zone = computed(() => people.settings?.holiday_zone || 'metropole')
  const isWorked = computed(() =>
    remembered((day) => capacityOn({ weekPattern: FULL_TIME, zone: zone.value }, day) > 0),
  )

  const baselineOf = (project: string): Baseline | undefined => latest.value.get(project)
  const workOf = (project: string) => workBy.value.get(baselineOf(project)?.id ?? '') ?? NO_WORK

  /** PV at the end of a day, thousandths of a day; null without a baseline. */
  function plannedBy(project: string): ((day: string) => number) | null {
    return baselineOf(project) ? (day) => plannedValue(workOf(project), day, isWorked.value) : null
  }

  /** Earned schedule at the end of a day; null where the plan says nothing of it. */
  const scheduleAt = (project: string, ev: number, day: string): ScheduleReading | null =>
    earnedOnCalendar({ work: workOf(project), ev, day, isWorked: isWorked.value })

  return { baselineOf, plannedBy, scheduleAt, loaded: itemRows.loaded }
})

/** The same days are asked for by every task of every project. */
function remembered(isWorked: (day: string) => boolean): (day: string) => boolean {
  const known = new Map<string, boolean>()
  return (day) => {
    const answer = known.get(day) ?? isWorked(day)
    known.set(day, answer)
    return answer
  }
}
