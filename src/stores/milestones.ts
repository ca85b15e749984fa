import { defineStore } from 'pinia'
import { computed } from 'vue'
import { inOrderOfDay } from '@/domain/milestones/milestone'
import { inOrderOfMove } from '@/domain/milestones/trend'
import { readMilestone, type MilestoneReading } from '@/domain/milestones/watch'
import type { MilestoneMove } from '@/schema/milestone-move'
import type { Project } from '@/schema/project'
import { EMPTY_TASK, type Task } from '@/schema/task'
import type { LocalWrite, SyncMark } from '@/sync/door'
import { useToday } from './clock'
import { useLive } from './live'
import { newId } from './new-id'
import { usePeople } from './people'
import { useProjects } from './projects'
import { useSession } from './session'

/** One milestone with what its dates and moves say. */
export interface MilestoneLine extends MilestoneReading {
  task: Task
  project: Project
  moves: readonly MilestoneMove[]
}

export interface MilestoneDraft {
  project: string
  parent: string
  name: string
  day: string
  imposed: string
}

/** The milestones of the person's projects, the nearest first, and what leaders do with them. Works offline. */
export const useMilestones = defineStore('milestones', () => {
  const session = useSession()
  const people = usePeople()
  const projects = useProjects()
  const today = useToday()
  const moveRows = useLive(['milestone_moves'], (data) => data.list('milestone_moves'), [])
  const taskRows = useLive(['tasks'], (data) => data.list('tasks'), [])

  const movesBy = computed(() => {
    const groups = new Map<string, MilestoneMove[]>()
    for (const { row } of moveRows.value.value) groups.set(row.task, [...(groups.get(row.task) ?? []), row])
    return groups
  })
  const marks = computed(
    () => new Map<string, SyncMark>(taskRows.value.value.map(({ row, mark }) => [row.id as string, mark])),
  )

  const lines = computed<MilestoneLine[]>(() =>
    inOrderOfDay(projects.tasks.filter((task) => task.kind === 'milestone')).flatMap((task) => {
      const project = projects.projectById.get(task.project)
      return project && project.state !== 'template' ? [lineOf(task, project)] : []
    }),
  )
  const lineById = computed(() => new Map<string, MilestoneLine>(lines.value.map((line) => [line.task.id, line])))

  function lineOf(task: Task, project: Project): MilestoneLine {
    const moves = movesBy.value.get(task.id) ?? []
    const reading = readMilestone(task, moves, { startedOn: project.starts_on, today: today.value })
    return { ...reading, task, project, moves: inOrderOfMove(moves) }
  }

  const byProject = computed(() => {
    const groups = new Map<string, MilestoneLine[]>()
    for (const line of lines.value) {
      const group = groups.get(line.project.id)
      if (group) group.push(line)
      else groups.set(line.project.id, [line])
    }
    return groups
  })
  const ofProject = (project: string): readonly MilestoneLine[] => byProject.value.get(project) ?? []

  const patch = (task: Task, fields: Partial<Record<keyof Task, unknown>>): LocalWrite => ({
    op: 'patch',
    coll: 'tasks',
    id: task.id,
    scope: task.project,
    fields,
  })

  /** The word that goes with a changed forecast: what the trend is made of. */
  function moveWrite(task: Task, day: string, reason: string): LocalWrite {
    const rank = Math.max(-1, ...(movesBy.value.get(task.id) ?? []).map((move) => move.rank)) + 1
    const place = { project: task.project, task: task.id, day: today.value, author: people.myId }
    const fields = { ...place, forecast_on: day, reason: reason.trim(), rank }
    return { op: 'create', coll: 'milestone_moves', id: newId(), scope: task.project, fields }
  }

  /** The forecast and the word on it in one save: neither is kept without the other. */
  const moveForecast = (task: Task, day: string, reason: string) =>
    session.open().save([patch(task, { forecast_on: day }), moveWrite(task, day, reason)])

  const reach = (task: Task, day: string) => session.open().save([patch(task, { actual_on: day, state: 'done' })])
  const reopen = (task: Task) => session.open().save([patch(task, { actual_on: '', state: 'open' })])

  /** What the milestone is held against: the agreed day, the day that others impose. Changed on purpose only. */
  const setDates = (task: Task, dates: Partial<Pick<Task, 'baseline_on' | 'imposed_on'>>) =>
    session.open().save([patch(task, dates)])

  /** Its first day is both its baseline and its forecast. */
  async function addMilestone(draft: MilestoneDraft): Promise<void> {
    const siblings = projects.tasks.filter((task) => task.project === draft.project)
    const fields = {
      ...EMPTY_TASK,
      project: draft.project,
      parent: draft.parent,
      kind: 'milestone',
      name: draft.name.trim(),
      position: Math.max(0, ...siblings.map((task) => task.position)) + 1,
      baseline_on: draft.day,
      forecast_on: draft.day,
      imposed_on: draft.imposed,
    }
    await session.open().save([{ op: 'create', coll: 'tasks', id: newId(), scope: draft.project, fields }])
  }

  return {
    lines,
    lineById,
    marks,
    loaded: moveRows.loaded,
    ofProject,
    moveForecast,
    moveWrite,
    reach,
    reopen,
    setDates,
    addMilestone,
  }
})
