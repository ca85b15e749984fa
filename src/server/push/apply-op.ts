import { mayCreate, mayDelete, mayPatch } from '@/domain/access/writing'
import { reachOf, OWNER_FIELD } from '@/domain/access/reading'
import { codeOfMessage } from '@/domain/access/refusal-codes'
import { COLLECTIONS, type CollectionName } from '@/schema/collections'
import { quickParse } from '@/schema/quick-check'
import { SCHEMA_VERSION, type OpResult, type WireOp } from '@/schema/sync-wire'
import { readRow, type Row } from '../database/row'
import type { Batch } from './batch'
import { CHECKS } from './checks/registry'
import { isSameValue } from './same-value'
import { Refused } from './refusal'
import { saveRecord } from './save'
import { lastWriting, signed } from './writer'

type Op = Omit<WireOp, 'coll'> & { coll: CollectionName }

/** What becomes of one operation: applied, or why not. Whatever is not a refusal undoes the whole batch. */
export function applyOp(batch: Batch, op: WireOp): OpResult {
  try {
    apply(batch, known(op))
    return 1
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { e: error.e, ...error.details }
  }
}

function known(op: WireOp): Op {
  // Served by a newer release than this one, which was put back since: it waits until the server is updated.
  if (op.schema > SCHEMA_VERSION) throw new Refused('invalid', { code: 'newer-app' })
  if (!Object.hasOwn(COLLECTIONS, op.coll)) throw new Refused('denied', { code: 'read-only' })
  const columns = COLLECTIONS[op.coll as CollectionName].entries
  const unknown = Object.keys(op.fields).find((field) => field === 'id' || !Object.hasOwn(columns, field))
  if (unknown !== undefined) throw new Refused('invalid', { code: 'unknown-field', field: unknown })
  return op as Op
}

function apply(batch: Batch, op: Op): void {
  if (op.coll !== 'time_entries' || op.op !== 'create' || batch.isNewEntry(op.id)) batch.writeEntries()
  if (op.op === 'create') return create(batch, op)
  const row = found(batch, op)
  return op.op === 'patch' ? patch(batch, op, row) : remove(batch, op, row)
}

function create(batch: Batch, op: Op): void {
  const row = { ...op.fields, id: op.id }
  const writer = batch.writer(op.scope)
  if (!homesOf(op.coll, row).includes(op.scope)) throw new Refused('denied', { code: 'wrong-scope' })
  const refusal = mayCreate(writer, op.coll, row)
  if (refusal) throw new Refused('denied', { code: refusal })
  const isNew = op.coll === 'time_entries' && !batch.isKnownEntry(op.id)
  const existing = isNew ? null : readRow(batch.db, op.coll, op.id)
  if (existing) throw alreadyThere(batch, op, existing)
  validate(op.coll, row)
  CHECKS[op.coll]?.change?.(batch, row, null)
  write(batch, op.coll, signed(batch.userId, op.coll, row))
  CHECKS[op.coll]?.after?.(batch, row)
}

/** A time entry's project, task and person were looked up by its checks: it needs none of PocketBase's. */
function write(batch: Batch, coll: CollectionName, row: Row): void {
  if (coll === 'time_entries') return batch.keepEntry(row)
  saveRecord(batch.tx, new Record(batch.tx.findCachedCollectionByNameOrId(coll)), row)
}

/** An id that exists where the person can't read says nothing about what is there. */
function alreadyThere(batch: Batch, op: Op, existing: Row): Refused {
  if (!isReadable(batch, op, existing)) return new Refused('denied', { code: 'id-taken' })
  return new Refused('exists', { row: shown(batch, op), ...lastWriting(batch.db, op) })
}

function patch(batch: Batch, op: Op, row: Row): void {
  const fields = Object.keys(op.fields)
  const refusal = mayPatch(batch.writer(op.scope), op.coll, row, fields)
  if (refusal) throw new Refused('denied', { code: refusal })
  const seen = (field: string) => Object.hasOwn(op.base, field) && isSameValue(op.base[field], row[field])
  if (!fields.every(seen)) throw new Refused('conflict', { row: shown(batch, op), ...lastWriting(batch.db, op) })
  const changed = { ...row, ...op.fields }
  validate(op.coll, changed)
  CHECKS[op.coll]?.change?.(batch, changed, row)
  if (fields.every((field) => isSameValue(op.fields[field], row[field]))) return
  saveRecord(batch.tx, batch.tx.findRecordById(op.coll, op.id), signed(batch.userId, op.coll, op.fields))
  CHECKS[op.coll]?.after?.(batch, changed)
}

function remove(batch: Batch, op: Op, row: Row): void {
  const refusal = mayDelete(batch.writer(op.scope), op.coll)
  if (refusal) throw new Refused('denied', { code: refusal })
  CHECKS[op.coll]?.remove?.(batch, row)
  batch.tx.delete(batch.tx.findRecordById(op.coll, op.id))
  CHECKS[op.coll]?.after?.(batch, row)
}

/** The record, when this person can read it in this scope. What can't be read does not exist. */
function found(batch: Batch, op: Op): Row {
  if (batch.standing(op.scope) === null) throw new Refused('denied', { code: 'not-a-member' })
  const row = readRow(batch.db, op.coll, op.id)
  if (!row || !isReadable(batch, op, row)) throw new Refused('missing', { code: 'missing' })
  return row
}

function isReadable(batch: Batch, op: Op, row: Row): boolean {
  const standing = batch.standing(op.scope)
  if (standing === null || !homesOf(op.coll, row).includes(op.scope)) return false
  const reach = reachOf(standing, op.coll)
  return reach === 'all' || (reach === 'own' && row[OWNER_FIELD[op.coll] ?? 'id'] === batch.userId)
}

const shown = (batch: Batch, op: Op) => readRow(batch.db, op.coll, op.id, batch.standing(op.scope) ?? 'everybody')

/** Collections whose records are written in their owner's scope. */
const PERSONAL: readonly CollectionName[] = [
  'week_sheets',
  'absences',
  'reminder_preferences',
  'reminders',
  'alert_marks',
]

/** The scope in which a record is written. */
function homesOf(coll: CollectionName, row: Row): string[] {
  if (coll === 'settings') return ['org']
  if (coll === 'projects') return [String(row['id'])]
  if (coll === 'users') return [`u:${String(row['id'])}`]
  if (PERSONAL.includes(coll)) return [`u:${String(row['user'])}`]
  return [String(row['project'])]
}

function validate(coll: CollectionName, row: Row): void {
  const checked = quickParse(COLLECTIONS[coll], row)
  if (checked.success) return
  const issue = checked.issues[0]
  const field = issue.path?.[0]?.key
  throw new Refused('invalid', { code: codeOfMessage(issue.message), field: typeof field === 'string' ? field : 'id' })
}
