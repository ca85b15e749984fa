import { defineStore } from 'pinia'
import { capacityOn } from '@/domain/calendar/capacity'
import { planLike, type SourcePlan } from '@/domain/plan/start-from'
import { assignmentId, membershipId } from '@/domain/identity/derived-id'
import { inviteToProject, teamSync } from '@/sync'
import type { Membership, Role } from '@/schema/membership'
import type { Project } from '@/schema/project'
import { FULL_TIME } from '@/schema/user'
import type { LocalWrite } from '@/sync/door'
import { EMPTY_TASK, type Task } from '@/schema/task'
import { useAssignments } from './assignments'
import { useLive } from './live'
import { newId } from './new-id'
import { usePeople } from './people'
import { useProjects } from './projects'
import { useSession } from './session'

export type ProjectDraft = Pick<Project, 'code' | 'name' | 'programme'> & Partial<Pick<Project, 'state' | 'starts_on'>>

/** What starts a project: the project itself, its first tasks, its team. */
export const useProjectEditing = defineStore('project-editing', () => {
  const session = useSession()
  const people = usePeople()
  const projects = useProjects()
  const assignments = useAssignments()
  const links = useLive(['dependencies'], (data) => data.list('dependencies'), [])

  /** Creates a project; its author becomes its PMO on the server. Answers its id. */
  async function createProject(draft: ProjectDraft): Promise<string> {
    const id = newId()
    const me = session.user?.userId ?? ''
    const project = { state: 'active', starts_on: '', ends_on: '', ...draft, color: colorOf(id), closed_through: '' }
    await session.open().save([{ op: 'create', coll: 'projects', id, scope: id, fields: project }])
    await session.open().save([
      {
        op: 'create',
        coll: 'memberships',
        id: membershipId(id, me),
        scope: id,
        fields: { project: id, user: me, role: 'pmo', allocation: 1000 },
      },
    ])
    return id
  }

  /** Fields of a project that its leaders change: its names, its dates, its state. */
  const changeProject = (project: string, fields: Partial<Project>) =>
    session.open().save([{ op: 'patch', coll: 'projects', id: project, scope: project, fields: { ...fields } }])

  /** Fills a new project with a plan like another one's: the breakdown, links and efforts, days moved to `startsOn`. */
  async function startFrom(source: string, project: string, startsOn: string): Promise<void> {
    const plan = planLike(sourceOf(source), { project, startsOn, isWorked })
    const create = (coll: LocalWrite['coll'], { id, ...fields }: { id: string }): LocalWrite => ({
      op: 'create',
      coll,
      id,
      scope: project,
      fields,
    })
    await session.open().save([
      // Parents first: the server knows a phase before what is in it.
      ...plan.tasks
        .toSorted((a, b) => depthOf(plan.tasks, a) - depthOf(plan.tasks, b))
        .map((row) => create('tasks', row)),
      ...plan.links.map((row) => create('dependencies', row)),
      ...plan.assignments.map((row) => create('assignments', row)),
    ])
  }

  function sourceOf(project: string): SourcePlan {
    const profiles = new Map(people.membersOf(project).map((row) => [row.user as string, row.profile ?? '']))
    const tasks = projects.tasks.filter((task) => task.project === project)
    return {
      tasks,
      links: links.value.value.map(({ row }) => row).filter((row) => row.project === project),
      assignments: tasks.flatMap((task) => assignments.byTask.get(task.id) ?? []),
      profileOf: (user) => profiles.get(user) ?? '',
    }
  }

  const isWorked = (day: string) =>
    capacityOn({ weekPattern: FULL_TIME, zone: people.settings?.holiday_zone || 'metropole' }, day) > 0

  async function addTask(
    project: string,
    draft: Pick<Task, 'kind' | 'name'> & { parent: string; effort: number; position: number },
  ) {
    const { effort, ...said } = draft
    const fields = { ...EMPTY_TASK, project, ...said, original_effort: effort }
    await session.open().save([{ op: 'create', coll: 'tasks', id: newId(), scope: project, fields }])
  }

  const setProfile = (member: Membership, profile: string) =>
    session
      .open()
      .save([{ op: 'patch', coll: 'memberships', id: member.id, scope: member.project, fields: { profile } }])

  async function assign(project: string, task: string, user: string, effort: number) {
    const id = assignmentId(task, { user })
    await session
      .open()
      .save([{ op: 'create', coll: 'assignments', id, scope: project, fields: { project, task, user, effort } }])
  }

  /** Needs the network: an account is made on the server. Answers the one-time password of a new account. */
  function invite(
    project: string,
    person: { email: string; name: string; role: Role; allocation: number; language: string },
  ) {
    return inviteToProject({ ...person, project })
  }

  /** When each member's devices were last in touch; null without network. For who leads the project. */
  const teamState = (project: string) => teamSync(project)

  return { createProject, changeProject, startFrom, setProfile, addTask, assign, invite, teamState }
})

function depthOf(tasks: readonly { id: string; parent: string }[], task: { parent: string }): number {
  let depth = 0
  for (let above = task.parent; above !== '' && depth < tasks.length; depth++)
    above = tasks.find(({ id }) => id === above)?.parent ?? ''
  return depth
}

function colorOf(id: string): number {
  return [...id].reduce((sum, character) => sum + character.charCodeAt(0), 0) % 8
}
