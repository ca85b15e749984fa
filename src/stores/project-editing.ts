import { defineStore } from 'pinia'
import { assignmentId, membershipId } from '@/domain/identity/derived-id'
import { inviteToProject, teamSync } from '@/sync'
import type { Role } from '@/schema/membership'
import type { Task } from '@/schema/task'
import { newId } from './new-id'
import { useSession } from './session'

/** What starts a project: the project itself, its first tasks, its team. */
export const useProjectEditing = defineStore('project-editing', () => {
  const session = useSession()

  /** Creates a project; its author becomes its PMO on the server. Answers its id. */
  async function createProject(draft: { code: string; name: string; programme: string }): Promise<string> {
    const id = newId()
    const me = session.user?.userId ?? ''
    const project = { ...draft, state: 'active', starts_on: '', ends_on: '', color: colorOf(id), closed_through: '' }
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

  async function addTask(
    project: string,
    draft: Pick<Task, 'kind' | 'name'> & { parent: string; effort: number; position: number },
  ) {
    const fields = {
      project,
      parent: draft.parent,
      kind: draft.kind,
      name: draft.name,
      position: draft.position,
      original_effort: draft.effort,
      approved_change: 0,
      state: 'open',
      starts_on: '',
      ends_on: '',
      baseline_on: '',
      forecast_on: '',
      actual_on: '',
      imposed_on: '',
      physical_progress: null,
    }
    await session.open().save([{ op: 'create', coll: 'tasks', id: newId(), scope: project, fields }])
  }

  async function assign(project: string, task: string, user: string, effort: number) {
    const id = assignmentId(task, user)
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

  return { createProject, addTask, assign, invite, teamState }
})

function colorOf(id: string): number {
  return [...id].reduce((sum, character) => sum + character.charCodeAt(0), 0) % 8
}
