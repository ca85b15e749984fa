import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { Project } from '@/schema/project'
import type { Task } from '@/schema/task'
import { useLive } from './live'

/** Projects and tasks of the person, as every screen looks them up. */
export const useProjects = defineStore('projects', () => {
  const projectRows = useLive(['projects'], (data) => data.list('projects'), [])
  const taskRows = useLive(['tasks'], (data) => data.list('tasks'), [])

  const projects = computed(() =>
    projectRows.value.value.map(({ row }) => row).sort((a, b) => a.code.localeCompare(b.code)),
  )
  const projectById = computed(() => new Map<string, Project>(projects.value.map((project) => [project.id, project])))
  const tasks = computed(() => taskRows.value.value.map(({ row }) => row))
  const taskById = computed(() => new Map<string, Task>(tasks.value.map((task) => [task.id, task])))
  /** Tasks that time may be entered on. */
  const openTasks = computed(() =>
    tasks.value.filter(
      (task) =>
        task.kind === 'task' && task.state === 'open' && projectById.value.get(task.project)?.state === 'active',
    ),
  )

  const openTaskIds = computed(() => new Set<string>(openTasks.value.map((task) => task.id)))

  return {
    projects,
    projectById,
    tasks,
    taskById,
    openTasks,
    openTaskIds,
    loaded: projectRows.loaded,
    refreshTasks: taskRows.refresh,
  }
})
