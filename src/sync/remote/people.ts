import * as v from 'valibot'
import { fed } from '@/schema/fed'
import type { Fed } from '@/schema/fed'
import { teamSync } from '@/schema/sync-wire'
import type { TeamSync } from '@/schema/sync-wire'
import { askJson } from './answers'
import type { Server } from './answers'

/** What a person's week was added to; null when nobody can say now. Needs the network. */
export async function askFed(server: Server, week: string): Promise<Fed | null> {
  const answer = await askJson(server, '/api/jalon/fed', { week }, fed)
  return answer.kind === 'ok' ? answer.body : null
}

/** How the devices of the members stand, of one project or of all that one leads; null when nobody can say now. */
export async function askTeamSync(server: Server, project: string | null): Promise<TeamSync['members'] | null> {
  const answer = await askJson(server, '/api/jalon/devices', project === null ? {} : { project }, teamSync)
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
