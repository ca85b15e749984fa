import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { capacityOn } from '@/domain/calendar/capacity'
import { masterRows } from '@/domain/plan/master-plan'
import { FULL_TIME } from '@/schema/user'
import { useToday } from './clock'
import { usePeople } from './people'
import { usePortfolio } from './portfolio'
import { useProjects } from './projects'

/** The plans of all the projects that somebody follows, as one, and what of them is looked at. */
export const useMasterPlan = defineStore('master-plan', () => {
  const portfolio = usePortfolio()
  const people = usePeople()
  const projects = useProjects()
  const today = useToday()

  const search = ref('')
  const programme = ref('')
  const state = ref<'active' | ''>('active')
  const milestonesOnly = ref(false)
  /** Programmes start open, projects closed: these are the ones that differ. */
  const turned = ref(new Set<string>())

  const programmes = computed(() =>
    [...new Set(portfolio.followed.map((project) => project.programme))].filter(Boolean).toSorted(),
  )
  const shown = computed(() => {
    const wanted = search.value.trim().toLowerCase()
    return portfolio.followed.filter(
      (project) =>
        `${project.code} ${project.name}`.toLowerCase().includes(wanted) &&
        (programme.value === '' || project.programme === programme.value) &&
        (state.value === '' || project.state === state.value),
    )
  })
  const plans = computed(() =>
    shown.value.map((project) => ({
      id: project.id,
      code: project.code,
      name: project.name,
      programme: project.programme,
      tree: portfolio.treeOf(project.id),
    })),
  )
  const isOpen = (key: string) => (key.startsWith('programme') || milestonesOnly.value) !== turned.value.has(key)
  const rows = computed(() =>
    masterRows(plans.value, { isOpen, milestonesOnly: milestonesOnly.value, today: today.value }),
  )

  // Another look starts with its own lines open.
  watch(milestonesOnly, () => (turned.value = new Set()))

  function toggle(key: string) {
    const next = new Set(turned.value)
    if (!next.delete(key)) next.add(key)
    turned.value = next
  }

  const zone = computed(() => people.settings?.holiday_zone || 'metropole')
  const isWorked = (day: string) => capacityOn({ weekPattern: FULL_TIME, zone: zone.value }, day) > 0
  const colorOf = (project: string) => `var(--color-project-${projects.projectById.get(project)?.color ?? 0})`

  return {
    search,
    programme,
    state,
    milestonesOnly,
    programmes,
    shown,
    rows,
    loaded: portfolio.loaded,
    isOpen,
    toggle,
    isWorked,
    colorOf,
  }
})
