import { computed } from 'vue'
import { capacityOn } from '@/domain/calendar/capacity'
import { curveOf } from '@/domain/closing/curve'
import { plannedValue } from '@/domain/earned-value/planned-value'
import { FULL_TIME } from '@/schema/user'
import { useClosings } from './closings'
import { useLive } from './live'
import { usePeople } from './people'
import { useProjects } from './projects'

/** The S-curve of a project: its closings, and what its latest baseline had planned for their days. */
export function useProjectCurve(project: () => string) {
  const closings = useClosings()
  const people = usePeople()
  const projects = useProjects()
  const baselineRows = useLive(['baselines'], (data) => data.list('baselines'), [])
  const itemRows = useLive(['baseline_items'], (data) => data.list('baseline_items'), [])

  const baseline = computed(() =>
    baselineRows.value.value
      .map(({ row }) => row)
      .filter((row) => row.project === project())
      .toSorted((a, b) => (a.taken_on < b.taken_on ? 1 : -1))
      .at(0),
  )
  /** Effort is carried by tasks: phases only sum them. A task that is gone since still counts. */
  const planned = computed(() =>
    itemRows.value.value
      .map(({ row }) => row)
      .filter((row) => row.baseline === baseline.value?.id && projects.taskById.get(row.task)?.kind !== 'phase'),
  )
  const zone = computed(() => people.settings?.holiday_zone || 'metropole')
  const isWorked = (day: string) => capacityOn({ weekPattern: FULL_TIME, zone: zone.value }, day) > 0

  const points = computed(() => {
    const plannedAt = baseline.value ? (day: string) => plannedValue(planned.value, day, isWorked) : null
    return curveOf(closings.standing(project()), plannedAt)
  })
  return { points, baseline }
}
