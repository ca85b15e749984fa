import { closingAnswer, reopenAnswer, type ClosingAnswer } from '@/schema/closing-wire'
import { askJson } from './answers'
import type { Server } from './answers'

/** Why the server did not close: a refusal code, or that it could not be asked. */
export type ClosingOutcome<T> = { ok: true; value: T } | { ok: false; code: string }

export interface ClosingWish {
  project: string
  through: string
  note: string
  preview: boolean
}

/** Closes a period, or says what that would be. Needs the network. */
export async function askToClose(server: Server, wish: ClosingWish): Promise<ClosingOutcome<ClosingAnswer>> {
  return outcome(await askJson(server, '/api/jalon/closings', wish, closingAnswer))
}

export async function askToReopen(server: Server, closing: string, reason: string): Promise<ClosingOutcome<unknown>> {
  return outcome(await askJson(server, '/api/jalon/closings/reopen', { closing, reason }, reopenAnswer))
}

function outcome<T>(answer: Awaited<ReturnType<typeof askJson<T>>>): ClosingOutcome<T> {
  if (answer.kind === 'ok') return { ok: true, value: answer.body }
  if (answer.kind === 'unauthorized') return { ok: false, code: 'sign-in-needed' }
  return { ok: false, code: answer.kind === 'refused' ? answer.code : 'unreachable' }
}
