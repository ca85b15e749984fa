import { defineStore } from 'pinia'
import { computed } from 'vue'
import { addWeeks, weekOf } from '@/domain/calendar/days'
import { completeness, expectedEffort, projectSums } from '@/domain/portfolio/summary'
import { wbsTree } from '@/domain/progress/wbs'
import type { Flag } from '@/schema/flag'
import type { Project } from '@/schema/project'
import type { Task } from '@/schema/task'
import { useToday } from './clock'
import { useFlags } from './flags'
import { useLive } from './live'
import { usePeople } from './people'
import { useProjects } from './projects'

export type PortfolioLine = ReturnType<typeof projectSums> & {
  project: Project
  managers: string[]
  /** Of the last complete week; null where nothing is expected or the reader may not know. */
  completeness: number | null
  lastFlag: Flag | undefined
}

/** One line a project, from totals that the server keeps: it does not slow down as history grows. */
export const usePortfolio = defineStore('portfolio', () => {
  const people = usePeople()
  const projects = useProjects()
  const flags = useFlags()
  const today = useToday()
  const totals = useLive(['task_totals'], (data) => data.list('task_totals'), [])
  const weeks = useLive(['project_weeks'], (data) => data.list('project_weeks'), [])

  /** By project and week: years of weeks are looked through once, not once a project. */
  const effortOf = computed(
    () => new Map(weeks.value.value.map(({ row }) => [`${row.project} ${row.week}`, row.effort])),
  )
  const totalOf = computed(() => new Map(totals.value.value.map(({ row }) => [row.id as string, row])))
  const lastWeek = computed(() => addWeeks(weekOf(today.value), -1))
  const tasksOf = computed(() => grouped(projects.tasks))

  /** The projects whose consolidated figures the person may read. */
  const followed = computed(() => {
    const ids = new Set(people.mine.filter((row) => row.role !== 'contributor').map((row) => row.project as string))
    return projects.projects.filter((project) => ids.has(project.id) && project.state !== 'template')
  })

  const lines = computed<PortfolioLine[]>(() => followed.value.map((project) => lineOf(project)))

  function treeOf(project: string) {
    return wbsTree<Task>(tasksOf.value.get(project) ?? [], totalOf.value)
  }

  function lineOf(project: Project): PortfolioLine {
    const members = people.membersOf(project.id)
    const expected = expectedEffort(
      members.map((member) => ({ pattern: people.patternOf(member.user), allocation: member.allocation })),
      lastWeek.value,
    )
    return {
      project,
      ...projectSums(treeOf(project.id)),
      managers: members.filter((member) => member.role === 'manager').map((member) => people.nameOf(member.user)),
      completeness: people.leadsIn(project.id) ? completeness(enteredIn(project.id, lastWeek.value), expected) : null,
      lastFlag: flags.lastOf(project.id),
    }
  }

  function enteredIn(project: string, week: string): number {
    return effortOf.value.get(`${project} ${week}`) ?? 0
  }

  /** Time entered week after week, oldest first, over all or one project. */
  function weeklyActuals(project: string, count: number): { week: string; effort: number }[] {
    return Array.from({ length: count }, (_, index) => {
      const week = addWeeks(weekOf(today.value), index - count + 1)
      return { week, effort: enteredIn(project, week) }
    })
  }

  return { lines, followed, lastWeek, loaded: totals.loaded, treeOf, totalOf, weeklyActuals }
})

function grouped(tasks: readonly Task[]): Map<string, Task[]> {
  const groups = new Map<string, Task[]>()
  for (const task of tasks) {
    const group = groups.get(task.project)
    if (group) group.push(task)
    else groups.set(task.project, [task])
  }
  return groups
}
