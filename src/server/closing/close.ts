import { addDays } from '@/domain/calendar/days'
import { leads } from '@/domain/access/reader'
import { rolledUp } from '@/domain/closing/costs'
import { snapshotOf, type ItemFigures } from '@/domain/closing/snapshot'
import { derivedId } from '@/domain/identity/derived-id'
import type { Closing, ClosingItem } from '@/schema/closing'
import { closingRequest, reopenRequest } from '@/schema/closing-wire'
import { insertRows } from '../database/insert-rows'
import { execute, numberOf, textOf } from '../database/query'
import { readRow } from '../database/row'
import { standingOf } from '../database/standing'
import { currentSeq } from '../sync/boot'
import { poke, scopesSince } from '../sync/poke'
import { answer, readBody, refuse, signedIn } from '../web/answers'
import { costsThrough } from './costs'
import { givenIn, periodOf } from './period'
import { lastClosing, snapshotInput } from './project-at'

/** A Friday closes its Sunday; nobody closes next month. */
const DAYS_AHEAD = 7

interface Asked {
  project: string
  through: string
  note: string
  author: string
  now: number
}

/**
 * POST /api/jalon/closings: closes a project through a day, or says what that would be (`preview`). For who leads it. The
 * figures are made here, by the same rules as on every screen, in one transaction with the project's new `closed_through`.
 */
export function close(e: pb.Request): void {
  const asked = readBody(e, closingRequest)
  if (!asked) return refuse(e, 400, 'bad-value')
  const author = signedIn(e).id
  const refusal = refusalOf(author, asked.project, asked.through)
  if (refusal) return refuse(e, refusal === 'role' ? 403 : 400, refusal)
  const request: Asked = { ...asked, author, now: Date.now() }
  if (asked.preview) return answer(e, made($app.db(), request))
  let touched: string[] = []
  let result: Made | null = null
  $app.runInTransaction((tx) => {
    const before = currentSeq(tx.db())
    result = made(tx.db(), request)
    keep(tx, result)
    touched = scopesSince(tx.db(), before)
  })
  poke($app, touched)
  return answer(e, result)
}

function refusalOf(user: string, project: string, through: string): string | null {
  const standing = standingOf($app.db(), user, project)
  if (standing === null || !leads(standing)) return 'role'
  const today = new Date().toISOString().slice(0, 10)
  if (through > addDays(today, DAYS_AHEAD)) return 'day-out-of-range'
  const closed = textOf($app.db(), 'SELECT closed_through AS value FROM projects WHERE id = {:project}', { project })
  return through <= closed ? 'closed-period' : null
}

interface Made {
  closing: Closing
  items: ClosingItem[]
}

function made(db: pb.Db, { project, through, note, author, now }: Asked): Made {
  const before = lastClosing(db, project)
  const snapshot = snapshotOf(snapshotInput(db, project, through, before))
  const rank = numberOf(db, 'SELECT max(rank) AS value FROM closings WHERE project = {:project}', { project }) + 1
  const id = derivedId('closing', project, String(rank))
  const costs = rolledUp(snapshot.items.map(placed), costsThrough(db, project, through))
  const days = periodOf(through, before?.closing.through ?? '')
  const closing = {
    id,
    project,
    through,
    rank,
    previous: before?.closing.id ?? '',
    author,
    closed_at: now,
    note: note.trim(),
    state: 'closed',
    reopened_by: '',
    reopened_at: 0,
    reopen_reason: '',
    ...snapshot.figures,
    ...givenIn(db, project, days),
    ...openRegisters(db, project, through),
    cost: costs.all,
  } as Closing
  const items = snapshot.items.map(
    (item) =>
      ({
        ...item,
        id: derivedId('closing_item', id, String(item.task)),
        project,
        closing: id,
        cost: costs.of(String(item.task)),
      }) as ClosingItem,
  )
  return { closing, items }
}

const placed = (item: ItemFigures) => ({ task: String(item.task), parent: String(item.parent) })

function openRegisters(db: pb.Db, project: string, through: string) {
  const count = (sql: string) => numberOf(db, `SELECT count(*) AS value FROM ${sql}`, { project, through })
  return {
    open_risks: count(`flags WHERE project = {:project} AND state IN ('risk', 'issue') AND day <= {:through}`),
    open_actions: count(`actions WHERE project = {:project} AND state = 'open' AND {:through} <> ''`),
    overdue_actions: count(`actions WHERE project = {:project} AND state = 'open' AND due <> '' AND due <= {:through}`),
  }
}

function keep(tx: pb.App, { closing, items }: Made): void {
  insertRows(tx.db(), 'closings', [closing])
  insertRows(tx.db(), 'closing_items', items)
  closeThrough(tx.db(), closing.project, closing.through)
}

const closeThrough = (db: pb.Db, project: string, day: string): void =>
  execute(db, 'UPDATE projects SET closed_through = {:day} WHERE id = {:project}', { project, day })

/**
 * POST /api/jalon/closings/reopen: opens the last closing of a project again, with a reason that stays. Its figures are kept as
 * they were; the period ends where the closing before it did.
 */
export function reopen(e: pb.Request): void {
  const asked = readBody(e, reopenRequest)
  if (!asked) return refuse(e, 400, 'bad-value')
  const user = signedIn(e).id
  const closing = readRow($app.db(), 'closings', asked.closing) as Closing | null
  const standing = closing && standingOf($app.db(), user, closing.project)
  // One that can't be read says nothing of whether it exists.
  if (!closing || !standing || !leads(standing)) return refuse(e, 403, 'role')
  const last = lastClosing($app.db(), closing.project)
  if (last?.closing.id !== closing.id) return refuse(e, 400, 'not-the-last')
  let touched: string[] = []
  $app.runInTransaction((tx) => {
    const before = currentSeq(tx.db())
    execute(
      tx.db(),
      `UPDATE closings SET state = 'reopened', reopened_by = {:user}, reopened_at = {:now}, reopen_reason = {:reason}
        WHERE id = {:id} AND state = 'closed'`,
      { id: closing.id, user, now: Date.now(), reason: asked.reason },
    )
    closeThrough(tx.db(), closing.project, lastClosing(tx.db(), closing.project)?.closing.through ?? '')
    touched = scopesSince(tx.db(), before)
  })
  poke($app, touched)
  return answer(e, { ok: true })
}
