import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { addWeeks, daysOfWeek, monthsOfWeek, weekOf } from '@/domain/calendar/days'
import { capacityOver } from '@/domain/calendar/capacity'
import { lookOver, qualityScore, type CheckedMember, type Looked } from '@/domain/quality/checks'
import type { WbsNode } from '@/domain/progress/wbs'
import type { Project } from '@/schema/project'
import type { Task } from '@/schema/task'
import { teamSync } from '@/sync'
import type { MemberDevices } from '@/sync/door'
import { useAssignments } from './assignments'
import { useToday } from './clock'
import { useLive } from './live'
import { useMilestones } from './milestones'
import { usePeople } from './people'
import { usePortfolio } from './portfolio'

export interface ProjectQuality {
  project: Project
  /** Permille; null where there is nothing to look at. */
  score: number | null
  looked: readonly Looked[]
}

/** How sound the data of the projects is that somebody leads, each finding with what it is about. */
export const useQuality = defineStore('quality', () => {
  const portfolio = usePortfolio()
  const people = usePeople()
  const assignments = useAssignments()
  const milestones = useMilestones()
  const today = useToday()

  /** The last week that is over: what is missing of a week under way is not missing yet. */
  const week = computed(() => addWeeks(weekOf(today.value), -1))
  const entryRows = useLive(['time_entries'], (data) => data.entries({ months: monthsOfWeek(week.value) }), [], [week])
  const sheetRows = useLive(['week_sheets'], (data) => data.list('week_sheets'), [])
  /** null while nobody can say. */
  const devices = shallowRef<ReadonlyMap<string, MemberDevices> | null>(null)

  async function askDevices(): Promise<void> {
    const found = await teamSync(null)
    devices.value = found && new Map(found.map((one) => [one.user, one]))
  }

  const entered = computed(() => {
    const days = daysOfWeek(week.value)
    const sums = new Map<string, number>()
    for (const { row } of entryRows.value.value) {
      if (row.day < days[0]! || row.day > days.at(-1)!) continue
      const key = `${row.project} ${row.user}`
      sums.set(key, (sums.get(key) ?? 0) + row.effort)
    }
    return sums
  })
  const submitted = computed(
    () =>
      new Set(
        sheetRows.value.value
          .filter(({ row }) => row.week === week.value && row.state === 'submitted')
          .map(({ row }) => row.user as string),
      ),
  )

  /** Half of the data would find what is not missing. */
  const loaded = computed(
    () =>
      portfolio.loaded && assignments.loaded && milestones.loaded && entryRows.loaded.value && sheetRows.loaded.value,
  )
  const projects = computed<ProjectQuality[]>(() =>
    (loaded.value ? portfolio.followed : [])
      .filter((project) => people.leadsIn(project.id) && project.state === 'active')
      .map((project) => {
        const looked = lookedAt(project)
        return { project, score: qualityScore(looked), looked }
      }),
  )

  function lookedAt(project: Project): Looked[] {
    return lookOver({
      today: today.value,
      nodes: flattened(portfolio.treeOf(project.id)),
      milestones: milestones.ofProject(project.id).map(({ task, state }) => ({
        id: task.id,
        name: task.name,
        expected: task.actual_on || task.forecast_on || task.baseline_on,
        reached: state === 'reached',
      })),
      members: membersOf(project.id),
      isAssigned: (task) => (assignments.byTask.get(task) ?? []).length > 0,
    })
  }

  function membersOf(project: string): CheckedMember[] {
    const days = daysOfWeek(week.value)
    return people
      .membersOf(project)
      .filter((member) => member.role !== 'sponsor' && member.allocation > 0)
      .map(({ user, allocation }) => {
        const device = devices.value?.get(user)
        return {
          user,
          name: people.nameOf(user),
          expected: Math.round((capacityOver(people.patternOf(user), days) * allocation) / 1000),
          entered: entered.value.get(`${project} ${user}`) ?? 0,
          submitted: submitted.value.has(user),
          waiting: devices.value === null ? null : (device?.unsent ?? 0),
          lastContact: devices.value === null ? null : device ? dayOf(device.at) : '',
        }
      })
  }

  const ofProject = (project: string) => projects.value.find((one) => one.project.id === project)

  return { week, projects, ofProject, askDevices, loaded }
})

const dayOf = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 10)

const flattened = (nodes: readonly WbsNode<Task>[]): WbsNode<Task>[] =>
  nodes.flatMap((node) => [node, ...flattened(node.children)])
