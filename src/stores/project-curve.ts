import { computed } from 'vue'
import { curveOf } from '@/domain/closing/curve'
import { useClosings } from './closings'
import { usePlannedValue } from './planned-value'

/** The S-curve of a project: its closings, and what its latest baseline had planned for their days. */
export function useProjectCurve(project: () => string) {
  const closings = useClosings()
  const planned = usePlannedValue()

  const baseline = computed(() => planned.baselineOf(project()))
  const points = computed(() => curveOf(closings.standing(project()), planned.plannedBy(project())))
  /** Earned schedule at the last closing; null where nothing is earned there, or nothing was planned. */
  const schedule = computed(() => {
    const last = points.value.at(-1)
    return !last || last.earned === null ? null : planned.scheduleAt(project(), last.earned, last.day)
  })
  return { points, baseline, schedule }
}
