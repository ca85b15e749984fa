import * as v from 'valibot'
import type { Role } from '@/schema/membership'
import { askJson } from './answer'
import { recall } from './signed-in'

export interface Invitation {
  project: string
  email: string
  name: string
  role: Role
  allocation: number
  language: string
}

/** `password`: shown once, for a new account; null when the person already had one. */
export type InvitationAnswer = { ok: true; password: string | null } | { ok: false; code: string }

const created = v.looseObject({ password: v.nullish(v.string()) })

/** Adds somebody to a project, with an account where they have none. Needs the network. */
export async function inviteToProject(invitation: Invitation): Promise<InvitationAnswer> {
  const access = { base: '', token: () => recall()?.token ?? null }
  const answer = await askJson(access, '/api/jalon/people', invitation, created)
  if (answer.kind === 'ok') return { ok: true, password: answer.body.password ?? null }
  if (answer.kind === 'refused') return { ok: false, code: answer.code }
  return { ok: false, code: answer.kind === 'unauthorized' ? 'denied' : 'unreachable' }
}
