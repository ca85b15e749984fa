import type { OpResult, Refusal } from '@/schema/sync-wire'
import { fold } from './fold'
import type { Intent } from './fold'
import { sameValue } from './same-value'

type Row = Record<string, unknown>
type Refused = Exclude<OpResult, 1>

/** What a refused operation becomes. `again` replaces the record's unsent intent; null = nothing left to send. */
export interface Judgement<I> {
  again: I | null
  park: { intent: I; reason: Refusal; theirs: Row | null } | null
  /** What the server has already, from elsewhere: nothing to send, but promised all the same if it loses it. */
  done?: I | null
}

/**
 * Judges one refused operation together with the newer, unsent intent about the same record. Every field of both ends
 * up in one of three places: it equals the server's (done), it is sent again, or it is parked. No clock decides.
 */
export function judge<I extends Intent>(op: I, result: Refused, newer: I | null): Judgement<I> {
  const theirs = result.row ?? null
  if ((result.e === 'conflict' || result.e === 'exists') && theirs) return judgeFields(op, theirs, newer)
  if (result.e === 'invalid') return judgeInvalid(op, newer)
  if (result.e === 'denied' && op.op !== 'create') return judgeDenied(op, newer)
  if (op.op === 'delete' && result.e === 'missing') return { again: newer, park: null }
  const intent = newer ? fold(op, newer) : op
  return { again: null, park: intent && { intent, reason: result.e, theirs } }
}

/** The one conflict rule: server = mine → done; server = what I saw → send again; else the person decides. */
function judgeFields<I extends Intent>(op: I, theirs: Row, newer: I | null): Judgement<I> {
  if (op.op === 'delete') return { again: newer, park: newer ? null : { intent: op, reason: 'conflict', theirs } }
  // Someone else's record is in the place of the one that the person made and took back.
  if (newer?.op === 'delete') return { again: op.op === 'create' ? null : newer, park: null }
  const intent = newer ? (fold(op, newer) ?? op) : op
  const again: Row = {}
  const mine: Row = {}
  const done: Row = {}
  for (const [field, value] of Object.entries(intent.fields)) {
    const sawIt = field in intent.base && sameValue(theirs[field], intent.base[field])
    const pile = sameValue(theirs[field], value) ? done : sawIt ? again : mine
    pile[field] = value
  }
  // A server that refuses what looks acceptable here must not be asked for ever.
  const progress = Object.keys(again).length < Object.keys(op.fields).length || newer !== null
  const reason = op.op === 'create' ? 'exists' : 'conflict'
  // Of a create the whole record is kept in sight: it may have to be made again.
  const seen = intent.op === 'create' ? intent.fields : intent.seen
  const patchOf = (fields: Row): I => ({ ...intent, op: 'patch', fields, base: pick(intent.base, fields), seen })
  const some = (fields: Row) => Object.keys(fields).length > 0
  if (!progress) return { again: null, park: { intent: patchOf(again), reason, theirs } }
  // Part of a create is no record: only a whole one is worth remembering.
  const isWhole = !some(again) && !some(mine)
  const remembered = intent.op === 'create' ? (isWhole ? intent : null) : some(done) ? patchOf(done) : null
  return {
    done: remembered,
    again: some(again) ? patchOf(again) : null,
    park: some(mine) ? { intent: patchOf(mine), reason, theirs } : null,
  }
}

/** A newer edit may be the correction: it is folded in and tried again. */
function judgeInvalid<I extends Intent>(op: I, newer: I | null): Judgement<I> {
  if (!newer) return { again: null, park: { intent: op, reason: 'invalid', theirs: null } }
  return { again: fold(op, newer), park: null }
}

/** A denied change waits; newer changes of other fields go their own way, from the values that the server has. */
function judgeDenied<I extends Intent>(op: I, newer: I | null): Judgement<I> {
  const parkOf = (intent: I) => ({ intent, reason: 'denied' as const, theirs: null })
  if (!newer || newer.op !== 'patch') return { again: newer, park: newer?.op === 'delete' ? null : parkOf(op) }
  const left = Object.fromEntries(Object.entries(op.fields).filter(([field]) => !(field in newer.fields)))
  const again = { ...newer, base: { ...newer.base, ...pick(op.base, newer.fields) } }
  return { again, park: Object.keys(left).length ? parkOf({ ...op, fields: left, base: pick(op.base, left) }) : null }
}

function pick(from: Row, like: Row): Row {
  return Object.fromEntries(Object.entries(from).filter(([field]) => field in like))
}
