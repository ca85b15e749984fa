import * as v from 'valibot'
import { teamSync } from '@/schema/sync-wire'
import type { TeamSync } from '@/schema/sync-wire'
import { askJson } from './answers'
import type { Server } from './answers'

/** How the devices of a project's members stand; null when nobody can say now. Needs the network. */
export async function askTeamSync(server: Server, project: string): Promise<TeamSync['members'] | null> {
  const answer = await askJson(server, '/api/jalon/devices', { project }, teamSync)
  return answer.kind === 'ok' ? answer.body.members : null
}

export interface Invitation {
  email: string
  name: string
  language: string
  project: string
  role: string
  allocation: number
}

/** `password`: the one-time password of a new account, null when the person had one. */
export type InvitationAnswer = { ok: true; password: string | null } | { ok: false; code: string }

const added = v.object({ ok: v.literal(true), password: v.optional(v.nullable(v.string()), null) })

/** Adds a person to a project, making their account when there is none. Needs the network. */
export async function invite(server: Server, invitation: Invitation): Promise<InvitationAnswer> {
  const answer = await askJson(server, '/api/jalon/people', invitation, added)
  if (answer.kind === 'ok') return answer.body
  if (answer.kind === 'unauthorized') return { ok: false, code: 'sign-in-needed' }
  return { ok: false, code: answer.kind === 'refused' ? answer.code : 'unreachable' }
}
