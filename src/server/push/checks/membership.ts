import { membershipId } from '@/domain/identity/derived-id'
import { asRole, leads } from '@/domain/access/reader'
import { numberOf } from '../../database/query'
import { readRow, type Row } from '../../database/row'
import type { Batch } from '../batch'
import { Refused } from '../refusal'
import { requireId, type Checks } from './checks'

export const membershipChecks: Checks = {
  change(batch, row, before) {
    requireId(row, membershipId(String(row['project']), String(row['user'])))
    if (!before && !readRow(batch.db, 'users', String(row['user'])))
      throw new Refused('invalid', { code: 'unknown-person', field: 'user' })
    if (before && isLeader(before) && !isLeader(row)) requireAnotherLeader(batch, row)
  },
  remove(batch, row) {
    if (isLeader(row)) requireAnotherLeader(batch, row)
  },
  after: (batch) => batch.forgetStandings(),
}

function isLeader(row: Row): boolean {
  const role = asRole(String(row['role']))
  return role !== null && leads(role)
}

/** A project that nobody leads could never be repaired from inside. */
function requireAnotherLeader(batch: Batch, row: Row): void {
  const sql = `SELECT count(*) AS value FROM memberships
    WHERE project = {:project} AND id <> {:id} AND role IN ('manager', 'pmo')`
  const others = numberOf(batch.db, sql, { project: String(row['project']), id: String(row['id']) })
  if (others === 0) throw new Refused('denied', { code: 'last-leader' })
}
